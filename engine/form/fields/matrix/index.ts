import type { FieldType } from '../../../kernel/contract';
import { isObject, type JsonSchema } from '../../../kernel/json';
import { problem, type Problem } from '../../../kernel/problems';
import { say, type Locale } from '../../../kernel/text';
import { choicesOption, type Choice } from '../../choices';
import { checkText } from '../../values';

export type Cell = 'one' | 'many' | 'text';
export type Options = {
  readonly rows: readonly Choice[];
  readonly columns?: readonly Choice[];
  readonly cell?: Cell;
  readonly everyRow?: boolean;
};
/** By row: a column, several columns in the order of the options, or a text. Rows without an answer are left out. */
export type Answers = { readonly [row: string]: string | readonly string[] };

export const rowsOf = (options: Options): readonly Choice[] => (Array.isArray(options.rows) ? options.rows : []);
export const columnsOf = (options: Options): readonly Choice[] =>
  Array.isArray(options.columns) ? (options.columns as readonly Choice[]) : [];
export const cellOf = (options: Options): Cell => options.cell ?? 'one';
const MOST_TEXT = 200;

function checkAnswer(answer: unknown, row: string, options: Options): readonly Problem[] {
  const known = new Set(columnsOf(options).map(({ value }) => value));
  const unknown = (value: unknown): readonly Problem[] =>
    typeof value === 'string' && known.has(value)
      ? []
      : [problem('field.choice', [row], { value: String(value).slice(0, 80) })];
  if (cellOf(options) === 'one') return unknown(answer);
  if (cellOf(options) === 'text') {
    return answer === ''
      ? [problem('field.text', [row])]
      : checkText(answer, MOST_TEXT, false).map((p) => ({ ...p, path: [row] }));
  }
  if (!Array.isArray(answer) || answer.length === 0 || answer.length > known.size) {
    return [problem('field.list', [row])];
  }
  return new Set(answer).size === answer.length ? answer.flatMap(unknown) : [problem('field.twice', [row])];
}

/** Canonical: rows in the order of the options, without empty answers; several columns in their order. */
function tidy(value: unknown, options: Options): unknown {
  if (!isObject(value)) return value;
  const order = new Map(
    [...rowsOf(options), ...Object.keys(value).map((key) => ({ value: key }))].map((row, i) => [row.value, i]),
  );
  const columns = columnsOf(options).map((column) => column.value);
  const entries = Object.entries(value).flatMap(([row, answer]): [string, unknown][] => {
    if (answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)) return [];
    if (typeof answer === 'string') return [[row, answer.trim()]];
    return [
      [
        row,
        Array.isArray(answer)
          ? [...answer].sort((a, b) => columns.indexOf(a as string) - columns.indexOf(b as string))
          : answer,
      ],
    ];
  });
  if (entries.length === 0) return null;
  entries.sort(([a], [b]) => order.get(a)! - order.get(b)!);
  return Object.fromEntries(entries);
}

const answerText = (answer: unknown, options: Options, locale: Locale): string =>
  [answer]
    .flat()
    .map((one) => {
      const column = columnsOf(options).find(({ value }) => value === one);
      return column ? say(column.label, locale, column.value) : String(one);
    })
    .join(locale === 'en' ? ', ' : '、');

