'use client';
import { Checkbox } from '@mantine/core';
import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type ColumnSizingState,
} from '@tanstack/react-table';
import { useEffect, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { Link, useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { ListState } from './listState';
import classes from './record.module.css';
import { ColumnHead, SelectAll } from './TableHead';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, RecordView>();
const WIDTH = 150;
const TITLE_WIDTH = 240;
const TICK_WIDTH = 36;

/** The links by which rows are opened; the arrow keys go through them. */
const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
/** Puts the keyboard into the list: its first row. */
export const focusFirstRow = (): void => rowLinks()[0]?.focus();

/**
 * The records as a table: sorted by a click on the head, columns as wide as they are drawn. Arrow keys go from row to
 * row, Enter opens, space ticks. `selected` null: rows cannot be ticked.
 */
export function RecordTable(props: {
  entity: EntityView;
  fields: readonly FieldView[];
  rows: readonly RecordView[];
  sort: ListState['sort'];
  sizes: { readonly [field: string]: number };
  onSort: (sort: ListState['sort']) => void;
  onSizes: (sizes: { readonly [field: string]: number }) => void;
  selected: ReadonlySet<string> | null;
  onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const say = useSay();
  const { entity, fields, rows, selected } = props;
  const table = useSizedColumns(entity, fields, rows, props.sizes, props.onSizes);
  const byName = new Map(fields.map((field) => [field.name, field]));
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    props.onSelect(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const links = rowLinks();
    const at = links.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const id = links[at]?.dataset.rowLink;
    if (at < 0 || (step === 0 && event.key !== ' ')) return;
    event.preventDefault();
    if (step !== 0) links[at + step]?.focus();
    else if (selected && id) toggle(id);
  };
  const width = table.getTotalSize() + (selected ? TICK_WIDTH : 0);
  return (
    <div className={classes.scroll}>
      <table
        className={classes.table}
        style={{ minWidth: width }}
        aria-label={say(entity.labelPlural)}
        onKeyDown={onKeyDown}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selected ? (
                <SelectAll
                  shown={rows.length}
                  selected={selected.size}
                  onChange={(isAll) => props.onSelect(new Set(isAll ? rows.map((row) => row.id) : []))}
                />
              ) : null}
              {group.headers.map((header) => {
                const field = byName.get(header.column.id);
                if (!field) return null;
                const resize = header.getResizeHandler();
                return (
                  <ColumnHead
                    key={header.id}
                    field={field}
                    width={header.getSize()}
                    sort={props.sort}
                    onSort={props.onSort}
                    resizer={{
                      isActive: header.column.getIsResizing(),
                      onMouseDown: resize,
                      onTouchStart: resize,
                      onReset: () => header.column.resetSize(),
                    }}
                  />
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              entity={entity}
              fields={fields}
              row={row}
              isSelected={selected?.has(row.id) ?? null}
              onToggle={() => toggle(row.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  entity: EntityView;
  fields: readonly FieldView[];
  row: RecordView;
  isSelected: boolean | null;
  onToggle: () => void;
}) {
  const t = useTranslations('record');
  const router = useRouter();
  const { entity, row, isSelected } = props;
  const title = row.title || t('untitled');
  const open = (event: MouseEvent) => {
    // The title is a real link; a click on it, on a box, or marking text, is not for the row.
    if ((event.target as Element).closest('a, button, input, label') || window.getSelection()?.toString()) return;
    router.push(paths.record(entity.name, row.id));
  };
  return (
    <tr onClick={open} data-selected={isSelected || undefined}>
      {isSelected === null ? null : (
        <td className={classes.tick} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            size="xs"
            aria-label={t('selection.one', { title })}
            checked={isSelected}
            onChange={props.onToggle}
          />
        </td>
      )}
      {props.fields.map((field) => (
        <td key={field.name} className={inputOf(field).isNumeric ? classes.numeric : undefined}>
          {field.name === entity.titleField ? (
            <Link
              href={paths.record(entity.name, row.id)}
              prefetch={false}
              className={classes.title}
              data-row-link={row.id}
            >
              {title}
            </Link>
          ) : (
            <FieldDisplay field={field} value={row[field.name] ?? null} isBrief />
          )}
        </td>
      ))}
    </tr>
  );
}

/** The columns with their widths; a new width is told once the dragging is over, not at each pixel. */
function useSizedColumns(
  entity: EntityView,
  fields: readonly FieldView[],
  rows: readonly RecordView[],
  sizes: { readonly [field: string]: number },
  onSizes: (sizes: { readonly [field: string]: number }) => void,
) {
  const [sizing, setSizing] = useState<ColumnSizingState | null>(null);
  const columns = useMemo(
    () =>
      helper.columns(
        fields.map((field) =>
          helper.accessor((row) => row[field.name], {
            id: field.name,
            size: field.name === entity.titleField ? TITLE_WIDTH : WIDTH,
            minSize: 60,
          }),
        ),
      ),
    [entity.titleField, fields],
  );
  useEffect(() => {
    if (!sizing) return;
    const timer = setTimeout(() => onSizes(sizing), 400);
    return () => clearTimeout(timer);
  }, [onSizes, sizing]);
  return useTable({
    features,
    columns,
    data: rows,
    columnResizeMode: 'onChange',
    getRowId: (row) => row.id,
    state: { columnSizing: sizing ?? sizes },
    onColumnSizingChange: (update) =>
      setSizing((before) => (typeof update === 'function' ? update(before ?? sizes) : update)),
  });
}
