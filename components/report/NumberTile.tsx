'use client';
import { Text, UnstyledButton } from '@mantine/core';
import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { NumberProps } from '@/engine/report/charts/number';
import { Sparkline } from './Sparkline';
import classes from './report.module.css';

type Comparison = NonNullable<NumberProps['comparison']>;

/** One number: what it is, over which period, compared with what. A click opens the records behind it. */
export function NumberTile(props: {
  readonly shown: NumberProps;
  /** What stands above it: the same words are not said twice. */
  readonly title: string;
  readonly onRow?: (row: number) => void;
}) {
  const { shown, title, onRow } = props;
  const t = useTranslations('report.number');
  const about = [shown.label === title ? '' : shown.label, shown.period].filter(Boolean).join(' · ');
  const canOpen = onRow !== undefined && shown.row >= 0;
  return (
    <div className={classes.number}>
      <UnstyledButton
        className={classes.numberButton}
        disabled={!canOpen}
        onClick={() => onRow?.(shown.row)}
        title={canOpen ? t('open') : undefined}
      >
        <span className={classes.numberText} data-testid="number">
          {shown.text}
        </span>
        <Text component="span" size="sm" c="dimmed" className={classes.numberLabel}>
          {about}
        </Text>
      </UnstyledButton>
      {shown.comparison && <Compared with={shown.comparison} />}
      {shown.trend && <Sparkline values={shown.trend} />}
    </div>
  );
}

const ARROWS = { up: IconArrowUpRight, down: IconArrowDownRight, same: IconMinus } as const;
const directionOf = (change: number): keyof typeof ARROWS => (change > 0 ? 'up' : change < 0 ? 'down' : 'same');

function Compared({ with: other }: { readonly with: Comparison }) {
  const t = useTranslations('report.number');
  const format = useFormatter();
  const percent = (value: number, isSigned: boolean): string =>
    format.number(value, {
      style: 'percent',
      maximumFractionDigits: 1,
      ...(isSigned ? { signDisplay: 'exceptZero' as const } : {}),
    });
  const Arrow = other.change === undefined ? undefined : ARROWS[directionOf(other.change)];
  const share = other.share === undefined ? '' : ` (${percent(other.share, false)})`;
  return (
    <span className={classes.comparison} data-tone={other.tone}>
      {Arrow && other.change !== undefined && (
        <strong>
          <Arrow size={14} aria-hidden /> {percent(other.change, true)}
        </strong>
      )}
      <span>
        {other.change === undefined
          ? `${other.label} ${other.text}${share}`
          : t('before', { period: other.label, value: other.text })}
      </span>
    </span>
  );
}
