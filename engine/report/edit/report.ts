/** Edits of a report draft. Pure: each gives a new document and leaves the old one as it was, so that undo is free. */
import type { ChartType } from '../../kernel/contract';
import type { Filter, Question, ReportDocument, Text } from '../../kernel/documents.generated';
import { documentId } from '../../kernel/ids';
import { fits, shapeOf, suggestChart } from '../suggest';

export type Dimension = NonNullable<Question['dimensions']>[number];
export type Measure = NonNullable<Question['measures']>[number];
export type Condition = Extract<Filter, { field: string }>;
/** The lists of a question that hold fields. */
export type Shelf = 'dimensions' | 'measures' | 'columns';

export const MOST_DIMENSIONS = 4;
export const MOST_MEASURES = 10;

export const newReport = (name: string, label: Text, entity: string): ReportDocument => ({
  kind: 'report',
  id: documentId('rep'),
  name,
  label,
  question: { entity, measures: [{ agg: 'count' }] },
  chart: { type: 'number' },
});

/**
 * Changes the question and keeps the chart as long as it fits; else the best chart takes its place, its options begin
 * anew. Sorting by a column that is gone goes too.
 */
export function changeQuestion(
  report: ReportDocument,
  change: (question: Question) => Question,
  charts: readonly ChartType[],
): ReportDocument {
  const question = withoutLostSorts(change(report.question));
  if (question === report.question) return report;
  const present = charts.find((chart) => chart.type === report.chart.type);
  const shape = shapeOf(question);
  if (present && fits(present, shape) && isWorthKeeping(present, report, question)) return { ...report, question };
  const better = suggestChart(question, charts);
  return { ...report, question, chart: better ? { type: better.type } : report.chart };
}

/**
 * A table or a number fits nearly everything. When the question was the first to make it so (one number gets its first
 * grouping), the suggestion follows; a chart the analyst chose against the suggestion stays.
 */
function isWorthKeeping(present: ChartType, report: ReportDocument, question: Question): boolean {
  const [before, now] = [shapeOf(report.question), shapeOf(question)];
  const isSameShape =
    before.dimensions === now.dimensions && before.isOverTime === now.isOverTime && before.isPlain === now.isPlain;
  return isSameShape || present.suits(now) > 0.5 || before.dimensions > 0;
}

function withoutLostSorts(question: Question): Question {
  const { sort = [], columns = [], dimensions = [], measures = [] } = question;
  const isThere = (by: string): boolean =>
    columns.includes(by) || dimensions.some((_, i) => by === `d${i}`) || measures.some((_, i) => by === `m${i}`);
  const kept = sort.filter(({ by }) => isThere(by));
  return kept.length === sort.length ? question : withList(question, 'sort', kept);
}

/** The question with a list, or without the key when the list is empty. */
function withList<K extends Shelf | 'sort'>(question: Question, key: K, list: readonly unknown[]): Question {
  const { [key]: _old, ...rest } = question;
  return list.length > 0 ? ({ ...rest, [key]: list } as unknown as Question) : (rest as Question);
}

/** Another entity: nothing of the old question can stay but counting. */
export const setEntity = (question: Question, entity: string): Question =>
  question.entity === entity ? question : { entity, measures: [{ agg: 'count' }] };

/** Adds a grouping unless it is there already, or the shelf is full. */
export function addDimension(
  question: Question,
  dimension: Dimension,
  at = question.dimensions?.length ?? 0,
): Question {
  const list = question.dimensions ?? [];
  const isThere = list.some((one) => one.field === dimension.field && one.grain === dimension.grain);
  if (isThere || list.length >= MOST_DIMENSIONS) return question;
  return withList(withList(question, 'columns', []), 'dimensions', list.toSpliced(at, 0, dimension));
}

export function addMeasure(question: Question, measure: Measure, at = question.measures?.length ?? 0): Question {
  const list = question.measures ?? [];
  const isThere = list.some((one) => one.field === measure.field && one.agg === measure.agg && !one.where);
  if (isThere || list.length >= MOST_MEASURES) return question;
  return withList(withList(question, 'columns', []), 'measures', list.toSpliced(at, 0, measure));
}

