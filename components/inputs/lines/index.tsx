'use client';
import { Button, Group, Input as MantineInput, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { DisplayProps, InputProps, InputUnit } from '../types';
import { fieldType, formatValue } from '../units';
import { LineCard, LineRow, type LineRowProps } from './LineRow';
import { moved, newRow, rowKey, rowsOf, total, withCell, withoutRow, type Row } from './rows';
import classes from './lines.module.css';

/** Up to this many rows all are drawn; beyond, only those in view. */
const DRAW_ALL = 40;
const ROW_HEIGHT = 38;

const columnsOf = (field: FieldView): readonly FieldView[] => (field.fields ?? []).filter((column) => !column.system);
const isNumeric = (column: FieldView): boolean => fieldType(column.type)?.group === 'number';

function Input(props: InputProps) {
  const t = useTranslations('form');
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  const rows = rowsOf(props.value);
  const columns = columnsOf(props.field);
  // The callbacks never change, so that a row is drawn again only when its own data changes.
  const latest = useRef({ rows, props });
  useLayoutEffect(() => {
    latest.current = { rows, props };
  });
  const change = useCallback((make: (rows: readonly Row[]) => readonly Row[]) => {
    const next = make(latest.current.rows);
    latest.current.props.onChange(next.length > 0 ? (next as Json) : null);
  }, []);
  const onCell = useCallback(
    (index: number, field: string, value: Json) => change((all) => withCell(all, index, field, value)),
    [change],
  );
  const onMove = useCallback((index: number, step: number) => change((all) => moved(all, index, step)), [change]);
  const onRemove = useCallback((index: number) => change((all) => withoutRow(all, index)), [change]);
  const addRow = () => {
    change((all) => [
      ...all,
      newRow(Object.fromEntries(columns.map((column) => [column.name, column.default ?? null]))),
    ]);
    // The new row's first cell takes the focus, so that a keyboard never leaves the grid.
    const first = `${props.id}-${rows.length}-${columns[0]?.name ?? ''}`;
    setTimeout(() => document.getElementById(first)?.focus(), 30);
  };
  const { Nested } = props;
  if (!Nested) return null;
  const rowProps = (row: Row, index: number): LineRowProps & { key: string } => ({
    key: rowKey(row, index),
    id: `${props.id}-${index}`,
    row,
    index,
    columns,
    errors: props.errors,
    Nested,
    onCell,
    onMove,
    onRemove,
  });
  return (
    <MantineInput.Wrapper
      label={props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Stack gap="xs" mt={4}>
        {isPhone ? (
          rows.map((row, index) => {
            const { key, ...rest } = rowProps(row, index);
            return <LineCard key={key} {...rest} />;
          })
        ) : (
          <Grid field={props.field} label={props.label} rows={rows} columns={columns}>
            {(row, index) => {
              const { key, ...rest } = rowProps(row, index);
              return <LineRow key={key} {...rest} />;
            }}
          </Grid>
        )}
        <Group justify="space-between">
          <Button id={props.id} size="compact-sm" variant="subtle" leftSection={<Icon name="plus" />} onClick={addRow}>
            {t('lines.add')}
          </Button>
          {rows.length > DRAW_ALL ? (
            <Text size="xs" c="dimmed">
              {t('lines.count', { count: rows.length })}
            </Text>
          ) : null}
        </Group>
      </Stack>
    </MantineInput.Wrapper>
  );
}

/** The table of rows: head, the rows in view, totals of numeric columns. */
function Grid(props: {
  field: FieldView;
  label: string;
  rows: readonly Row[];
  columns: readonly FieldView[];
  isReadOnly?: boolean;
  children: (row: Row, index: number) => ReactNode;
}) {
  const t = useTranslations('form');
  const say = useSay();
  const { rows, columns } = props;
  const scroll = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only and never memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    enabled: rows.length > DRAW_ALL,
  });
  const all = rows.length <= DRAW_ALL;
  const inView = all ? rows.map((_row, index) => index) : virtual.getVirtualItems().map((item) => item.index);
  const above = all ? 0 : (virtual.getVirtualItems()[0]?.start ?? 0);
  const below = all ? 0 : virtual.getTotalSize() - (virtual.getVirtualItems().at(-1)?.end ?? 0);
  return (
    <div className={classes.scroll} ref={scroll} tabIndex={-1}>
      <table className={classes.grid} aria-label={props.label} style={{ minWidth: columns.length * 120 + 140 }}>
        <thead>
          <tr>
            <th style={{ width: 40 }}>
              <span aria-hidden>#</span>
            </th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={isNumeric(column) ? classes.numeric : undefined}>
                {say(column.label, column.name)}
                {column.required && !props.isReadOnly ? (
                  <Text component="span" c="red" aria-hidden>
                    {' *'}
                  </Text>
                ) : null}
              </th>
            ))}
            {props.isReadOnly ? null : <th style={{ width: 96 }} aria-label={t('lines.actions')} />}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden style={{ height: above }} /> : null}
          {inView.map((index) => props.children(rows[index]!, index))}
          {below > 0 ? <tr aria-hidden style={{ height: below }} /> : null}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={columns.length + 2}>
                <Text c="dimmed" size="sm" py="sm" ta="center">
                  {t('lines.none')}
                </Text>
              </td>
            </tr>
          ) : null}
        </tbody>
        <Totals rows={rows} columns={columns} hasActions={!props.isReadOnly} />
      </table>
    </div>
  );
}

/** The sums of the numeric columns, from two rows on. */
function Totals(props: { rows: readonly Row[]; columns: readonly FieldView[]; hasActions: boolean }) {
  const t = useTranslations('form');
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const totals = props.columns.map((column) => (isNumeric(column) ? total(props.rows, column.name) : null));
  if (props.rows.length < 2 || totals.every((sum) => sum === null)) return null;
  return (
    <tfoot>
      <tr>
        <td aria-label={t('lines.total')}>Σ</td>
        {props.columns.map((column, index) => (
          <td key={column.name} className={isNumeric(column) ? classes.numeric : undefined}>
            {formatValue(column, totals[index] ?? null, locale, zone)}
          </td>
        ))}
        {props.hasActions ? <td /> : null}
      </tr>
    </tfoot>
  );
}

function Display(props: DisplayProps) {
  const say = useSay();
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  const rows = rowsOf(props.value);
  const columns = columnsOf(props.field);
  if (props.isBrief || rows.length === 0) return <>{formatValue(props.field, props.value, locale, zone)}</>;
  const { Nested } = props;
  return (
    <Grid field={props.field} label={say(props.field.label)} rows={rows} columns={columns} isReadOnly>
      {(row, index) => (
        <tr key={rowKey(row, index)} style={{ height: ROW_HEIGHT }}>
          <td className={classes.position}>{index + 1}</td>
          {columns.map((column) => (
            <td key={column.name} className={isNumeric(column) ? classes.numeric : undefined}>
              {Nested ? <Nested field={column} value={row[column.name] ?? null} isBrief /> : null}
            </td>
          ))}
        </tr>
      )}
    </Grid>
  );
}

export const lines: InputUnit = { Input, Display, isWide: true };