/** Questions by the same answers: rows × columns, one or several per row, or a short text. */
const matrix: FieldType<Answers, Options> = {
  type: 'matrix',
  group: 'choice',
  label: { 'zh-CN': '矩阵', en: 'Matrix' },
  hint: { 'zh-CN': '多行问题，每行从同样的选项中选择', en: 'Several questions with the same answers to choose from' },
  icon: 'matrix',
  options: {
    type: 'object',
    properties: {
      rows: {
        ...choicesOption,
        maxItems: 50,
        'x-label': { 'zh-CN': '行（问题）', en: 'Rows (questions)' },
        'x-order': 1,
      },
      columns: {
        ...choicesOption,
        minItems: 0,
        maxItems: 20,
        'x-label': { 'zh-CN': '列（答案）', en: 'Columns (answers)' },
        'x-order': 2,
      },
      cell: {
        enum: ['one', 'many', 'text'],
        default: 'one',
        'x-label': { 'zh-CN': '每行', en: 'Each row takes' },
        'x-enumLabels': {
          one: { 'zh-CN': '选一项', en: 'One answer' },
          many: { 'zh-CN': '可选多项', en: 'Several answers' },
          text: { 'zh-CN': '填短文字', en: 'A short text' },
        },
        'x-order': 3,
      },
      everyRow: {
        type: 'boolean',
        default: false,
        'x-label': { 'zh-CN': '每行都要回答', en: 'Every row needs an answer' },
        'x-order': 4,
      },
    },
    required: ['rows'],
    additionalProperties: false,
  },
  kind: 'json',
  column: 'jsonb',
  filters: ['isEmpty', 'notEmpty'],
  aggregates: ['count'],
  canGroup: false,
  canSort: false,
  input: 'matrix',
  isWide: true,
  valueSchema(options) {
    const names = columnsOf(options).map(({ value }) => value);
    const one: JsonSchema = names.length > 0 ? { type: 'string', enum: names } : { not: {} };
    const cells: { readonly [C in Cell]: JsonSchema } = {
      one,
      many: { type: 'array', items: one, minItems: 1, uniqueItems: true },
      text: { type: 'string', minLength: 1, maxLength: MOST_TEXT },
    };
    const rows = rowsOf(options).map(({ value }) => value);
    return {
      type: 'object',
      properties: Object.fromEntries(rows.map((row) => [row, cells[cellOf(options)]])),
      required: options.everyRow === true ? rows : [],
      minProperties: 1,
      additionalProperties: false,
    };
  },
  normalize: tidy,
  check(value, options) {
    if (!isObject(value) || Object.keys(value).length > 100) return [problem('field.matrix')];
    const known = new Set(rowsOf(options).map((row) => row.value));
    const found = Object.entries(value).flatMap(([row, answer]) =>
      known.has(row) ? checkAnswer(answer, row, options) : [problem('field.choice', [], { value: row.slice(0, 80) })],
    );
    if (found.length > 0 || options.everyRow !== true) return found;
    const open = rowsOf(options).filter((row) => !Object.hasOwn(value, row.value));
    return open.length === 0 ? [] : [problem('field.matrixOpen', [], { row: open[0]!.label, n: open.length })];
  },
  checkOptions: (options) => [
    ...(rowsOf(options).length === 0 ? [problem('field.options.noChoice', ['rows'])] : []),
    ...(cellOf(options) !== 'text' && columnsOf(options).length === 0
      ? [problem('field.options.noChoice', ['columns'])]
      : []),
    ...twice('rows', rowsOf(options)),
    ...twice('columns', columnsOf(options)),
  ],
  format: (value, options, locale) =>
    rowsOf(options)
      .filter((row) => Object.hasOwn(value, row.value))
      .map((row) => `${say(row.label, locale, row.value)}: ${answerText(value[row.value], options, locale)}`)
      .join('; '),
  // As JSON, so that it reads back whatever stands in the texts.
  fileText: (value) => JSON.stringify(value),
  parse(text) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  },
  examples: [
    {
      options: {
        rows: [
          { value: 'taste', label: { 'zh-CN': '口味', en: 'Taste' } },
          { value: 'price', label: { 'zh-CN': '价格', en: 'Price' } },
        ],
        columns: [
          { value: 'good', label: { 'zh-CN': '好', en: 'Good' } },
          { value: 'bad', label: { 'zh-CN': '差', en: 'Bad' } },
        ],
      },
      good: [{ taste: 'good' }, { taste: 'bad', price: 'good' }],
      bad: ['good', { colour: 'good' }, { taste: 'fine' }, { taste: ['good'] }, [], 5],
    },
    {
      options: {
        cell: 'many',
        everyRow: true,
        rows: [{ value: 'a', label: { 'zh-CN': '甲', en: 'A' } }],
        columns: [
          { value: 'x', label: { 'zh-CN': '子', en: 'X' } },
          { value: 'y', label: { 'zh-CN': '丑', en: 'Y' } },
        ],
      },
      good: [{ a: ['x', 'y'] }, { a: ['y'] }],
      bad: [{ a: 'x' }, { a: ['x', 'x'] }, { a: ['z'] }],
    },
    {
      options: { cell: 'text', rows: [{ value: 'a', label: { 'zh-CN': '甲', en: 'A' } }] },
      good: [{ a: '好喝' }],
      bad: [{ a: 5 }, { a: 'x'.repeat(201) }],
    },
  ],
};
export default matrix;

function twice(at: 'rows' | 'columns', list: readonly Choice[]): readonly Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ value }, index) => {
    if (seen.has(value)) return [problem('field.options.choiceTwice', [at, index, 'value'], { value })];
    seen.add(value);
    return [];
  });
}
