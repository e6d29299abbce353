'use client';
import { Checkbox, Input as MantineInput, Switch } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { InputProps, InputUnit } from '../types';

const Buttons = lazy(() => import('./Buttons').then((part) => ({ default: part.Buttons })));

function Input(props: InputProps) {
  const display = props.isBare ? 'switch' : String(props.field.options.display ?? 'switch');
  const control =
    display === 'buttons' ? (
      <Suspense>
        <Buttons {...props} />
      </Suspense>
    ) : (
      <Tick {...props} isSwitch={display === 'switch'} />
    );
  if (props.isBare) return control;
  return (
    <MantineInput.Wrapper
      id={display === 'buttons' ? undefined : props.id}
      label={props.label}
      labelElement={display === 'buttons' ? 'div' : 'label'}
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      {control}
    </MantineInput.Wrapper>
  );
}

function Tick(props: InputProps & { isSwitch: boolean }) {
  const Control = props.isSwitch ? Switch : Checkbox;
  return (
    <Control
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
}

export const yesNo: InputUnit = { Input };
