'use client';
import { UnstyledButton } from '@mantine/core';
import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type ColumnSizingState,
} from '@tanstack/react-table';
import { useEffect, useMemo, useState, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { Link, useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { ListState } from './listState';
import { canSort } from './operators';
import classes from './record.module.css';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, RecordView>();
const WIDTH = 170;
const TITLE_WIDTH = 240;

/** The records as a table: sorted by a click on the head, columns as wide as they are drawn. */
export function RecordTable(props: {
  entity: EntityView;
  fields: readonly FieldView[];
  rows: readonly RecordView[];
  sort: ListState['sort'];
  sizes: { readonly [field: string]: number };
  onSort: (sort: ListState['sort']) => void;
  onSizes: (sizes: { readonly [field: string]: number }) => void;
}) {
  const t = useTranslations('record');
  const say = useSay();
  const router = useRouter();
  const { entity, fields, onSizes } = props;
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
  const columnSizing = sizing ?? props.sizes;
  const table = useTable({
    features,
    columns,
    data: props.rows,
    columnResizeMode: 'onChange',
    getRowId: (row) => row.id,
    state: { columnSizing },
    onColumnSizingChange: (update) =>
      setSizing((before) => (typeof update === 'function' ? update(before ?? props.sizes) : update)),
  });
  // Remembered once the dragging is over, not at each pixel.
  useEffect(() => {
    if (!sizing) return;
    const timer = setTimeout(() => onSizes(sizing), 400);
    return () => clearTimeout(timer);
  }, [onSizes, sizing]);

  const byName = new Map(fields.map((field) => [field.name, field]));
  const nextSort = (name: string): ListState['sort'] => {
    if (props.sort?.field !== name) return { field: name, direction: 'asc' };
    return props.sort.direction === 'asc' ? { field: name, direction: 'desc' } : null;
  };
  const open = (event: MouseEvent, row: RecordView) => {
    // The title is a real link; a click on it, or marking text, is not for the row.
    if ((event.target as Element).closest('a, button') || window.getSelection()?.toString()) return;
    router.push(paths.record(entity.name, row.id));
  };
  return (
    <div className={classes.scroll}>
      <table className={classes.table} style={{ minWidth: table.getTotalSize() }} aria-label={say(entity.labelPlural)}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const field = byName.get(header.column.id);
                if (!field) return null;
                const direction = props.sort?.field === field.name ? props.sort.direction : null;
                const label = say(field.label, field.name);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    style={{ width: header.getSize() }}
                    className={inputOf(field).isNumeric ? classes.numeric : undefined}
                    aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
                  >
                    {canSort(field) ? (
                      <UnstyledButton
                        className={classes.sort}
                        onClick={() => props.onSort(nextSort(field.name))}
                        aria-label={t('sortBy', { label })}
                      >
                        <span>{label}</span>
                        {direction ? (
                          <Icon name={direction === 'asc' ? 'chevron-up' : 'chevron-down'} size={13} />
                        ) : null}
                      </UnstyledButton>
                    ) : (
                      label
                    )}
                    <span
                      className={classes.resizer}
                      data-active={header.column.getIsResizing() || undefined}
                      onMouseDown={header.getResizeHandler()}
                      onTouchStart={header.getResizeHandler()}
                      onDoubleClick={() => header.column.resetSize()}
                    />
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.id} onClick={(event) => open(event, row)}>
              {fields.map((field) => (
                <td key={field.name} className={inputOf(field).isNumeric ? classes.numeric : undefined}>
                  {field.name === entity.titleField ? (
                    <Link href={paths.record(entity.name, row.id)} prefetch={false} className={classes.title}>
                      {row.title || t('untitled')}
                    </Link>
                  ) : (
                    <FieldDisplay field={field} value={row[field.name] ?? null} isBrief />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
