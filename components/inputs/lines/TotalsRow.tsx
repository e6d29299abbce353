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

/** The columns that are added up: those the field names, else every number that can be. */
export const isTotalled = ({ options }: FieldView, column: FieldView): boolean =>
  isNumeric(column) &&
  (Array.isArray(options.totals) ? options.totals.includes(column.name) : !NO_SUM.has(column.type));

/** The sums below the columns, from two rows on; they follow every key. */
export function Totals(props: {
  readonly field: FieldView;
  readonly grid: LineGrid;
  readonly pinned: number;
  readonly rows: readonly Row[];
}) {
  const { field, grid, pinned, rows } = props;
  const t = useTranslations('lines');
  const [sums] = useState(() => new Map<string, ColumnTotal>());
  if (rows.length < 2 || !grid.columns.some((column) => isTotalled(field, column))) return null;
  const computed = rows.map(grid.rules.computed);
  const sumOf = (column: FieldView): Json => {
    const sum = sums.get(column.name) ?? new ColumnTotal(column.name);
    sums.set(column.name, sum);
    return sum.of(computed);
  };
  return (
    <div role="row" className={`${classes.row} ${classes.totals}`}>
      <div role="rowheader" className={`${classes.cell} ${classes.number}`} aria-label={t('total')}>
        Σ
      </div>
      {grid.columns.map((column, col) => {
        const sum = isTotalled(field, column) ? sumOf(column) : null;
        return (
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
            <span className={classes.text}>{sum === null ? '' : grid.sumOf(column, sum)}</span>
          </div>
        );
      })}
    </div>
  );
}
