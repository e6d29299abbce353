'use client';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sameJson } from '@/engine/kernel/json';
import type { EditorProps } from './editor';

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false };
function read(text: string): Read {
  if (text.trim() === '') return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

/** A property that is JSON: the text is kept while it is being typed, the property changes when it is JSON. */
export function JsonEditor({ label, help, isRequired, error, value, onChange }: EditorProps) {
  const t = useTranslations('schema');
  const [typed, setTyped] = useState<string>();
  const said = typed === undefined ? undefined : read(typed);
  // Undo changed the property behind the text: the text follows.
  const isOwn = said !== undefined && (!said.ok || sameJson(said.value, value));
  return (
    <Textarea
      size="xs"
      label={label}
      description={help}
      withAsterisk={isRequired}
      error={isOwn && !said.ok ? t('notJson') : error}
      autosize
      minRows={3}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      value={isOwn ? typed : value === undefined ? '' : JSON.stringify(value, null, 2)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const next = read(text);
        if (next.ok) onChange(next.value);
      }}
    />
  );
}
