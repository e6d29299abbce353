import type { AnswerColumn, ChartType } from '../../../kernel/contract';
import type { JsonObject } from '../../../kernel/json';
import { say } from '../../../kernel/text';
import { toNumber } from '../../decimal';
import { byChoice, byMonth, plain, withoutRows } from '../../examples';
import { formatValue } from '../../format';

type Options = { readonly numbered?: boolean; readonly bars?: boolean };

/** What the table view shows; also the table twin of every other chart. */
export interface TableProps {
  readonly isNumbered: boolean;
  readonly columns: readonly { readonly name: string; readonly label: string; readonly align: 'left' | 'right' }[];
  /** In the order of the answer's rows. `bar` is the length of the bar behind a number: 0 to 1. */
  readonly rows: readonly { readonly cells: readonly { readonly text: string; readonly bar?: number }[] }[];
}

const isNumeric = (column: AnswerColumn): boolean => column.kind === 'number';

const table: ChartType<Options> = {
  type: 'table',
  label: { 'zh-CN': '表格', en: 'Table' },
  hint: { 'zh-CN': '逐行列出，任何问题都适用。', en: 'Row by row; fits every question.' },
  icon: 'table',
  options: {
    type: 'object',
    properties: {
      numbered: { type: 'boolean', 'x-label': { 'zh-CN': '显示序号', en: 'Number the rows' }, 'x-order': 1 },
      bars: {
        type: 'boolean',
        'x-label': { 'zh-CN': '数值背后显示条形', en: 'Bars behind the measures' },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  takes: { dimensions: [0, 4], measures: [0, 10] },
  suits: ({ isPlain, dimensions }) => (isPlain ? 1 : dimensions > 2 ? 0.9 : 0.3),
  view: 'table',
  draw(answer, options, locale) {
    const largest = new Map(
      answer.columns.map((column) => [
        column.name,
        Math.max(0, ...answer.rows.map((row) => toNumber(row[column.name]) ?? 0)),
      ]),
    );
    const barOf = (column: AnswerColumn, value: unknown): number | undefined => {
      const most = largest.get(column.name) ?? 0;
      if (!options.bars || column.role !== 'measure' || most <= 0) return undefined;
      return Math.max(0, (toNumber(value) ?? 0) / most);
    };
    return {
      isNumbered: options.numbered === true,
      columns: answer.columns.map((column) => ({
        name: column.name,
        label: say(column.label, locale, column.name),
        align: isNumeric(column) ? 'right' : 'left',
      })),
      rows: answer.rows.map((row) => ({
        cells: answer.columns.map((column): JsonObject => {
          const bar = isNumeric(column) ? barOf(column, row[column.name]) : undefined;
          const text = formatValue(row[column.name], column, locale);
          return bar === undefined ? { text } : { text, bar };
        }),
      })),
    };
  },
  examples: [
    { answer: byChoice, options: {} },
    { answer: byMonth, options: { numbered: true, bars: true } },
    { answer: plain, options: {} },
    { answer: withoutRows, options: {} },
  ],
};

export default table;
