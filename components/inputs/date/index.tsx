'use client';
import { TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useAppLocale } from '@/components/ui/say';
import type { Locale } from '@/engine/kernel/text';
import type { InputProps, InputUnit } from '../types';
import { normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';

export const DATE_FORMAT: { readonly [locale in Locale]: string } = { 'zh-CN': 'YYYY年M月D日', en: 'MMM D, YYYY' };
/** The head of the calendar. */
export const MONTH_FORMAT: { readonly [locale in Locale]: string } = { 'zh-CN': 'YYYY年M月', en: 'MMMM YYYY' };
/** A finger gets the phone's own picker. */
export const useIsTouch = (): boolean => useMediaQuery('(pointer: coarse)', false);

const PeriodInput = lazy(() => import('./PeriodInput').then((part) => ({ default: part.PeriodInput })));

function Input(props: InputProps) {
  const { precision } = props.field.options;
  if (precision !== 'month' && precision !== 'year') return <DayInput {...props} />;
  return (
    <Suspense>
      <PeriodInput {...props} precision={precision} />
    </Suspense>
  );
}

function DayInput(props: InputProps) {
  const locale = useAppLocale();
  const isTouch = useIsTouch();
  const value = typeof props.value === 'string' ? props.value : null;
  if (isTouch) {
    return (
      <TextInput
        {...wrapperProps(props)}
        type="date"
        value={value ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value || null)}
        onBlur={() => props.onBlur?.()}
      />
    );
  }
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

export const date: InputUnit = { Input };
