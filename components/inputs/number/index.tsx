'use client';
import { lazy, Suspense } from 'react';
import { DecimalInput } from './DecimalInput';
import type { InputProps, InputUnit } from '../types';

const SliderInput = lazy(() => import('./SliderInput').then((part) => ({ default: part.SliderInput })));

/** The ends and the step of a slider; undefined where the field is shown as an input, and in cells of tables. */
export function sliderOf({ field, isBare }: InputProps) {
  const { display, min, max, step } = field.options;
  if (isBare || display !== 'slider' || typeof min !== 'number' || typeof max !== 'number') return undefined;
  return { min, max, step: typeof step === 'number' ? step : 1 };
}

function Input(props: InputProps) {
  const slider = sliderOf(props);
  if (!slider) return <DecimalInput {...props} />;
  return (
    <Suspense>
      <SliderInput {...props} {...slider} />
    </Suspense>
  );
}

export const number: InputUnit = { Input, isNumeric: true };
