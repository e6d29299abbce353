'use client';
import { Text, Textarea } from '@mantine/core';
import type { DisplayProps, InputProps, InputUnit } from '../types';
import { normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';

function Input(props: InputProps) {
  return (
    <Textarea
      {...wrapperProps(props)}
      autosize
      minRows={props.isBare ? 1 : 3}
      maxRows={12}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
      onBlur={() => {
        const normal = normalizeValue(props.field, props.value);
        if (normal !== props.value) props.onChange(normal === '' ? null : normal);
        props.onBlur?.();
      }}
    />
  );
}

function Display(props: DisplayProps) {
  return (
    <Text
      component="span"
      size="sm"
      truncate={props.isBrief ?? false}
      style={{ whiteSpace: props.isBrief ? undefined : 'pre-wrap' }}
    >
      {String(props.value ?? '')}
    </Text>
  );
}

export const longText: InputUnit = { Input, Display, isWide: true };
