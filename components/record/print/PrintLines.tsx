'use client';
import { useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { rowKey, rowsOf, type Row } from '@/components/inputs/lines/rows';
import { total } from '@/components/inputs/lines/sums';
import { isTotalled } from '@/components/inputs/lines/TotalsRow';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { useFieldState } from '@/components/form/runtime/fieldStates';
import type { FormCore } from '@/components/form/runtime/formCore';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import classes from './print.module.css';

/** From so many columns on the letters are smaller, so that a wide table stays on its paper. */
const MANY = 8;
const VERY_MANY = 12;
const alignOf = (column: FieldView) => (inputOf(column).isNumeric ? 'right' : 'left');

/** Line items in full: the header on every page, rows in one piece, cells that rules hide left empty, sums at the end. */
export function PrintLines(props: {
  readonly core: FormCore;
  readonly field: FieldView;
  readonly columns: readonly FieldView[];
  readonly value: Json;
}) {
  const { core, field, value } = props;
  const t = useTranslations('print');
  const say = useSay();
  useFieldState(core.states, field.name);
  const rows = useMemo(() => rowsOf(value), [value]);
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
  const cell = (column: FieldView, content: ReactNode) => (
    <td key={column.id} align={alignOf(column)}>
      {content}
    </td>
  );
  const size = columns.length > VERY_MANY ? 'tiny' : columns.length > MANY ? 'small' : undefined;
  return (
    <table className={classes.lines} data-size={size}>
      <thead>
        <tr>
          <th scope="col">{t('row')}</th>
          {columns.map((column) => (
            <th key={column.id} scope="col" align={alignOf(column)}>
              {say(column.label, column.name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={rowKey(row, index)}>
            <td>{index + 1}</td>
            {columns.map((column) =>
              cell(
                column,
                isShown(row, index, column) ? (
                  <FieldDisplay field={column} value={(row[column.name] ?? null) as Json} />
                ) : null,
              ),
            )}
          </tr>
        ))}
      </tbody>
      {sums.some((sum) => sum !== null) && (
        <tfoot>
          <tr>
            <td>{t('total')}</td>
            {columns.map((column, index) =>
              cell(column, sums[index] === null ? null : <FieldDisplay field={column} value={sums[index]!} />),
            )}
          </tr>
        </tfoot>
      )}
    </table>
  );
}