/** Adds a column of a list of records; groups and measures give way. */
export function addColumn(question: Question, path: string, at = question.columns?.length ?? 0): Question {
  const list = question.columns ?? [];
  if (list.includes(path)) return question;
  const plain = withList(withList(question, 'dimensions', []), 'measures', []);
  return withList(plain, 'columns', list.toSpliced(at, 0, path));
}

export const removeAt = (question: Question, shelf: Shelf, at: number): Question =>
  withList(
    question,
    shelf,
    (question[shelf] ?? []).filter((_, i) => i !== at),
  );

export const changeDimension = (question: Question, at: number, change: Partial<Dimension>): Question => ({
  ...question,
  dimensions: (question.dimensions ?? []).map((one, i) => (i === at ? clean({ ...one, ...change }) : one)),
});
export const changeMeasure = (question: Question, at: number, change: Partial<Measure>): Question => ({
  ...question,
  measures: (question.measures ?? []).map((one, i) => (i === at ? clean({ ...one, ...change }) : one)),
});
/** Without the keys that were set to undefined: a document keeps only what is said. */
const clean = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

/** Moves an item of a shelf to another place; `to` counts in the list without it. */
export function moveWithin(question: Question, shelf: Shelf, from: number, to: number): Question {
  const list: readonly unknown[] = question[shelf] ?? [];
  if (from === to || from < 0 || from >= list.length) return question;
  return withList(question, shelf, list.toSpliced(from, 1).toSpliced(to, 0, list[from]));
}

/** How the conditions at the top are joined: all must hold, or any one of them. */
export type Join = 'all' | 'any';
export const joinOf = ({ filter }: Question): Join => (filter && 'any' in filter ? 'any' : 'all');

/** The conditions that stand at the top. A filter of another form is one condition of its own. */
export function conditionsOf({ filter }: Question): readonly Filter[] {
  if (filter === undefined) return [];
  if ('all' in filter) return filter.all;
  return 'any' in filter ? filter.any : [filter];
}

export function setConditions(
  question: Question,
  conditions: readonly Filter[],
  by: Join = joinOf(question),
): Question {
  const { filter: _old, ...rest } = question;
  if (conditions.length === 0) return rest;
  const filter = by === 'any' ? { any: [...conditions] } : { all: [...conditions] };
  return { ...rest, filter: conditions.length === 1 ? conditions[0]! : filter };
}
/** Joins the same conditions otherwise. */
export const setJoin = (question: Question, by: Join): Question => setConditions(question, conditionsOf(question), by);
export const addCondition = (question: Question, condition: Filter): Question =>
  setConditions(question, [...conditionsOf(question), condition]);
export const changeCondition = (question: Question, at: number, condition: Filter): Question =>
  setConditions(question, conditionsOf(question).with(at, condition));
export const removeCondition = (question: Question, at: number): Question =>
  setConditions(question, conditionsOf(question).toSpliced(at, 1));

/** Sorts by one column, or as the database likes. */
export const sortBy = (question: Question, by: string | undefined, direction: 'asc' | 'desc' = 'desc'): Question =>
  withList(question, 'sort', by === undefined ? [] : [{ by, direction }]);

export function limitTo(question: Question, limit: number | undefined): Question {
  const { limit: _old, ...rest } = question;
  return limit === undefined ? rest : { ...rest, limit };
}

/** Another chart; options it does not know are dropped. */
export function setChart(report: ReportDocument, chart: ChartType): ReportDocument {
  if (report.chart.type === chart.type) return report;
  const known = (chart.options.properties ?? {}) as object;
  const kept = Object.entries(report.chart.options ?? {}).filter(([name]) => Object.hasOwn(known, name));
  return { ...report, chart: { type: chart.type, ...(kept.length > 0 ? { options: Object.fromEntries(kept) } : {}) } };
}
export const setChartOptions = (
  report: ReportDocument,
  options: { readonly [key: string]: unknown },
): ReportDocument => ({ ...report, chart: { type: report.chart.type, options: clean({ ...options }) } });
