'use client';
import { UnstyledButton } from '@mantine/core';
import { memo, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { cellKey, lineState, type CellProblem } from '@/components/sheet/grid';
import { sameCell } from '@/components/sheet/values';
import { Icon } from '@/components/ui/icons';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { fieldType } from '../units';
import { LiveCell } from './LiveCell';
import { RowMenu } from './RowMenu';
import { rowKey, type Row } from './rows';
import type { CellState, LineGrid } from './types';
import classes from './lines.module.css';

export const isNumeric = (column: FieldView): boolean => fieldType(column.type)?.group === 'number';
const on = (flag: boolean): true | undefined => flag || undefined;
const NO_ROW: Row = {};

/** A problem stands as long as the value it is about. */
export const standing = (problem: CellProblem | undefined, value: Json): CellProblem | undefined =>
  problem && sameCell(problem.value, value) ? problem : undefined;

/** One row; drawn again only when it, its marks or its problems change. `row` undefined: the place for a new one. */
export const GridRow = memo(function GridRow(props: {
  readonly grid: LineGrid;
  readonly row: Row | undefined;
  readonly index: number;
  /** Pixels from the top. */
  readonly start: number;
  readonly isMenuOpen: boolean;
  onMenu(index: number | null): void;
}) {
  const { grid, index } = props;
  const { store, columns } = grid;
  const t = useTranslations('lines');
  const read = () => lineState(store.get(), index);
  const state = useSyncExternalStore(store.subscribe, read, read);
  const problemsOf = () => store.get().problems;
  const problems = useSyncExternalStore(store.subscribe, problemsOf, problemsOf);
  const savingOf = () => store.get().saving;
  const saving = useSyncExternalStore(store.subscribe, savingOf, savingOf);
  const { rules } = grid;
  const stateOf = () => rules.stateOf(index);
  useSyncExternalStore(rules.subscribe, stateOf, stateOf);
  const [active, marked, editing, fill, corner] = state.split('|') as [string, string, string, string, string];
  const [left, right] = marked.split('-').map(Number);
  const row = props.row ?? NO_ROW;
  const shown = props.row ? grid.rules.computed(row) : row;
  const key = props.row ? rowKey(row, index) : '';
  const isIn = (col: number) => col >= (left ?? NaN) && col <= (right ?? NaN);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.row}
      data-new={on(!props.row)}
      style={{ transform: `translateY(${props.start}px)` }}
    >
      <div
        role={props.row ? 'rowheader' : 'gridcell'}
        aria-label={props.row ? undefined : t('add')}
        className={`${classes.cell} ${classes.number}`}
        data-problem={on(problems.has(cellKey(key, '')))}
      >
        {props.row ? (
          <>
            <UnstyledButton
              tabIndex={-1}
              className={classes.position}
              aria-label={t('select', { row: index + 1 })}
              onClick={(event) => {
                store.set({
                  active: { row: index, col: columns.length - 1 },
                  anchor: { row: event.shiftKey ? (store.get().anchor?.row ?? index) : index, col: 0 },
                  editing: null,
                });
                document.getElementById(grid.id)?.focus({ preventScroll: true });
              }}
            >
              {index + 1}
            </UnstyledButton>
            {grid.isReadOnly ? null : <RowMenu {...props} />}
          </>
        ) : (
          <span className={classes.plus}>
            <Icon name="plus" size={13} />
          </span>
        )}
      </div>
      {columns.map((column, col) => (
        <Cell
          key={column.name}
          grid={grid}
          row={row}
          isNew={!props.row}
          value={shown[column.name] ?? null}
          index={index}
          col={col}
          column={column}
          isActive={active === String(col)}
          isIn={isIn(col)}
          isFill={fill !== ''}
          isCorner={corner === String(col) && editing === '' && !grid.isReadOnly && props.row !== undefined}
          isEditing={editing === String(col)}
          isWaiting={saving.has(cellKey(key, column.name))}
          problem={standing(problems.get(cellKey(key, column.name)), row[column.name] ?? null)}
        />
      ))}
    </div>
  );
});

interface CellProps {
  readonly grid: LineGrid;
  readonly row: Row;
  readonly isNew: boolean;
  readonly value: Json;
  readonly index: number;
  readonly col: number;
  readonly column: FieldView;
  readonly isActive: boolean;
  readonly isIn: boolean;
  readonly isFill: boolean;
  readonly isCorner: boolean;
  readonly isEditing: boolean;
  readonly isWaiting: boolean;
  readonly problem: CellProblem | undefined;
}

/** What is said of a cell beside its value: to the eye by its look, to a screen reader by its attributes. */
function marksOf(props: CellProps, state: CellState) {
  const { isVisible, isEditable, isRequired } = state;
  const { grid, isNew, problem } = props;
  const mayWrite = !grid.isReadOnly && !isNew;
  return {
    'aria-selected': props.isIn,
    'aria-invalid': on(problem !== undefined),
    'aria-readonly': on(mayWrite && !isEditable),
    'aria-required': on(isRequired && !grid.isReadOnly),
    'data-active': on(props.isActive),
    'data-in': on(props.isIn),
    'data-fill': on(props.isFill && props.isIn),
    'data-editing': on(props.isEditing),
    'data-waiting': on(props.isWaiting),
    'data-problem': on(problem !== undefined),
    'data-closed': on(mayWrite && !(isEditable && isVisible)),
    'data-level': problem ? undefined : state.said?.level,
    title: problem?.message ?? (state.said && grid.say(state.said.text)),
  };
}

function Cell(props: CellProps) {
  const { grid, column, col, index } = props;
  const state = grid.rules.cell(index, props.row, column);
  const isPinned = col < grid.pinned;
  const names = [
    classes.cell,
    isNumeric(column) && classes.numeric,
    isPinned && classes.pinned,
    col === grid.pinned - 1 && classes.lastPinned,
  ];
  return (
    <div
      role="gridcell"
      id={`${grid.id}-${index}-${column.name}`}
      data-cell={`${index}-${col}`}
      aria-colindex={col + 2}
      className={names.filter(Boolean).join(' ')}
      style={isPinned ? { left: `var(--p${col})` } : undefined}
      {...marksOf(props, state)}
    >
      {props.isEditing ? (
        <LiveCell
          grid={grid}
          row={props.row}
          index={index}
          column={column}
          label={grid.cellLabel(column, index)}
          typed={grid.store.get().editing?.typed}
        />
      ) : (
        state.isVisible && <Shown {...props} />
      )}
      {props.isCorner ? <span className={classes.corner} data-corner /> : null}
    </div>
  );
}

function Shown({ grid, column, value, problem }: CellProps) {
  // A value that is none: as it was typed or pasted.
  const text = problem && typeof value === 'string' ? value : grid.textOf(column, value);
  const { Display } = grid;
  return (
    <span className={classes.text}>
      {text !== null || !Display ? text : <Display field={column} value={value} isBrief />}
    </span>
  );
}
