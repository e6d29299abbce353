import type { Answer, AnswerColumn, ChartType } from '../../../kernel/contract';
import { say, type Locale } from '../../../kernel/text';
import { change, share, toNumber } from '../../decimal';
import { overTime, single, withoutRows } from '../../examples';
import { formatBrief, formatValue } from '../../format';
import { dimensionsOf, measuresOf } from '../../mark';

type Options = { readonly goodWhen?: 'up' | 'down' | 'neither'; readonly trend?: boolean };

/** What the number tile shows. Fractions (0.1 = 10 %) are left to the view to write by locale. */
export interface NumberProps {
  readonly label: string;
  readonly text: string;
  /** Index of the row a click opens; -1 without one. */
  readonly row: number;
  /** The bucket it is about, where the question is cut by time. */
  readonly period?: string;
  readonly comparison?: {
    readonly label: string;
    readonly text: string;
    readonly row: number;
    /** Change against the bucket before. */
    readonly change?: number;
    /** Share of the second measure in the first. */
    readonly share?: number;
    readonly tone: 'good' | 'bad' | 'neutral';
  };
  /** Values over time for the little line, oldest first. */
  readonly trend?: readonly (number | null)[];
}

function toneOf(delta: number | undefined, goodWhen: Options['goodWhen']): 'good' | 'bad' | 'neutral' {
  if (!delta || goodWhen === 'neither') return 'neutral';
  return delta > 0 === (goodWhen !== 'down') ? 'good' : 'bad';
}

/** The newest bucket and the one before it. Rows may come in any order. */
function overBuckets(answer: Answer, time: AnswerColumn, options: Options, locale: Locale): NumberProps {
  const measure = measuresOf(answer)[0]!;
  const order = answer.rows
    .map((row, index) => ({ index, at: row[time.name] ?? null, value: row[measure.name] ?? null }))
    .filter((entry) => entry.at !== null)
    .sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1));
  const [last, before] = [order.at(-1), order.at(-2)];
  const delta = change(last?.value, before?.value);
  return {
    label: say(measure.label, locale),
    text: formatBrief(last?.value ?? null, measure, locale),
    row: last?.index ?? -1,
    ...(last ? { period: formatValue(last.at, time, locale) } : {}),
    ...(before
      ? {
          comparison: {
            label: formatValue(before.at, time, locale),
            text: formatBrief(before.value, measure, locale),
            row: before.index,
            ...(delta === undefined ? {} : { change: delta }),
            tone: toneOf(delta, options.goodWhen),
          },
        }
      : {}),
    ...(options.trend === false ? {} : { trend: order.map((entry) => toNumber(entry.value) ?? null) }),
  };
}

/** One number; a second measure stands below it with its share. */
function alone(answer: Answer, locale: Locale): NumberProps {
  const [measure, second] = measuresOf(answer);
  const [row] = answer.rows;
  const value = row?.[measure!.name] ?? null;
  const other = second && (row?.[second.name] ?? null);
  // A share of records in money says nothing: only like with like.
  const isAlike = second !== undefined && second.field?.options.currency === measure!.field?.options.currency;
  const part = isAlike ? share(other, value) : undefined;
  return {
    label: say(measure!.label, locale),
    text: formatBrief(value, measure!, locale),
    row: row ? 0 : -1,
    ...(second && row
      ? {
          comparison: {
            label: say(second.label, locale),
            text: formatBrief(other, second, locale),
            row: 0,
            ...(part === undefined ? {} : { share: part }),
            tone: 'neutral' as const,
          },
        }
      : {}),
  };
}

const number: ChartType<Options> = {
  type: 'number',
  label: { 'zh-CN': '数字', en: 'Number' },
  hint: {
    'zh-CN': '一个大数字；按时间分组时，与上一期比较。',
    en: 'One big number; grouped by time it is compared with the period before.',
  },
  icon: 'number',
  options: {
    type: 'object',
    properties: {
      goodWhen: {
        'x-label': { 'zh-CN': '什么变化算好', en: 'Which change is good' },
        'x-help': { 'zh-CN': '决定涨跌的颜色。', en: 'Decides the colour of rise and fall.' },
        'x-order': 1,
        default: 'up',
        enum: ['up', 'down', 'neither'],
        'x-enumLabels': {
          up: { 'zh-CN': '上升为好', en: 'More is good' },
          down: { 'zh-CN': '下降为好', en: 'Less is good' },
          neither: { 'zh-CN': '不着色', en: 'Neither' },
        },
      },
      trend: {
        type: 'boolean',
        default: true,
        'x-label': { 'zh-CN': '显示走势线', en: 'Show the trend line' },
        'x-help': { 'zh-CN': '按时间分组时可用。', en: 'When grouped by time.' },
        'x-order': 2,
      },
    },
    additionalProperties: false,
  },
  takes: { dimensions: [0, 1], measures: [1, 2] },
  suits: ({ dimensions, isOverTime }) => (dimensions === 0 ? 1 : isOverTime ? 0.5 : 0),
  view: 'number',
  draw(answer, options, locale) {
    const [time] = dimensionsOf(answer);
    return { ...(time ? overBuckets(answer, time, options, locale) : alone(answer, locale)) };
  },
  examples: [
    { answer: single, options: {} },
    { answer: overTime, options: { goodWhen: 'down' } },
    { answer: overTime, options: { trend: false } },
    { answer: withoutRows, options: {} },
  ],
};

export default number;
