'use client';
import { MonthPickerInput, YearPickerInput } from '@mantine/dates';
import { useAppLocale } from '@/components/ui/say';
import type { Locale } from '@/engine/kernel/text';
import type { InputProps } from '../types';
import { pickerProps } from '../wrapper';

const FORMATS: { readonly [L in Locale]: { readonly month: string; readonly year: string } } = {
  'zh-CN': { month: 'YYYY年M月', year: 'YYYY年' },
  en: { month: 'MMMM YYYY', year: 'YYYY' },
};

/** A month or a year; the value is its first day. */
export function PeriodInput(props: InputProps & { precision: 'month' | 'year' }) {
  const locale = useAppLocale();
  const Picker = props.precision === 'month' ? MonthPickerInput : YearPickerInput;
  return (
    <Picker
      {...pickerProps(props)}
      value={typeof props.value === 'string' ? props.value : null}
      valueFormat={FORMATS[locale][props.precision]}
      onChange={(next: string | null) => props.onChange(next || null)}
      onBlur={() => props.onBlur?.()}
      clearable={!props.isRequired}
    />
  );
}
