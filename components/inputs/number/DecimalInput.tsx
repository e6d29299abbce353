'use client';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTimeZone } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { selectAll } from '../selectAll';
import type { InputProps } from '../types';
import { formatValue, normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';

/**
 * A decimal of any length: what is typed stays as typed while the field has the focus and is shown formatted after
 * ("1,234.50"). The value is a string throughout; a float would lose digits.
 */
export function DecimalInput(props: InputProps) {
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatValue(props.field, props.value, locale, timeZone);
  const isWhole = props.field.options.decimals === 0;
  return (
    <TextInput
      {...wrapperProps(props)}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      styles={{ input: { textAlign: props.isBare ? 'right' : undefined } }}
      value={typed ?? shown}
      onFocus={(event) => {
        const text = props.value === null ? '' : String(props.value);
        setTyped(text);
        selectAll(event.currentTarget, text);
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === '' ? null : normalizeValue(props.field, text));
      }}
      onBlur={() => {
        setTyped(null);
        props.onBlur?.();
      }}
    />
  );
}
