'use client';
import { Text, TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { applyMask, caretAfter } from '@/engine/form/mask';
import { textLength } from '@/engine/form/values';
import type { InputProps, InputUnit } from '../types';
import { normalizeValue } from '../units';
import { wrapperProps } from '../wrapper';

/** Options of a text field that choose the keyboard of a phone and what the browser may fill in. */
const KEYBOARD: { readonly [format: string]: { type: string; autoComplete: string } } = {
  email: { type: 'email', autoComplete: 'email' },
  phone: { type: 'tel', autoComplete: 'tel' },
  url: { type: 'url', autoComplete: 'url' },
};
const optionOf = (props: InputProps, name: string): string => {
  const value = props.field.options[name];
  return typeof value === 'string' ? value : '';
};

function Input(props: InputProps) {
  const { field } = props;
  const [mask, prefix, suffix] = [optionOf(props, 'mask'), optionOf(props, 'prefix'), optionOf(props, 'suffix')];
  const maxLength = typeof field.options.maxLength === 'number' ? field.options.maxLength : undefined;
  const value = typeof props.value === 'string' ? props.value : '';
  const typing = useMask(mask, value, (next) => props.onChange(next || null));
  return (
    <TextInput
      {...wrapperProps(props)}
      {...(KEYBOARD[String(field.options.format ?? '')] ?? { autoComplete: 'off' })}
      {...(mask && /^[^@*]*$/.test(mask) ? { inputMode: 'numeric' as const } : {})}
      {...typing}
      placeholder={props.isBare || !mask ? undefined : mask}
      maxLength={mask ? undefined : maxLength}
      {...beside('left', prefix)}
      {...beside('right', suffix)}
      onBlur={() => {
        const normal = normalizeValue(field, props.value);
        if (normal !== props.value) props.onChange(normal === '' ? null : normal);
        props.onBlur?.();
      }}
      {...(field.options.counter === true && !props.isBare
        ? { inputContainer: (input) => <Counted input={input} value={value} most={maxLength ?? 500} /> }
        : {})}
    />
  );
}

/** How wide a short text is beside an input: Chinese characters twice as wide as Latin ones. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 14 : 8), 18);
function beside(side: 'left' | 'right', text: string) {
  if (!text) return {};
  const shown = (
    <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre' }}>
      {text}
    </Text>
  );
  return side === 'left'
    ? { leftSection: shown, leftSectionWidth: widthOf(text), leftSectionPointerEvents: 'none' as const }
    : { rightSection: shown, rightSectionWidth: widthOf(text), rightSectionPointerEvents: 'none' as const };
}

function Counted(props: { input: React.ReactNode; value: string; most: number }) {
  return (
    <>
      {props.input}
      <Text size="xs" c="dimmed" ta="right" mt={2}>
        {textLength(props.value)} / {props.most}
      </Text>
    </>
  );
}

/**
 * Brings what is typed or pasted into the mask, the caret behind what was typed. While an input method composes (pinyin)
 * the text is left alone; the mask looks at what came out of it.
 */
function useMask(mask: string, value: string, onChange: (text: string) => void) {
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const [composing, setComposing] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || document.activeElement !== input.current) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const take = (text: string, at: number) => {
    if (!mask) return onChange(text);
    const isLonger = text.length > value.length;
    const { text: masked } = applyMask(mask, text);
    caret.current = caretAfter(mask, masked, text, at);
    // Deleting a sign between deletes nothing else: the rest moves up as it is.
    onChange(!isLonger && value.startsWith(text) ? text : masked);
  };
  return {
    ref: input,
    value: composing ?? value,
    onChange(event: React.ChangeEvent<HTMLInputElement>) {
      const { value: text, selectionStart } = event.currentTarget;
      if (mask && (event.nativeEvent as InputEvent).isComposing) setComposing(text);
      else take(text, selectionStart ?? text.length);
    },
    onCompositionEnd(event: React.CompositionEvent<HTMLInputElement>) {
      if (composing === null) return;
      setComposing(null);
      take(event.currentTarget.value, event.currentTarget.selectionStart ?? event.currentTarget.value.length);
    },
  };
}

export const text: InputUnit = { Input };
