'use client';
import { Text, Tooltip } from '@mantine/core';
import { useFormatter, useNow, useTranslations } from 'use-intl';

const SOON_MS = 24 * 3_600_000;

/** When a decision is due: red when late, orange within a day, always in words too. Nothing without a due time. */
export function DueTime(props: { at: string | null }) {
  const t = useTranslations('record.inbox');
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  if (!props.at) return null;
  const due = new Date(props.at);
  const left = due.getTime() - now.getTime();
  const color =
    left < 0
      ? 'light-dark(var(--mantine-color-red-8), var(--mantine-color-red-4))'
      : left < SOON_MS
        ? 'light-dark(#9a4b00, var(--mantine-color-orange-4))'
        : 'dimmed';
  return (
    <Tooltip label={format.dateTime(due, { dateStyle: 'medium', timeStyle: 'short' })}>
      <Text
        component="time"
        dateTime={props.at}
        size="xs"
        c={color}
        fw={left < SOON_MS ? 600 : 400}
        suppressHydrationWarning
      >
        {t(left < 0 ? 'late' : 'due', { time: format.relativeTime(due, now) })}
      </Text>
    </Tooltip>
  );
}
