'use client';
import { ActionIcon, Anchor, Text, TextInput, Tooltip } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTimeZone } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useAppLocale } from '@/components/ui/say';
import type { Json } from '@/engine/kernel/json';
import { selectAll } from '../selectAll';
import type { DisplayProps, InputProps } from '../types';
import { fieldType, formatValue } from '../units';
import { wrapperProps } from '../wrapper';

/** Reads what was typed by the field type's own `parse` and `normalize`; what cannot be read stays as it is. */
export function useTyped(props: InputProps): (text: string) => Json {
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const { field } = props;
  return (text) => {
    if (text.trim() === '') return null;
    const unit = fieldType(field.type);
    const parsed = unit?.parse ? unit.parse(text, field.options, locale, timeZone) : text;
    return (unit?.normalize ? unit.normalize(parsed, field.options) : parsed) as Json;
  };
}

export interface TypedLook {
  /** Keyboard of a phone. */
  readonly inputMode?: 'email' | 'tel' | 'url' | 'decimal' | 'text';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  /** What stands in the input while it has the focus; the formatted value without it. */
  edit?(value: Json): string;
  /** Reads what was typed; the field type's own reading without it. */
  read?(text: string): Json;
  readonly right?: ReactNode;
  readonly rightWidth?: number;
  readonly isNumeric?: boolean;
}

/** A text with a canonical value behind it: as typed while it has the focus, as people read it after. */
export function TypedInput({ look, ...props }: InputProps & { look: TypedLook }) {
  const locale = useAppLocale();
  const timeZone = useTimeZone() ?? 'UTC';
  const readTyped = useTyped(props);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = formatValue(props.field, props.value, locale, timeZone);
  const edit = (): string => (props.value === null ? '' : look.edit ? look.edit(props.value) : shown);
  return (
    <TextInput
      {...wrapperProps(props)}
      inputMode={look.inputMode ?? 'text'}
      autoComplete={look.autoComplete ?? 'off'}
      placeholder={props.isBare ? undefined : look.placeholder}
      rightSection={typed === null ? look.right : undefined}
      rightSectionWidth={look.rightWidth}
      styles={{ input: { textAlign: props.isBare && look.isNumeric ? 'right' : undefined } }}
      value={typed ?? shown}
      onFocus={(event) => {
        const text = edit();
        setTyped(text);
        if (look.isNumeric) selectAll(event.currentTarget, text);
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === '' ? null : (look.read ?? readTyped)(text));
      }}
      onBlur={() => {
        setTyped(null);
        props.onBlur?.();
      }}
    />
  );
}

/** The small button at the right of an input that follows its link: writes, calls, opens. */
export function FollowLink(props: { href: string; icon: string; label: string; isOutside?: boolean }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        component="a"
        href={props.href}
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={props.label}
        {...(props.isOutside ? OUTSIDE : {})}
      >
        <Icon name={props.icon} />
      </ActionIcon>
    </Tooltip>
  );
}

/** A link to another site learns nothing of us and cannot reach our window; it gets no standing from us either. */
const OUTSIDE = { target: '_blank', rel: 'noopener noreferrer nofollow ugc' } as const;

/** A value that is a link; in a list, where the row is one already, its text. */
export function LinkDisplay(props: DisplayProps & { href: string; isOutside?: boolean }) {
  const locale = useAppLocale();
  const text = formatValue(props.field, props.value, locale, 'UTC');
  if (props.isBrief) {
    return (
      <Text component="span" size="sm" truncate>
        {text}
      </Text>
    );
  }
  return (
    <Anchor href={props.href} size="sm" style={{ overflowWrap: 'anywhere' }} {...(props.isOutside ? OUTSIDE : {})}>
      {text}
    </Anchor>
  );
}
