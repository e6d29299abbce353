'use client';
import { Input as MantineInput, Switch } from '@mantine/core';
import type { InputProps, InputUnit } from '../types';

function Input(props: InputProps) {
  const control = (
    <Switch
      id={props.id}
      aria-label={props.label}
      aria-invalid={props.error ? true : undefined}
      checked={props.value === true}
      onChange={(event) => {
        props.onChange(event.currentTarget.checked);
        props.onBlur?.();
      }}
      py={props.isBare ? 4 : 7}
    />
  );
  if (props.isBare) return control;
  return (
    <MantineInput.Wrapper
      id={props.id}
      label={props.label}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      {control}
    </MantineInput.Wrapper>
  );
}

export const yesNo: InputUnit = { Input };
