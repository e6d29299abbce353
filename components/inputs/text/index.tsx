'use client';
import { TextInput } from '@mantine/core';
import type { InputProps, InputUnit } from '../types';
import { normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';

/** Options of a text field that choose the keyboard of a phone and what the browser may fill in. */
const KEYBOARD: { readonly [format: string]: { type: string; autoComplete: string } } = {
  email: { type: 'email', autoComplete: 'email' },
  phone: { type: 'tel', autoComplete: 'tel' },
  url: { type: 'url', autoComplete: 'url' },
};

function Input(props: InputProps) {
  const { field } = props;
  const maxLength = typeof field.options.maxLength === 'number' ? field.options.maxLength : undefined;
  return (
    <TextInput
      {...wrapperProps(props)}
      {...(KEYBOARD[String(field.options.format ?? '')] ?? { autoComplete: 'off' })}
      maxLength={maxLength}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
      onBlur={() => {
        const normal = normalizeValue(field, props.value);
        if (normal !== props.value) props.onChange(normal === '' ? null : normal);
        props.onBlur?.();
      }}
    />
  );
}

export const text: InputUnit = { Input };
