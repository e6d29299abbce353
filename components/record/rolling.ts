/** Stretches of time by a number people choose: "in the last 45 days", "more than 3 months ago". */
import { useTranslations } from 'use-intl';
import { isObject, type Json } from '@/engine/kernel/json';

export const ROLLING = ['last', 'next', 'olderThan', 'moreThan'] as const;
export type RollingKind = (typeof ROLLING)[number];
export const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type RollingUnit = (typeof UNITS)[number];
/** As far as the query engine reckons (engine/query/dates.ts). */
export const FARTHEST = 4000;

export interface RollingValue {
  readonly kind: RollingKind;
  readonly unit: RollingUnit;
  readonly n: number;
}

/** `{unit: 'day', last: 45}` in its parts; undefined for anything else. */
export function rollingOf(value: unknown): RollingValue | undefined {
  if (!isObject(value)) return undefined;
  const unit = UNITS.find((one) => one === value.unit);
  const kind = ROLLING.find((one) => one in value);
  const n = kind && value[kind];
  return unit && kind && typeof n === 'number' ? { kind, unit, n } : undefined;
}
export const rollingJson = ({ kind, unit, n }: RollingValue): Json => ({ unit, [kind]: n });

/** In words; "…" for what is no such stretch. */
export function useRollingWords(): (value: unknown) => string {
  const t = useTranslations('filters');
  return (value) => {
    const rolling = rollingOf(value);
    return rolling ? t(`rolling.${rolling.kind}`, { n: rolling.n, unit: rolling.unit }) : '…';
  };
}
