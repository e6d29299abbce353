'use client';
import { Code, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DisplayProps, InputProps, InputUnit } from '@/components/inputs/types';
import { wrapperProps } from '@/components/inputs/wrapper';
import { isObject, sameJson } from '../../../kernel/json';
import { jsonText, readJson, UNFINISHED } from './index';

const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } };

/** The text as it is typed, and the value it says; text that says none yet stays as it is and is told. */
function Input(props: InputProps) {
  const [typed, setTyped] = useState<string>();
  const isOwn = typed !== undefined && sameJson(readJson(typed), props.value);
  return (
    <Textarea
      {...wrapperProps(props)}
      styles={MONO}
      spellCheck={false}
      autosize
      minRows={props.isBare ? 1 : 4}
      maxRows={24}
      value={isOwn ? typed : jsonText(props.value)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        props.onChange(readJson(event.currentTarget.value));
      }}
      onBlur={() => {
        // What is JSON is written out evenly; what is not stays as it was typed.
        if (!(isObject(props.value) && UNFINISHED in props.value)) setTyped(undefined);
        props.onBlur?.();
      }}
    />
  );
}

function Display({ value, isBrief }: DisplayProps) {
  if (value === null) return null;
  if (isBrief) {
    return (
      <Text component="span" size="sm" ff="monospace" truncate>
        {JSON.stringify(value).slice(0, 200)}
      </Text>
    );
  }
  return (
    <Code block style={{ maxHeight: 320, overflow: 'auto' }}>
      {jsonText(value)}
    </Code>
  );
}

const view: InputUnit = { Input, Display, isWide: true };
export default view;
