'use client';
import { Group, MultiSelect } from '@mantine/core';
import { ChoiceBadge, ChoiceOption, useChoiceData } from '../choice/choices';
import type { DisplayProps, InputProps, InputUnit } from '../types';
import { wrapperProps } from '../wrapper';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function Input(props: InputProps) {
  const value = listOf(props.value);
  return (
    <MultiSelect
      {...wrapperProps(props)}
      data={useChoiceData(props.field, value)}
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

function Display(props: DisplayProps) {
  return (
    <Group component="span" gap={4} wrap={props.isBrief ? 'nowrap' : 'wrap'}>
      {listOf(props.value).map((value) => (
        <ChoiceBadge key={value} field={props.field} value={value} />
      ))}
    </Group>
  );
}

export const manyChoice: InputUnit = { Input, Display };
