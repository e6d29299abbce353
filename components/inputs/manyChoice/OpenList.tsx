'use client';
import { MultiSelect } from '@mantine/core';
import { ChoiceOption, useChoiceData } from '../choice/choices';
import type { InputProps } from '../types';
import { wrapperProps } from '../wrapper';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The options in a list that opens and finds what is typed. */
export function OpenList(props: InputProps) {
  const value = listOf(props.value);
  return (
    <MultiSelect
      {...wrapperProps(props)}
      data={useChoiceData(props.field, value, props.allowed)}
      value={value}
      onChange={(next) => props.onChange(next.length > 0 ? next : null)}
      onBlur={() => props.onBlur?.()}
      clearable
      searchable
      hidePickedOptions
      renderOption={({ option }) => <ChoiceOption field={props.field} value={option.value} label={option.label} />}
    />
  );
}
