'use client';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { FieldInput } from '@/components/inputs/registry';
import { normalizeValue } from '@/components/inputs/units';
import type { Json } from '@/engine/kernel/json';
import type { ShownColumn } from '../contract';
import { isPicked } from '@/components/sheet/values';
import { whenInput } from '@/components/sheet/whenInput';
import classes from './table.module.css';

export type Leave = 'stay' | 'down' | 'right' | 'left';

/** The field's own input in a cell. Enter, Tab and a click elsewhere keep what was entered, Escape gives it up. */
export function CellEditor(props: {
  column: ShownColumn;
  value: Json;
  /** What was typed to open it; replaces the value. */
  typed: string | undefined;
  onCommit: (value: Json, leave: Leave) => void;
  onCancel: () => void;
}) {
  const { column, typed } = props;
  const { shown } = column;
  const [value, setValue] = useState<Json>(typed ?? props.value);
  const box = useRef<HTMLDivElement>(null);
  const latest = useRef(value);
  const isOver = useRef(false);
  useFocus(box, typed !== undefined);

  const commit = (leave: Leave, next = latest.current) => {
    if (isOver.current) return;
    isOver.current = true;
    props.onCommit(next === '' ? null : normalizeValue(shown, next), leave);
  };
  const commitRef = useRef(commit);
  useEffect(() => {
    commitRef.current = commit;
  });
  useEffect(() => {
    // Lists and calendars of inputs lie in portals; a click there is not a click elsewhere.
    const onDown = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!box.current?.contains(target) && !target.closest('[data-portal]')) commitRef.current('stay');
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      isOver.current = true;
      props.onCancel();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(event.shiftKey ? 'left' : 'right');
    } else if (event.key === 'Enter' && !event.shiftKey && !isPicked(shown) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      // The input hears of it first: a date that was typed is read when Enter is pressed.
      requestAnimationFrame(() => commit('down'));
    }
  };
  return (
    <div ref={box} className={classes.editor} onKeyDown={onKeyDown} onPaste={(event) => event.stopPropagation()}>
      <FieldInput
        id="cell-input"
        field={{ ...shown, default: null }}
        value={value}
        label={column.label}
        isRequired={false}
        isBare
        onChange={(next) => {
          latest.current = next;
          setValue(next);
          if (isPicked(shown)) commit('stay', next);
        }}
      />
    </div>
  );
}

/** Puts the keyboard into the input; what was typed stays in front of the caret. */
function useFocus(box: { readonly current: HTMLDivElement | null }, isTyped: boolean): void {
  useEffect(() => whenInput(box.current, (input) => begin(input, isTyped)), [box, isTyped]);
}

function begin(input: HTMLInputElement, isTyped: boolean): void {
  input.focus();
  if (!isTyped) {
    if (input.type !== 'checkbox') input.click();
    return;
  }
  // Number inputs mark their text in the frame after they get the keyboard; this comes after that.
  requestAnimationFrame(() => input.setSelectionRange?.(input.value.length, input.value.length));
}
