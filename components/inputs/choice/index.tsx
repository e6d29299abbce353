'use client';
import { Select } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DisplayProps, InputProps, InputUnit } from '../types';
import { wrapperProps } from '../wrapper';
import { ChoiceBadge, ChoiceOption, useChoiceData } from './choices';

/** From this many options on, typing finds one faster than looking. */
const SEARCH_FROM = 8;

const Spread = lazy(() => import('./Spread').then((part) => ({ default: part.SpreadChoice })));
/** How the field wants its options shown; undefined for the list to open, and in cells of tables. */
export const spreadOf = (props: InputProps) => {
  const { display } = props.field.options;
  return props.isBare || !(display === 'list' || display === 'buttons' || display === 'cards') ? undefined : display;
};

function Input(props: InputProps) {
  const spread = spreadOf(props);
  if (!spread) return <OpenList {...props} />;
  return (
    <Suspense>
      <Spread {...props} spread={spread} />
    </Suspense>
  );
}

function OpenList(props: InputProps) {
  const value = typeof props.value === 'string' ? props.value : null;
  const data = useChoiceData(props.field, value === null ? [] : [value], props.allowed);
  return (
    <Select
      {...wrapperProps(props)}
      data={data}
      value={value}
      onChange={(next) => props.onChange(next)}
      onBlur={() => props.onBlur?.()}
      clearable={!props.isRequired}
      searchable={data.length >= SEARCH_FROM}
      renderOption={({ option }) => <ChoiceOption field={props.field} value={option.value} label={option.label} />}
    />
  );
}

function Display(props: DisplayProps) {
  return typeof props.value === 'string' ? <ChoiceBadge field={props.field} value={props.value} /> : null;
}

export const choice: InputUnit = { Input, Display };
