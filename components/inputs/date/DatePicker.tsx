'use client';
import { DateInput } from '@mantine/dates';
import { useAppLocale } from '@/components/ui/say';
import type { InputProps } from '../types';
import { normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';
import { DATE_FORMAT, MONTH_FORMAT } from './formats';

/** A date that is typed, or picked from a calendar. */
export function DatePicker(props: InputProps) {
  const locale = useAppLocale();
  const value = typeof props.value === 'string' ? props.value : null;
  return (
    <DateInput
      {...wrapperProps(props)}
      value={value}
      valueFormat={DATE_FORMAT[locale]}
      monthLabelFormat={MONTH_FORMAT[locale]}
      // 2026/3/5, 2026年3月5日 and 20260305 are all understood.
      dateParser={(typed) => asDate(normalizeValue(props.field, typed))}
      onChange={(next) => props.onChange(next || null)}
      onBlur={() => props.onBlur?.()}
      clearable={!props.isRequired}
      autoComplete="off"
      popoverProps={{ transitionProps: { duration: 100 } }}
    />
  );
}

const asDate = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
