'use client';
import { Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { sliderOf } from '@/components/inputs/number';
import { TypedInput } from '@/components/inputs/typed';
import type { InputProps, InputUnit } from '@/components/inputs/types';
import type { Json } from '@/engine/kernel/json';
import { normalizePercent } from '.';
import { decimalText, multiply, toDecimal } from '@/engine/expression/decimal';

/** In the input stands the percentage: `0.125` is edited as `12.5`. */
function edit(value: Json): string {
  const decimal = toDecimal(value);
  return decimal ? decimalText(multiply(decimal, HUNDRED)) : String(value);
}
const HUNDRED = { digits: 100n, scale: 0 };
const read = (text: string): Json => normalizePercent(/[%％‰]\s*$/.test(text) ? text : `${text}%`) as Json;

const SliderInput = lazy(() =>
  import('@/components/inputs/number/SliderInput').then((part) => ({ default: part.SliderInput })),
);

function Input(props: InputProps) {
  const slider = sliderOf(props);
  if (!slider) return <Typed {...props} />;
  return (
    <Suspense>
      <SliderInput {...props} {...slider} factor={100} Exact={Typed} />
    </Suspense>
  );
}

function Typed(props: InputProps) {
  const right = props.isBare ? undefined : (
    <Text size="sm" c="dimmed" aria-hidden>
      %
    </Text>
  );
  // The value formatted carries the sign already; the sign at the right is for an empty field.
  const look = { inputMode: 'decimal', edit, read, isNumeric: true } as const;
  return <TypedInput {...props} look={props.value === null ? { ...look, right } : look} />;
}

const view: InputUnit = { Input, isNumeric: true };
export default view;
