'use client';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { isPicked } from '@/components/sheet/values';
import { whenInput } from '@/components/sheet/whenInput';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { fieldType, normalizeValue } from '../units';
import type { Row } from './rows';
import type { LeaveTo, LineGrid } from './types';
import classes from './lines.module.css';

interface LiveCellProps {
  readonly grid: LineGrid;
  readonly row: Row;
  readonly index: number;
  readonly column: FieldView;
  readonly label: string;
  /** What was typed to open it; replaces the value. */
  readonly typed: string | undefined;
}
const PLAIN_INPUTS = new Set(['text', 'number', 'money']);

/**
 * A cell while it is written in. Every key reaches the form at once, so that formulas, totals and rules follow; Escape
 * gives all of it up. Enter, Tab and a click elsewhere leave.
 */
export function LiveCell(props: LiveCellProps) {
  const { grid, column, index } = props;
  const box = useRef<HTMLDivElement>(null);
  useKeyboardIn(box, props.typed);
  useEffect(() => {
    // Lists and calendars of inputs lie in portals; a click there is not a click elsewhere.
    const onDown = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!box.current?.contains(target) && !target.closest('[data-portal]')) grid.leave('stay');
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, [grid]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const to = leaving(event, column);
    if (event.key === 'Escape') grid.cancel();
    if (!to) return;
    event.preventDefault();
    // The input hears of Enter first: a date that was typed is read then.
    if (event.key === 'Enter' && !isPlain(column)) requestAnimationFrame(() => grid.leave(to));
    else grid.leave(to);
  };
  const set = (value: Json) => grid.edits.setCell(index, column.name, value);
  const { Nested } = grid;
  return (
    <div ref={box} className={classes.editor} onKeyDown={onKeyDown} onPaste={(event) => event.stopPropagation()}>
      {isPlain(column) || !Nested ? (
        <PlainCell {...props} onChange={set} />
      ) : (
        <Nested
          id={`${grid.id}-cell`}
          field={column}
          value={props.row[column.name] ?? null}
          label={props.label}
          isRequired={false}
          allowed={grid.rules.cell(index, props.row, column).allowed}
          optionFilter={grid.rules.optionFilter(index, column.name)}
          isBare
          onChange={(value) => {
            set(value);
            if (isPicked(column)) grid.leave('stay');
          }}
        />
      )}
    </div>
  );
}

const isPlain = (column: FieldView): boolean => PLAIN_INPUTS.has(fieldType(column.type)?.input ?? '');

/** Where a key leads out of the cell; undefined: it stays there. */
function leaving(event: KeyboardEvent, column: FieldView): LeaveTo | undefined {
  if (event.nativeEvent.isComposing) return undefined;
  if (event.key === 'Tab') return event.shiftKey ? 'left' : 'right';
  if (event.key !== 'Enter' || isPicked(column)) return undefined;
  const isLong = fieldType(column.type)?.input === 'longText';
  if (isLong) return event.shiftKey || event.altKey ? undefined : 'down';
  return event.shiftKey ? 'up' : 'down';
}

/** Texts and numbers: a bare input, for a cell needs neither label nor frame, and a key in it must cost next to nothing. */
function PlainCell({ row, column, label, typed, onChange }: LiveCellProps & { onChange: (value: Json) => void }) {
  const isNumber = fieldType(column.type)?.group === 'number';
  const value = row[column.name] ?? null;
  const [text, setText] = useState(typed ?? (value === null ? '' : String(value)));
  const { maxLength } = column.options;
  const type = (next: string) => {
    setText(next);
    if (next.trim() === '') onChange(null);
    else onChange(isNumber ? normalizeValue(column, next) : next);
  };
  const begin = useRef(type);
  useEffect(() => {
    if (typed) begin.current(typed);
  }, [typed]);
  return (
    <input
      className={classes.plain}
      data-numeric={isNumber || undefined}
      aria-label={label}
      autoComplete="off"
      inputMode={isNumber ? 'decimal' : undefined}
      maxLength={typeof maxLength === 'number' ? maxLength : undefined}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

/** Puts the keyboard into the input. What was typed before stays in front of the caret, or is looked for in a list. */
function useKeyboardIn(box: { readonly current: HTMLDivElement | null }, typed: string | undefined): void {
  useEffect(() => whenInput(box.current, (input) => begin(input, typed)), [box, typed]);
}

function begin(input: HTMLInputElement, typed: string | undefined): void {
  input.focus();
  if (typed === undefined) {
    if (input.type !== 'checkbox') input.select?.();
    if (input.getAttribute('aria-haspopup')) input.click();
    return;
  }
  if (typed && input.value === '' && !input.readOnly) typeInto(input, typed);
  // Number inputs mark their text in the frame after they get the keyboard; this comes after that.
  requestAnimationFrame(() => input.setSelectionRange?.(input.value.length, input.value.length));
}

/** As if the text had been typed: React hears of it. */
function typeInto(input: HTMLInputElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')!;
  set!.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
