'use client';
import { Text, Tooltip, type TextProps } from '@mantine/core';
import { useFormatter, useNow } from 'use-intl';

/** "3 minutes ago", with the exact time on hover and for screen readers; it keeps itself up to date. */
export function RelativeTime({ at, ...text }: { at: string } & TextProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const date = new Date(at);
  const exact = format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Tooltip label={exact}>
      <Text component="time" dateTime={at} size="sm" {...text} suppressHydrationWarning>
        {format.relativeTime(date, now)}
      </Text>
    </Tooltip>
  );
}
