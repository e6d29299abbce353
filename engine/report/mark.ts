/** What all charts share: which columns are which, and one data item per mark that knows the row it came from. */
import type { Answer, AnswerColumn } from '../kernel/contract';
import type { Json, JsonObject } from '../kernel/json';
import { say, type Locale } from '../kernel/text';
import { withGaps } from './buckets';
import { NO_VALUE_COLOR, SERIES_COLORS } from './colors';
import { colorOf, formatBrief, formatValue } from './format';

export const dimensionsOf = (answer: Answer): readonly AnswerColumn[] =>
  answer.columns.filter((column) => column.role === 'dimension');
export const measuresOf = (answer: Answer): readonly AnswerColumn[] =>
  answer.columns.filter((column) => column.role === 'measure');

/**
 * One bar, point or slice. `value` keeps the decimal string of the answer (ECharts computes the geometry from it),
 * `text` is what a person reads, `row` the index in the answer's rows: a click leads back to the group.
 */
export type Mark = {
  readonly value: Json;
  readonly row: number;
  readonly text: string;
  readonly name?: string;
  readonly itemStyle?: { readonly color: string };
};
export type Series = { readonly name: string; readonly color: string; readonly data: readonly (Mark | null)[] };

/** Equal values have equal keys; unlike `String`, null and "null" differ. */
const keyOf = (value: Json | undefined): string => JSON.stringify(value ?? null);

/** The different values of a column in the order they come. */
function distinct(answer: Answer, column: AnswerColumn): readonly Json[] {
  const seen = new Map<string, Json>();
  for (const row of answer.rows) {
    const value = row[column.name] ?? null;
    if (!seen.has(keyOf(value))) seen.set(keyOf(value), value);
  }
  return [...seen.values()];
}

const markOf = (answer: Answer, index: number, measure: AnswerColumn, locale: Locale): Mark => {
  const value = answer.rows[index]![measure.name] ?? null;
  return { value, row: index, text: formatBrief(value, measure, locale) };
};

/** Aggregates of nothing that are zero; an average of nothing is nothing. */
const ZERO_WHEN_EMPTY = new Set(['count', 'countDistinct', 'sum']);

/** Where no record is: 0 for counts and sums on a time axis, else no mark at all. */
function emptyMark(measure: AnswerColumn, isOverTime: boolean, locale: Locale): Mark | null {
  if (!isOverTime || !measure.agg || !ZERO_WHEN_EMPTY.has(measure.agg)) return null;
  return { value: 0, row: -1, text: formatBrief(0, measure, locale) };
}

const seriesColor = (index: number): string => SERIES_COLORS[index % SERIES_COLORS.length]!;
/** The choice's own colour, grey for "not filled in", else the next of the series. */
export const groupColor = (value: Json, column: AnswerColumn, index: number): string =>
  colorOf(value, column) ?? (value === null ? NO_VALUE_COLOR : seriesColor(index));

/** What tells the series apart: the measures, or each value of the second dimension for each measure. */
interface Part {
  readonly name: string;
  readonly color: string;
  readonly measure: AnswerColumn;
  /** The value of the second dimension; undefined without one. */
  readonly value?: Json;
}
function partsOf(answer: Answer, second: AnswerColumn | undefined, locale: Locale): readonly Part[] {
  const measures = measuresOf(answer);
  if (!second) {
    return measures.map((measure, index) => ({ name: say(measure.label, locale), color: seriesColor(index), measure }));
  }
  return distinct(answer, second).flatMap((value, order) =>
    measures.map((measure, index) => {
      const name = formatValue(value, second, locale);
      return {
        name: measures.length === 1 ? name : `${name} · ${say(measure.label, locale)}`,
        color: groupColor(value, second, order * measures.length + index),
        measure,
        value,
      };
    }),
  );
}

/**
 * Labels of the category axis and the series over it, of an answer with one or two dimensions. A single series over a
 * choice takes the colours of the choices.
 */
export function seriesOf(
  answer: Answer,
  locale: Locale,
): { readonly categories: readonly string[]; readonly series: readonly Series[] } {
  const [first, second] = dimensionsOf(answer);
  if (!first) throw new RangeError('A chart over categories needs a dimension.');
  const groups = withGaps(distinct(answer, first), first.grain);
  const rowOf = (group: Json, value: Json | undefined): string => keyOf(group) + (second ? keyOf(value) : '');
  const rows = new Map(
    answer.rows.map((row, index) => [rowOf(row[first.name] ?? null, row[second?.name ?? '']), index]),
  );
  const parts = partsOf(answer, second, locale);
  const series = parts.map(({ name, color, measure, value }) => ({
    name,
    color,
    data: groups.map((group) => {
      const row = rows.get(rowOf(group, value));
      if (row === undefined) return emptyMark(measure, first.grain !== undefined, locale);
      const mark = markOf(answer, row, measure, locale);
      const own = parts.length === 1 ? colorOf(group, first) : undefined;
      return own ? { ...mark, itemStyle: { color: own } } : mark;
    }),
  }));
  return { categories: groups.map((group) => formatValue(group, first, locale)), series };
}

/** From here on a number beside its mark is written short: ¥1.2M, ¥122万. The exact one is in the tooltip. */
const LONG = 10_000;

/** The same marks, each with its number written beside it; `tick` is the answer's `tickFormat`. */
export function withLabels(
  data: readonly (Mark | null)[],
  position: string,
  tick: string,
  locale: Locale,
): readonly (JsonObject | null)[] {
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const textOf = ({ value, text }: Mark): string =>
    Math.abs(Number(value)) < LONG || tick === TYPED_TICK ? text : tick.replace('{value}', short.format(Number(value)));
  return data.map((mark) => mark && { ...mark, label: { show: true, position, formatter: textOf(mark) } });
}

/** In place of a tick where the field's type writes its numbers itself; whoever draws puts `measureFormat` there. */
export const TYPED_TICK = '{typed}';

/** How the type of the measures writes a number, where all of them are of one type that has its own way (percent, duration). */
export function measureFormat(answer: Answer, locale: Locale): ((value: number) => string) | undefined {
  const fields = measuresOf(answer).map(({ field }) => field);
  const format = fields[0]?.format;
  if (!format || fields.some((field) => field?.type !== fields[0]?.type)) return undefined;
  return (value) => format(String(value), locale);
}

/** `¥{value}`: ECharts puts its own rounded tick with thousands separators into the place. */
export function tickFormat(answer: Answer, locale: Locale): string {
  if (measureFormat(answer, locale)) return TYPED_TICK;
  const currencies = new Set(measuresOf(answer).map((measure) => measure.field?.options.currency));
  const [currency] = currencies;
  if (currencies.size !== 1 || typeof currency !== 'string') return '{value}';
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  })
    .format(0)
    .replace('0', '{value}');
}

/** What every drawn chart has: no animation beyond a glance, a legend only where there is something to tell apart. */
export function frame(series: readonly { readonly name: string }[]): {
  readonly animationDuration: number;
  readonly legend: { readonly show: boolean; readonly type: string; readonly bottom: number; readonly icon: string };
  readonly grid: { readonly [side: string]: number };
} {
  const hasLegend = series.length > 1;
  return {
    animationDuration: 150,
    // ECharts 6 puts the legend at the bottom by itself but then overlaps axis labels (its issue 21662): say both.
    legend: { show: hasLegend, type: 'scroll', bottom: 0, icon: 'circle' },
    grid: { left: 8, right: 16, top: 16, bottom: hasLegend ? 36 : 8 },
  };
}
