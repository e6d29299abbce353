'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { isNumeric } from './GridRow';
import type { Row } from './rows';
import { ColumnTotal } from './sums';
import type { LineGrid } from './types';
import classes from './lines.module.css';

/** Rates and marks add up to nothing that means something. */
const NO_SUM = new Set(['percent', 'rating']);

/** The columns that are added up: every number that can be. */
export const isTotalled = (column: FieldView): boolean => isNumeric(column) && !NO_SUM.has(column.type);

/** The sums of the columns, by name, from two rows on; a changed cell costs one addition. */
export function useSums(grid: LineGrid, rows: readonly Row[]): ReadonlyMap<string, string> {
  const [sums] = useState(() => new Map<string, ColumnTotal>());
  const columns = grid.columns.filter(isTotalled);
  if (rows.length < 2 || columns.length === 0) return NO_SUMS;
  const computed = rows.map(grid.rules.computed);
  return new Map(
    columns.flatMap((column): [string, string][] => {
      const sum = sums.get(column.name) ?? new ColumnTotal(column.name);
      sums.set(column.name, sum);
      const value: Json = sum.of(computed);
      return value === null ? [] : [[column.name, grid.sumOf(column, value)]];
    }),
  );
}
const NO_SUMS: ReadonlyMap<string, string> = new Map();

/** The sums below the columns; they follow every key. */
export function TotalsRow(props: { readonly grid: LineGrid; readonly pinned: number; readonly rows: readonly Row[] }) {
  const { grid, pinned, rows } = props;
  const t = useTranslations('lines');
  const sums = useSums(grid, rows);
  if (sums.size === 0) return null;
  return (
    <div role="row" className={`${classes.row} ${classes.totals}`}>
      <div role="rowheader" className={`${classes.cell} ${classes.number}`} aria-label={t('total')}>
        Σ
      </div>
      {grid.columns.map((column, col) => (
        <div
          key={column.name}
          role="gridcell"
          className={[
            classes.cell,
            isNumeric(column) ? classes.numeric : '',
            col < pinned ? classes.pinned : '',
            col === pinned - 1 ? classes.lastPinned : '',
          ].join(' ')}
          style={col < pinned ? { left: `var(--p${col})` } : undefined}
          data-total={column.name}
        >
          <span className={classes.text}>{sums.get(column.name)}</span>
        </div>
      ))}
    </div>
  );
}
