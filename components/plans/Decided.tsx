'use client';
import { Button, Text } from '@mantine/core';
import { useTimeZone, useTranslations } from 'use-intl';
import { formatValue } from '@/components/inputs/units';
import { viewOf } from '@/components/inputs/viewOf';
import { useAppLocale } from '@/components/ui/say';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import classes from './plans.module.css';

/** What was decided for single values, each to be taken back. */
export function Decided(props: {
  readonly field: FieldUse;
  readonly map: { readonly [value: string]: Json };
  readonly onUndo: (value: string) => void;
}) {
  const t = useTranslations('plans');
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const entries = Object.entries(props.map);
  if (entries.length === 0) return null;
  return (
    <ul className={classes.values} aria-label={t('decided')}>
      {entries.map(([value, to]) => (
        <li key={value} className={classes.value}>
          <span className={classes.word}>{value}</span>
          <span aria-hidden>→</span>
          <Text component="span" size="sm" fs={to === null ? 'italic' : undefined}>
            {to === null ? t('nothing') : formatValue(viewOf(props.field), to, locale, zone) || JSON.stringify(to)}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => props.onUndo(value)}>
            {t('undo')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
