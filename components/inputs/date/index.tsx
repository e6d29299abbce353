'use client';
import { TextInput } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { lazyInput } from '../lazy';
import type { InputProps, InputUnit } from '../types';
import { wrapperProps } from '../wrapper';
import { useIsTouch } from './formats';

const PeriodInput = lazy(() => import('./PeriodInput').then((part) => ({ default: part.PeriodInput })));
const DatePicker = lazyInput(async () => (await import('./DatePicker')).DatePicker);

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
  const isTouch = useIsTouch();
  if (!isTouch) return <DatePicker {...props} />;
  return (
    <TextInput
      {...wrapperProps(props)}
      type="date"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

export const date: InputUnit = { Input };
