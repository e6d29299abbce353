/** The charts as the screens see them. */
import { fieldType } from '@/components/inputs/units';
import { isObject } from '@/engine/kernel/json';
import type { Answer, AnswerColumn, ChartType } from '@/engine/kernel/contract';
import { chartTypes } from '@/engine/report/charts/index.generated';

export { chartTypes };
const BY_TYPE: ReadonlyMap<string, ChartType> = new Map(chartTypes.map((chart) => [chart.type, chart]));

/** A chart by name; a chart that is not installed is shown as a table, which fits every answer. */
export const chartOf = (type: string): ChartType => BY_TYPE.get(type) ?? BY_TYPE.get('table')!;

export interface ChartUse {
  readonly type: string;
  readonly options?: { readonly [key: string]: unknown };
}

/** Options a field type states as defaults (the currency of money) but a document may leave out. */
function withDefaults(column: AnswerColumn): AnswerColumn {
  const { field } = column;
  const properties = field && fieldType(field.type)?.options.properties;
  if (!field || !isObject(properties)) return column;
  const defaults = Object.entries(properties).flatMap(([name, part]) =>
    isObject(part) && part.default !== undefined ? [[name, part.default]] : [],
  );
  const options = { ...Object.fromEntries(defaults), ...field.options };
  const type = fieldType(field.type);
  const format = type?.formatMeasure?.bind(type);
  return {
    ...column,
    field: { ...field, options, ...(format && { format: (value, locale) => format(value, options, locale) }) },
  };
}

/** The answer with every column's options complete, ready to be drawn. */
export const readyToDraw = (answer: Answer): Answer => ({ ...answer, columns: answer.columns.map(withDefaults) });

/** The dimension values of a row: what `report.records` takes as a group. */
export const groupOf = (answer: Answer, row: number): { readonly [column: string]: Answer['rows'][number][string] } =>
  Object.fromEntries(
    answer.columns
      .filter((column) => column.role === 'dimension')
      .map((column) => [column.name, answer.rows[row]?.[column.name] ?? null]),
  );
