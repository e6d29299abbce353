'use client';
import { useMemo, type ReactNode } from 'react';
import { useTimeZone, useTranslations } from 'use-intl';
import { rowKey, rowsOf, type Row } from '@/components/inputs/lines/rows';
import { total } from '@/components/inputs/lines/sums';
import { isTotalled } from '@/components/inputs/lines/TotalsRow';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { formatValue, isEmptyValue } from '@/components/inputs/units';
import { useFieldState } from '@/components/form/runtime/fieldStates';
import type { FormCore } from '@/components/form/runtime/formCore';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import { keptInLine, widthOf } from './columnWidths';
import classes from './print.module.css';

/** From so many columns on the letters are smaller, so that a wide table stays on its paper. */
const MANY = 8;
const VERY_MANY = 12;
/** Letters on a line of so many millimetres, by the size of the table. */
const LETTERS_PER_MM = { normal: 0.57, small: 0.68, tiny: 0.76 } as const;
/** A head of so few letters stays in one line with its values. */
const SHORT_HEAD = 10;
const alignOf = (column: FieldView) => (inputOf(column).isNumeric ? 'right' : 'left');

/** Line items in full: the header on every page, rows in one piece, cells that rules hide left empty, sums at the end. */
export function PrintLines(props: {
  readonly core: FormCore;
  readonly field: FieldView;
  readonly columns: readonly FieldView[];
  readonly value: Json;
  /** Millimetres of the line. */
  readonly room: number;
}) {
  const { core, field, value } = props;
  const t = useTranslations('print');
  const say = useSay();
  useFieldState(core.states, field.name);
  const rows = useMemo(() => rowsOf(value), [value]);
  const widestOf = useWidest();
  const rules = core.lineRules(field.name);
  const isShown = (row: Row, index: number, column: FieldView): boolean =>
    rules?.cell(index, row, column).isVisible ?? true;
  // A column that is hidden in every row is not on the paper at all.
  const columns = props.columns.filter((column) => rows.some((row, index) => isShown(row, index, column)));
  if (rows.length === 0) return <span className={classes.quiet}>–</span>;
  const shownRows = (column: FieldView) => rows.filter((row, index) => isShown(row, index, column));
  const sums = columns.map((column) =>
    rows.length > 1 && isTotalled(column) ? total(shownRows(column), column.name) : null,
  );
  const size = columns.length > VERY_MANY ? 'tiny' : columns.length > MANY ? 'small' : 'normal';
  const heads = columns.map((column) => widthOf(say(column.label, column.name)));
  const inLine = keptInLine(
    columns.map((column, index) => {
      const widest = widestOf(column, [...shownRows(column).map((row) => row[column.name]), sums[index]]);
      return heads[index]! <= SHORT_HEAD ? Math.max(widest, heads[index]!) : widest;
    }),
    props.room * LETTERS_PER_MM[size] - widthOf(t('total')),
  );
  const cell = (column: FieldView, index: number, content: ReactNode) => (
    <td key={column.id} align={alignOf(column)} data-line={inLine[index] || undefined}>
      {content}
    </td>
  );
  return (
    <table className={classes.lines} data-size={size}>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          {columns.map((column, index) => (
            <th
              key={column.id}
              scope="col"
              align={alignOf(column)}
              data-line={(inLine[index] && heads[index]! <= SHORT_HEAD) || undefined}
            >
              {say(column.label, column.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)}>
            <td>{index + 1}</td>
            {columns.map((column, at) => {
              const one = row[column.name] ?? null;
              const hasValue = isShown(row, index, column) && !isEmptyValue(one);
              return cell(column, at, hasValue ? <FieldDisplay field={column} value={one} /> : null);
            })}
          </tr>
        ))}
      </tbody>
      {sums.some((sum) => sum !== null) && (
        <tfoot>
          <tr>
            <td>{t('total')}</td>
            {columns.map((column, index) =>
              cell(column, index, sums[index] === null ? null : <FieldDisplay field={column} value={sums[index]!} />),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** How wide the widest of some values is, as it is written. */
function useWidest(): (column: FieldView, values: readonly (Json | undefined)[]) => number {
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  return (column, values) =>
    values.reduce<number>((widest, value) => {
      if (value === undefined || isEmptyValue(value)) return widest;
      return Math.max(widest, widthOf(formatValue(column, value, locale, zone)));
    }, 0);
}
