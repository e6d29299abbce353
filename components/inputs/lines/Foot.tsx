'use client';
import { ActionIcon, Button, Popover, Table, Text } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { memo, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { cellKey, type GridStore } from '@/components/sheet/grid';
import { Icon } from '@/components/ui/icons';
import { standing } from './GridRow';
import type { FieldView } from '@/engine/kernel/api';
import { rowKey, type Row } from './rows';
import type { LineGrid } from './types';
import classes from './lines.module.css';

/** A cell that is not right, in the order of the rows. */
export interface Trouble {
  readonly row: number;
  readonly col: number;
  readonly message: string;
}

/** Everything not right in the rows; a row itself counts as its first cell. */
export function troubles(store: GridStore, rows: readonly Row[], columns: LineGrid['columns']): readonly Trouble[] {
  const { problems } = store.get();
  if (problems.size === 0) return [];
  return rows.flatMap((row, index) => {
    const key = rowKey(row, index);
    const own = problems.get(cellKey(key, ''));
    const cells = columns.flatMap(({ name }, col) => {
      const problem = standing(problems.get(cellKey(key, name)), row[name] ?? null);
      return problem ? [{ row: index, col, message: problem.message }] : [];
    });
    return own ? [{ row: index, col: 0, message: own.message }, ...cells] : cells;
  });
}

/** What rules say of a cell. */
function saidAt(grid: LineGrid, rows: readonly Row[], index: number, col: number): string {
  const [row, column] = [rows[index], grid.columns[col]];
  const said = row && column ? grid.rules.cell(index, row, column).said : undefined;
  return said ? grid.say(said.text) : '';
}

/** Below the rows: adding one, how many there are, what is not right and the way to it. */
export function Foot(props: {
  readonly grid: LineGrid;
  readonly rows: readonly Row[];
  readonly mayAdd: boolean;
  readonly isPhone: boolean;
  /** Relations among the columns: many of their records can be added at once. */
  readonly pickable: readonly FieldView[];
  onPick(column: FieldView): void;
  onAdd(): void;
  onGo(trouble: Trouble): void;
}) {
  const { grid, rows } = props;
  const { store } = grid;
  const t = useTranslations('lines');
  const pick = useTranslations('relations.pick');
  const problemsOf = () => store.get().problems;
  const problems = useSyncExternalStore(store.subscribe, problemsOf, problemsOf);
  const rowOf = () => store.get().active?.row ?? -1;
  const colOf = () => store.get().active?.col ?? -1;
  const row = useSyncExternalStore(store.subscribe, rowOf, rowOf);
  const col = useSyncExternalStore(store.subscribe, colOf, colOf);
  const found = problems.size > 0 ? troubles(store, rows, grid.columns) : [];
  const here = found.find((one) => one.row === row && one.col === col)?.message ?? saidAt(grid, rows, row, col);
  const next = found.find((one) => one.row > row || (one.row === row && one.col > col)) ?? found[0];
  return (
    <div className={classes.foot}>
      {props.mayAdd ? (
        <Button size="compact-sm" variant="subtle" leftSection={<Icon name="plus" />} onClick={props.onAdd}>
          {t('add')}
        </Button>
      ) : null}
      {props.mayAdd
        ? props.pickable.map((column) => (
            <Button key={column.name} size="compact-sm" variant="subtle" onClick={() => props.onPick(column)}>
              {pick('begin', { label: grid.labelOf(column) })}
            </Button>
          ))
        : null}
      {next ? (
        <span className={classes.trouble}>
          <Button
            size="compact-sm"
            variant="light"
            color="red"
            leftSection={<Icon name="alert-triangle" />}
            onClick={() => props.onGo(next)}
          >
            {t('trouble.next', { count: found.length })}
          </Button>
        </span>
      ) : null}
      <span className={classes.trouble} role="status">
        {here}
      </span>
      <Text size="xs" c="dimmed" ml="auto">
        {rows.length > 0 ? t('count', { count: rows.length }) : null}
      </Text>
      {props.isPhone || grid.isReadOnly ? null : <KeysHelp />}
    </div>
  );
}

const KEYS: readonly (readonly [string, string])[] = [
  ['move', '← ↑ → ↓'],
  ['write', 'F2 ↵'],
  ['giveUp', 'Esc'],
  ['paste', 'Ctrl V'],
  ['fill', 'Ctrl D'],
  ['undo', 'Ctrl Z / Y'],
  ['insert', 'Ctrl +'],
  ['remove', 'Ctrl −'],
  ['copy', 'Alt ⇧ ↓'],
  ['shift', 'Alt ↑ ↓'],
  ['open', 'Alt ↵'],
  ['row', '⇧ Space'],
];

/** Always the same: it is not drawn again with every key. */
const KeysHelp = memo(function KeysHelp() {
  const t = useTranslations('lines.keys');
  return (
    <Popover position="top-end" shadow="md" withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('title')}>
          <IconKeyboard size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Table verticalSpacing={3} withRowBorders={false} fz="xs">
          <Table.Tbody>
            {KEYS.map(([name, keys]) => (
              <Table.Tr key={name}>
                <Table.Td ff="monospace">{keys}</Table.Td>
                <Table.Td>{t(name)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Popover.Dropdown>
    </Popover>
  );
});
