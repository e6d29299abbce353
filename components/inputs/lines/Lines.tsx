'use client';
import { Input as MantineInput, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useContext, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { GridStore } from '@/components/sheet/grid';
import { problemOf } from '@/components/sheet/values';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { InputProps } from '../types';
import { registerReveal } from '../reveal';
import { fieldType } from '../units';
import { Cards } from './Cards';
import { Foot, type Trouble } from './Foot';
import { Grid, type GridHandle } from './LinesGrid';
import { RowDialog } from './RowDialog';
import { rowsOf } from './rows';
import { isOpen, LineRulesContext } from './rules';
import { columnsOf, usePhone } from './shared';
import { useClipboard } from './useClipboard';
import { useEdits } from './useEdits';
import { useLineGrid } from './useLineGrid';
import { useProblems } from './useProblems';

/** Loaded when many records are chosen at once. */
const PickRows = lazy(async () => ({ default: (await import('./PickRows')).PickRows }));
/** Columns that point to records and may be written in. */
const pickableOf = (columns: readonly FieldView[]): readonly FieldView[] =>
  columns.filter(
    (column) => fieldType(column.type)?.input === 'relation' && column.target !== undefined && isOpen(column),
  );

const MOST_ROWS = 500;

export function Input(props: InputProps) {
  const { field } = props;
  const t = useTranslations('lines');
  const picks = useTranslations('relations.pick');
  const say = useSay();
  const reader = { locale: useAppLocale(), timeZone: useTimeZone() ?? 'UTC' };
  const isPhone = usePhone();
  const rules = useContext(LineRulesContext);
  const columns = useMemo(() => columnsOf(field), [field]);
  const [store] = useState(() => new GridStore());
  const [said, announce] = useState('');
  const [open, setOpen] = useState<number | null>(null);
  const [picking, setPicking] = useState<FieldView | null>(null);
  const handle = useRef<GridHandle>(null);
  const rows = rowsOf(props.value);
  const edits = useEdits({ value: props.value, columns, onChange: props.onChange, ...rules });
  const maxRows = typeof field.options.maxRows === 'number' ? field.options.maxRows : MOST_ROWS;
  const mayAdd = rows.length < maxRows;
  const labelOf = (column: FieldView) => say(column.label, column.name);
  const clipboard = useClipboard({
    columns,
    store,
    edits,
    rules,
    reader,
    isReadOnly: false,
    maxRows,
    labelOf,
    announce,
    scrollTo: (place) => handle.current?.scrollTo(place),
  });
  const { grid, edit } = useLineGrid({
    ...props,
    columns,
    store,
    edits,
    rules,
    handle,
    announce,
    isReadOnly: false,
    maxRows,
    onOpen: setOpen,
    problemOf: (column, value) => problemOf(column, value, reader.locale),
  });
  useProblems(store, edits, columns, props.errors);
  const add = () => {
    if (!isPhone) return edit({ row: edits.rows().length, col: 0 });
    edits.begin();
    edits.change((all) => [...all, edits.blank()]);
    setOpen(edits.rows().length - 1);
  };
  const go = ({ row, col }: Trouble) => {
    if (isPhone) return setOpen(row);
    store.move({ row, col });
    handle.current?.scrollTo({ row, col });
    handle.current?.focus();
  };
  const goTo = (index: number) => {
    edits.begin();
    if (index >= edits.rows().length) edits.change((all) => [...all, edits.blank()]);
    setOpen(index);
  };
  useReveal(props.id, (path) => {
    const col = columns.findIndex(({ name }) => name === path[1]);
    go({ row: Number(path[0]), col: Math.max(0, col), message: '' });
  });
  const undo = (isRedo: boolean) => {
    const isDone = isRedo ? edits.redo() : edits.undo();
    announce(t(isDone ? (isRedo ? 'redone' : 'undone') : 'nothing'));
  };
  return (
    // Mantine's own wrapper gives all below it a new context with every key; a thousand elements would be asked for it.
    <div>
      <MantineInput.Label labelElement="div" required={props.isRequired}>
        {props.label}
      </MantineInput.Label>
      {props.description ? <MantineInput.Description>{props.description}</MantineInput.Description> : null}
      <div style={{ marginTop: 4 }}>
        {isPhone ? (
          <div id={props.id} tabIndex={-1}>
            <Cards grid={grid} rows={rows} onOpen={goTo} />
          </div>
        ) : (
          <Grid
            handle={handle}
            grid={grid}
            field={field}
            label={props.label}
            rows={rows}
            hasNew={mayAdd}
            isInvalid={props.error !== undefined}
            clipboard={clipboard}
            edit={edit}
            undo={undo}
          />
        )}
        <Foot
          grid={grid}
          rows={rows}
          mayAdd={mayAdd}
          isPhone={isPhone}
          pickable={pickableOf(columns)}
          onPick={setPicking}
          onAdd={add}
          onGo={go}
        />
      </div>
      {props.error && !props.errors ? <MantineInput.Error>{props.error}</MantineInput.Error> : null}
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      <Suspense>
        {picking ? (
          <PickRows
            grid={grid}
            column={picking}
            rows={rows}
            maxRows={maxRows}
            isPhone={isPhone}
            reader={reader}
            onClose={() => setPicking(null)}
            onAdded={(count) => {
              setPicking(null);
              announce(picks('added', { count }));
            }}
          />
        ) : null}
      </Suspense>
      {open === null ? null : (
        <RowDialog
          grid={grid}
          title={props.label}
          rows={rows}
          index={open}
          isPhone={isPhone}
          mayAdd={mayAdd}
          onGo={goTo}
          onRemove={(index) => {
            setOpen(null);
            grid.act('remove', index);
          }}
          onClose={() => {
            setOpen(null);
            handle.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** Problems found elsewhere lead to their cell, drawn or not. */
function useReveal(id: string, show: (path: readonly string[]) => void): void {
  const latest = useEffectEvent(show);
  useEffect(() => registerReveal(id, (path) => latest(path)), [id]);
}
