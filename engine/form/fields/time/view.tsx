'use client';
import { TypedInput } from '@/components/inputs/typed';
import { useIsTouch } from '@/components/inputs/date/formats';
import type { InputProps, InputUnit } from '@/components/inputs/types';
import { wrapperProps } from '@/components/inputs/wrapper';
import { TextInput } from '@mantine/core';

/** A finger gets the phone's own clock; a keyboard types 930, 9:30 pm or 下午3点. */
function Input(props: InputProps) {
  const isTouch = useIsTouch();
  if (!isTouch) return <TypedInput {...props} look={{ placeholder: '09:30' }} />;
  return (
    <TextInput
      {...wrapperProps(props)}
      type="time"
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value.slice(0, 5) || null)}
      onBlur={() => props.onBlur?.()}
    />
  );
}

const view: InputUnit = { Input };
export default view;
