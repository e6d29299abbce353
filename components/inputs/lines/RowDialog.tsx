'use client';
import { Button, Group, Input as MantineInput, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import { cellKey } from '@/components/sheet/grid';
import { standing } from './GridRow';
import { rowKey, type Row } from './rows';
import type { LineGrid } from './types';
import classes from './lines.module.css';

/** One row as a form of its own. What is entered is in the form at once; Ctrl+Z in the grid takes it back. */
export function RowDialog(props: {
  readonly grid: LineGrid;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly index: number;
  readonly isPhone: boolean;
  readonly mayAdd: boolean;
  onGo(index: number): void;
  onRemove(index: number): void;
  onClose(): void;
}) {
  const { grid, rows, index } = props;
  const t = useTranslations('lines');
  const row = rows[index];
  const box = useRef<HTMLDivElement>(null);
  const { isPhone } = props;
  useEffect(() => {
    // On a phone the keyboard would cover what is to be looked at.
    if (isPhone) return;
    const timer = setTimeout(() => box.current?.querySelector<HTMLElement>('input, textarea')?.focus(), 60);
    return () => clearTimeout(timer);
  }, [index, isPhone]);
  if (!row) return null;
  const isLast = index === rows.length - 1;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('dialog.title', { label: props.title, row: index + 1, count: rows.length })}
      size="lg"
      fullScreen={props.isPhone}
      returnFocus={false}
    >
      <div ref={box} className={classes.dialog} key={rowKey(row, index)}>
        {grid.columns.map((column) => (
          <DialogField key={column.name} grid={grid} row={row} index={index} column={column} />
        ))}
      </div>
      <Group justify="space-between" mt="lg" gap="xs">
        <Group gap="xs">
          <Button
            variant="default"
            disabled={index === 0}
            leftSection={<Icon name="chevron-left" />}
            onClick={() => props.onGo(index - 1)}
          >
            {t('dialog.previous')}
          </Button>
          {isLast && props.mayAdd ? (
            <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => props.onGo(index + 1)}>
              {t('dialog.another')}
            </Button>
          ) : (
            <Button
              variant="default"
              disabled={isLast}
              rightSection={<Icon name="chevron-right" />}
              onClick={() => props.onGo(index + 1)}
            >
              {t('dialog.next')}
            </Button>
          )}
        </Group>
        <Group gap="xs">
          {grid.isReadOnly ? null : (
            <Button variant="subtle" color="red" onClick={() => props.onRemove(index)}>
              {t('dialog.remove')}
            </Button>
          )}
          <Button onClick={props.onClose}>{t('dialog.done')}</Button>
        </Group>
      </Group>
    </Modal>
  );
}

function DialogField(props: { grid: LineGrid; row: Row; index: number; column: FieldView }) {
  const { grid, row, index, column } = props;
  const say = useSay();
  const state = grid.rules.cell(index, row, column);
  const shown = grid.rules.computed(row)[column.name] ?? null;
  const problem = standing(
    grid.store.get().problems.get(cellKey(rowKey(row, index), column.name)),
    row[column.name] ?? null,
  );
  const { Nested, Display } = grid;
  if (!state.isVisible || !Display) return null;
  const label = grid.labelOf(column);
  if (!state.isEditable || grid.isReadOnly || !Nested) {
    return (
      <div>
        <MantineInput.Label labelElement="div">{label}</MantineInput.Label>
        <div style={{ minHeight: 22 }}>
          <Display field={column} value={shown} />
        </div>
      </div>
    );
  }
  return (
    <div className={column.fields ? classes.wide : undefined}>
      <Nested
        id={`${grid.id}-dialog-${column.name}`}
        field={column}
        value={row[column.name] ?? null}
        label={label}
        description={say(column.help) || undefined}
        error={problem?.message ?? (state.said?.level === 'error' ? say(state.said.text) : undefined)}
        isRequired={state.isRequired}
        allowed={state.allowed}
        optionFilter={grid.rules.optionFilter(index, column.name)}
        onChange={(value) => grid.edits.setCell(index, column.name, value)}
      />
    </div>
  );
}
