'use client';
import { Paper, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useAppLocale } from '@/components/ui/say';
import { completions, type Completion } from './completion';
import type { EditorProps } from './editor';
import { checkSyntax, functionNames, type ErrorRange } from './expression';

export type { ErrorRange };
import { useScope } from './scope';
import classes from '../builder.module.css';

export interface ExpressionInputProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly onChange: (source: string) => void;
  readonly isRequired?: boolean;
  readonly error?: string | undefined;
  /** What of the text the error is about. */
  readonly range?: ErrorRange | undefined;
  readonly placeholder?: string;
}

/** An expression as text: completes fields and functions, and says at once what is wrong with it. */
export function ExpressionInput(props: ExpressionInputProps) {
  const { value, onChange } = props;
  const t = useTranslations('builder.expression');
  const locale = useAppLocale();
  const scope = useScope();
  const listId = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const offers = caret === null ? [] : completions(value, caret, scope, functionNames, locale);
  const take = (offer: Completion) => {
    const end = offer.from + offer.text.length;
    onChange(value.slice(0, offer.from) + offer.text + value.slice(caret ?? value.length));
    setCaret(end);
    setChosen(0);
    requestAnimationFrame(() => box.current?.setSelectionRange(end, end));
  };
  const onKey = (event: KeyboardEvent) => {
    const offer = offers[Math.min(chosen, offers.length - 1)];
    if (!offer) return;
    const act: { readonly [key: string]: () => void } = {
      ArrowDown: () => setChosen((chosen + 1) % offers.length),
      ArrowUp: () => setChosen((chosen + offers.length - 1) % offers.length),
      Enter: () => take(offer),
      Tab: () => take(offer),
      Escape: () => setCaret(null),
    };
    const does = act[event.key];
    if (!does || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  };
  const mistake = value.trim() === '' ? undefined : checkSyntax(value, locale);
  return (
    <div>
      <Textarea
        ref={box}
        size="xs"
        label={props.label}
        description={props.help}
        placeholder={props.placeholder ?? t('placeholder')}
        withAsterisk={props.isRequired ?? false}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        value={value}
        error={mistake?.words ?? props.error}
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={offers.length > 0 ? `${listId}-${chosen}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setChosen(0);
        }}
        onKeyDown={onKey}
        onBlur={() => setCaret(null)}
      />
      <Marked source={value} range={mistake ? mistake.range : props.error ? props.range : undefined} />
      <Paper
        id={listId}
        role="listbox"
        aria-label={t('offers')}
        withBorder={offers.length > 0}
        shadow="sm"
        mt={offers.length > 0 ? 4 : 0}
      >
        {offers.map((offer, index) => (
          <UnstyledButton
            key={offer.text}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={classes.offer}
            // Before the box loses the focus and the list goes away.
            onMouseDown={(event) => {
              event.preventDefault();
              take(offer);
            }}
          >
            <Text span size="xs" ff="monospace">
              {offer.text}
            </Text>
            <Text span size="xs" c="dimmed">
              {offer.what === 'function' ? t('function') : offer.label}
            </Text>
          </UnstyledButton>
        ))}
      </Paper>
    </div>
  );
}

const AROUND = 24;

/** The place of a mistake, with a little of what stands around it. */
function Marked({ source, range }: { readonly source: string; readonly range: ErrorRange | undefined }) {
  if (!range || range.start > source.length || source.trim() === '') return null;
  const [from, to] = [Math.max(0, range.start - AROUND), Math.min(source.length, range.end + AROUND)];
  return (
    <div className={classes.marked} aria-hidden data-testid="expression-mark">
      {from > 0 && '…'}
      {source.slice(from, range.start)}
      <mark>{source.slice(range.start, range.end) || '\u00a0'}</mark>
      {source.slice(Math.max(range.start, range.end), to)}
      {to < source.length && '…'}
    </div>
  );
}

export function ExpressionEditor({ label, help, value, onChange, isRequired, error }: EditorProps) {
  return (
    <ExpressionInput
      label={label}
      help={help}
      isRequired={isRequired}
      error={error}
      value={typeof value === 'string' ? value : ''}
      onChange={(source) => onChange(source === '' ? undefined : source)}
    />
  );
}
