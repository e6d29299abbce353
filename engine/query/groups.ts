/**
 * Records in groups, with measures. Measures of the record and measures of its line items are computed in branches of
 * their own and merged, so that a record with three rows is not counted three times; what cannot be computed rightly is
 * refused with a sentence.
 */
import type { AnswerColumn, Sql } from '../kernel/contract';
import type { Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import { conditionSql } from './conditions';
import { current, noting } from './current';
import { resolveFilter, type Condition } from './filter';
import { Inputs, liftFilter, type Lifted, type LiftedFilter } from './lift';
import { dimensionLabel, measureLabel } from './labels';
import { columnOf, entityOf, resolvePath, sourceOf, titleOf, type Path } from './names';
import { MAX_ANSWER, type GroupsQuestion, type Grain, type Measure } from './question';
import { ALL_TEXTS, searchSql, shapeOfSearch, type SearchShape } from './search';
import { Source, ZONE, type Schema } from './source';
import { identifier, join, raw, render, Slot, sql, type Compiled } from './sql';

type ShapeMeasure = Pick<Measure, 'agg' | 'field' | 'label'> & { readonly where: LiftedFilter | null };
export interface GroupsShape {
  readonly entity: string;
  readonly dimensions: NonNullable<GroupsQuestion['dimensions']>;
  readonly measures: readonly ShapeMeasure[];
  readonly filter: LiftedFilter | null;
  readonly search: SearchShape | null;
  readonly sort: NonNullable<GroupsQuestion['sort']>;
  readonly limit: Lifted;
}
export interface GroupsStatement extends Compiled {
  readonly columns: readonly AnswerColumn[];
  present(row: readonly unknown[]): { readonly [column: string]: Json };
}

/** @param by how the words are looked for */
export function shapeOfGroups(
  question: GroupsQuestion,
  by: SearchShape['by'] = 'index',
): { shape: GroupsShape; inputs: readonly unknown[] } {
  const inputs = new Inputs();
  const filter = question.filter ? liftFilter(question.filter, inputs) : null;
  const words = question.search;
  const search = words ? shapeOfSearch(words, { ...ALL_TEXTS, by }, (value) => inputs.push(value)) : null;
  const measures = (question.measures ?? []).map(({ agg, field, label, where }): ShapeMeasure => ({
    agg,
    ...(field === undefined ? {} : { field }),
    ...(label === undefined ? {} : { label }),
    where: where ? liftFilter(where, inputs) : null,
  }));
  const limit = inputs.lift(Math.min(Math.max(Math.trunc(question.limit ?? 1000), 1), MAX_ANSWER));
  const { entity, dimensions = [], sort = [] } = question;
  return { shape: { entity, dimensions, measures, filter, search, sort, limit }, inputs: inputs.values };
}

interface Dimension {
  readonly name: string;
  readonly path: Path;
  readonly grain: Grain | undefined;
}
interface Measured {
  readonly name: string;
  readonly agg: Measure['agg'];
  readonly path: Path | undefined;
  readonly where: Condition | null;
}

export function compileGroups(given: Schema, shape: GroupsShape): GroupsStatement {
  const schema = noting(given);
  const entity = entityOf(schema, shape.entity);
  const dimensions = shape.dimensions.map((d, i) => resolveDimension(schema, entity, d, i));
  const measures = shape.measures.map((m, i) => resolveMeasure(schema, entity, m, i));
  if (dimensions.length + measures.length === 0) refuse('query.nothing', []);
  const filter = shape.filter ? resolveFilter(schema, entity, shape.filter, ['filter']) : null;
  const branches = branchesOf(dimensions, measures);
  const parts = branches.map((branch) =>
    branchSql(schema, entity, branch, { dimensions, measures, filter, search: shape.search }),
  );
  const core = parts.length === 1 ? parts[0]! : mergeSql(parts, dimensions, measures);
  const names = [...dimensions.flatMap(outputNames), ...measures.map(({ name }) => name)];
  const order = orderSql(schema, shape, dimensions, measures);
  const limit = new Slot(({ inputs }) => inputs[shape.limit!.input]);
  const statement = sql`select ${join(names.map(identifier), ', ')} from (${core}) as r${order} limit ${limit}`;
  return {
    ...render(current(schema, statement)),
    columns: [
      ...dimensions.map((d, i) => dimensionColumn(d, shape.dimensions[i]!.label)),
      ...measures.map((m, i) => measureColumn(m, shape.measures[i]!.label)),
    ],
    present: presenter(dimensions, measures),
  };
}

// ---- names and rights -------------------------------------------------------------------------------------------------
const isLink = ({ field }: Path): boolean => field.kind === 'record';
const isTime = ({ field }: Path): boolean => field.kind === 'date' || field.kind === 'datetime';

function resolveDimension(
  schema: Schema,
  entity: EntityModel,
  { field: text, grain }: GroupsShape['dimensions'][number],
  i: number,
): Dimension {
  const path = resolvePath(schema, entity, text, ['dimensions', i, 'field']);
  const { field } = path;
  if (field.isEncrypted) refuse('query.encrypted', ['dimensions', i, 'field'], { label: field.label });
  const canGroup = field.system ? field.kind !== 'json' : schema.fieldTypes.get(field.type)?.canGroup;
  if (!canGroup || field.columnType === null) refuse('query.group', ['dimensions', i, 'field'], { label: field.label });
  if (grain && !isTime(path)) refuse('query.grain', ['dimensions', i, 'grain'], { label: field.label });
  // Nobody wants a group for every microsecond.
  return { name: `d${i}`, path, grain: grain ?? (field.kind === 'datetime' ? 'day' : undefined) };
}

function resolveMeasure(schema: Schema, entity: EntityModel, measure: ShapeMeasure, i: number): Measured {
  const where = measure.where ? resolveFilter(schema, entity, measure.where, ['measures', i, 'where']) : null;
  if (measure.field === undefined) {
    if (measure.agg !== 'count') refuse('query.measureField', ['measures', i, 'field'], { agg: measure.agg });
    return { name: `m${i}`, agg: 'count', path: undefined, where };
  }
  const path = resolvePath(schema, entity, measure.field, ['measures', i, 'field']);
  const { field } = path;
  if (field.isEncrypted) refuse('query.encrypted', ['measures', i, 'field'], { label: field.label });
  const isPossible = measure.agg === 'count' || aggregatesOf(schema, field).includes(measure.agg);
  if (!isPossible) refuse('query.measure', ['measures', i, 'agg'], { label: field.label, agg: measure.agg });
  // Counting line items is counting their rows.
  if (field.child) return { name: `m${i}`, agg: 'count', path: rowsPath(path), where };
  return { name: `m${i}`, agg: measure.agg, path, where };
}

const aggregatesOf = (schema: Schema, field: FieldModel): readonly string[] =>
  schema.fieldTypes.get(field.type)?.aggregates ?? [];

const rowsPath = (path: Path): Path => {
  const child = path.field.child!;
  return { text: `${path.text}.id`, steps: [], lines: path.field, entity: child, field: child.field('id')! };
};

// ---- branches ---------------------------------------------------------------------------------------------------------
interface Branch {
  readonly lines: FieldModel | undefined;
  readonly measures: readonly Measured[];
}
/** Measures that do not change when a record stands there once for each of its rows. */
const REPEATABLE: ReadonlySet<string> = new Set(['min', 'max', 'countDistinct']);

function branchesOf(dimensions: readonly Dimension[], measures: readonly Measured[]): readonly Branch[] {
  const [lines, other] = [...new Set(dimensions.flatMap(({ path }) => path.lines ?? []))];
  if (lines && other) refuse('query.twoLines', ['dimensions'], { lines: lines.label, other: other.label });
  if (lines) {
    measures.forEach(({ path, agg }, i) => {
      const isRight = path ? path.lines === lines || (!path.lines && REPEATABLE.has(agg)) : true;
      if (!isRight) refuse('query.mixedLines', ['measures', i], { lines: lines.label, label: path!.field.label });
    });
    return [{ lines, measures }];
  }
  const byLines = new Map<FieldModel | undefined, Measured[]>();
  for (const measure of measures) {
    byLines.set(measure.path?.lines, [...(byLines.get(measure.path?.lines) ?? []), measure]);
  }
  const branches = [...byLines].map(([of, list]) => ({ lines: of, measures: list }));
  return branches.length > 0 ? branches : [{ lines: undefined, measures: [] }];
}

function branchSql(
  schema: Schema,
  entity: EntityModel,
  branch: Branch,
  all: {
    readonly dimensions: readonly Dimension[];
    readonly measures: readonly Measured[];
    readonly filter: Condition | null;
    readonly search: SearchShape | null;
  },
): Sql {
  const root = new Source(schema, entity, 't');
  const line = branch.lines && { field: branch.lines.id, source: new Source(schema, branch.lines.child!, 'l') };
  const start = (path: Path): Source => (path.lines && line ? line.source : root);
  const isByRow = all.dimensions.some(({ path }) => path.lines);
  const columns = all.dimensions.flatMap((d) => dimensionSql(start(d.path), d));
  const values = all.measures.map((measure) => {
    const value = branch.measures.includes(measure)
      ? measureSql(measure, measure.path && columnOf(start(measure.path), measure.path), { root, line }, isByRow)
      : raw(`null::${resultType(measure)}`);
    return sql`${value} as ${identifier(measure.name)}`;
  });
  const conditions = [
    ...(all.filter ? [conditionSql(all.filter, { root, line })] : []),
    ...(all.search ? [searchSql(root, all.search)] : []),
  ];
  const where = conditions.length > 0 ? sql` where ${join(conditions, ' and ')}` : raw('');
  // Records without rows keep their group, unless the question is about the rows themselves.
  const belongs = line && root.holds(line.source, branch.lines!);
  const joined = line
    ? sql`${raw(isByRow ? ' join ' : ' left join ')}${line.source.table()} on ${belongs}${line.source.joins()}`
    : raw('');
  const selected = [...columns.map(({ name, value }) => sql`${value} as ${identifier(name)}`), ...values];
  const groups = columns.length > 0 ? raw(` group by ${columns.map((_, i) => i + 1).join(', ')}`) : raw('');
  return sql`select ${join(selected, ', ')} from ${root.from()}${joined}${where}${groups}`;
}

/** Each group occurs once in each branch, so `max` is the value itself; a full join cannot match empty groups. */
function mergeSql(parts: readonly Sql[], dimensions: readonly Dimension[], measures: readonly Measured[]): Sql {
  const names = dimensions.flatMap(outputNames).map(identifier);
  const values = measures.map(({ name, agg }) => {
    const value = sql`max(b.${identifier(name)})`;
    return sql`${agg === 'count' || agg === 'countDistinct' ? sql`coalesce(${value}, 0)` : value} as ${identifier(name)}`;
  });
  const groups = names.length > 0 ? sql` group by ${join(names, ', ')}` : raw('');
  return sql`select ${join([...names, ...values], ', ')} from (${join(parts, ' union all ')}) as b${groups}`;
}

// ---- dimensions and measures ------------------------------------------------------------------------------------------
const outputNames = ({ name, path }: Dimension): string[] => (isLink(path) ? [name, `${name}t`] : [name]);

function dimensionSql(start: Source, { name, path, grain }: Dimension): { name: string; value: Sql }[] {
  const column = columnOf(start, path);
  if (isLink(path)) {
    return [
      { name, value: column },
      { name: `${name}t`, value: titleOf(sourceOf(start, path), path.field) },
    ];
  }
  if (!grain) return [{ name, value: path.field.kind === 'date' ? sql`${column}::text` : column }];
  // An instant belongs to the day the viewer's clock shows; date_trunc's weeks start on Monday (ISO 8601).
  const local = path.field.kind === 'datetime' ? sql`(${column} at time zone ${ZONE})` : sql`${column}::timestamp`;
  return [{ name, value: sql`date_trunc('${raw(grain)}', ${local})::date::text` }];
}

function measureSql(
  { agg, path, where }: Measured,
  column: Sql | undefined,
  at: Parameters<typeof conditionSql>[1],
  isByRow: boolean,
): Sql {
  const filter = where ? sql` filter (where ${conditionSql(where, at)})` : raw('');
  if (!column) return isByRow ? sql`count(distinct ${at.root.named('id')})${filter}` : sql`count(*)${filter}`;
  const ordered = (direction: string): Sql =>
    sql`percentile_disc(0.5) within group (order by ${column}${raw(direction)})${filter}`;
  const text = (value: Sql): Sql => (path!.field.kind === 'date' ? sql`${value}::text` : value);
  const SQL: { readonly [A in Measure['agg']]: () => Sql } = {
    count: () => sql`count(${column})${filter}`,
    countDistinct: () => sql`count(distinct ${column})${filter}`,
    sum: () => sql`sum(${column})${filter}`,
    avg: () => sql`trim_scale(round(avg(${column})${filter}, 6))`,
    min: () => text(sql`min(${column})${filter}`),
    max: () => text(sql`max(${column})${filter}`),
    // percentile_cont would leave exact decimals: the middle of the two middle values, which are one if the number is odd.
    median: () => sql`trim_scale((${ordered('')} + ${ordered(' desc')}) / 2)`,
  };
  return SQL[agg]();
}

/** The type of a measure's value: an empty place in another branch must be of it too. */
function resultType({ agg, path }: Measured): string {
  if (agg === 'count' || agg === 'countDistinct') return 'bigint';
  if (agg === 'sum' || agg === 'avg' || agg === 'median') return 'numeric';
  return path!.field.kind === 'date' ? 'text' : (path!.field.columnType ?? 'text');
}

/** As asked for; without that by the dimensions. Groups without a value come last. */
function orderSql(
  schema: Schema,
  shape: GroupsShape,
  dimensions: readonly Dimension[],
  measures: readonly Measured[],
): Sql {
  const orders = shape.sort.map(({ by, direction }, i) => {
    const dimension = dimensions.find(({ name }) => name === by);
    if (!dimension && !measures.some(({ name }) => name === by)) refuse('query.sortUnknown', ['sort', i, 'by'], { by });
    return dimension ? dimensionOrder(schema, dimension, direction) : ordered(identifier(by), direction);
  });
  const rest = dimensions.filter(({ name }) => !shape.sort.some(({ by }) => by === name));
  orders.push(...rest.map((dimension) => dimensionOrder(schema, dimension, 'asc')));
  return orders.length > 0 ? sql` order by ${join(orders, ', ')}` : raw('');
}

type Direction = GroupsShape['sort'][number]['direction'];
const ordered = (value: Sql, direction: Direction): Sql => sql`${value} ${raw(direction)} nulls last`;

/** A field whose values have an order of their own is sorted by it; values that are no longer among them follow. */
function dimensionOrder(schema: Schema, { name, path }: Dimension, direction: Direction): Sql {
  const { field } = path;
  const values = field.system ? undefined : schema.fieldTypes.get(field.type)?.order?.(field.options);
  const column = identifier(isLink(path) ? `${name}t` : name);
  const isText = isLink(path) || (field.columnType === 'text' && !isTime(path));
  const byValue = ordered(isText ? sql`${column} collate "zh-x-icu"` : column, direction);
  if (!values) return byValue;
  return sql`${ordered(sql`array_position(${values}::text[], ${column})`, direction)}, ${byValue}`;
}

// ---- the answer -------------------------------------------------------------------------------------------------------
function dimensionColumn({ name, path, grain }: Dimension, label: AnswerColumn['label'] | undefined): AnswerColumn {
  const { field } = path;
  return {
    name,
    label: label ?? dimensionLabel(path),
    role: 'dimension',
    kind: grain ? 'date' : field.kind,
    ...(grain ? { grain } : {}),
    field: { path: path.text, type: field.type, options: field.options },
  };
}

const COUNTS: ReadonlySet<string> = new Set(['count', 'countDistinct']);

function measureColumn({ name, agg, path }: Measured, label: AnswerColumn['label'] | undefined): AnswerColumn {
  const isSame = path !== undefined && !COUNTS.has(agg);
  return {
    name,
    label: label ?? measureLabel(agg, path?.field),
    role: 'measure',
    agg,
    kind: isSame ? path.field.kind : 'number',
    ...(isSame ? { field: { path: path.text, type: path.field.type, options: path.field.options } } : {}),
  };
}

function presenter(dimensions: readonly Dimension[], measures: readonly Measured[]): GroupsStatement['present'] {
  return (row) => {
    const answer: { [column: string]: Json } = {};
    let at = 0;
    for (const { name, path } of dimensions) {
      const value = (row[at] ?? null) as Json;
      answer[name] =
        isLink(path) && value !== null ? { id: value, title: (row[at + 1] as string | null) ?? '' } : value;
      at += isLink(path) ? 2 : 1;
    }
    for (const { name } of measures) {
      const value = row[at];
      answer[name] = value instanceof Date ? value.toISOString() : ((value ?? null) as Json);
      at += 1;
    }
    return answer;
  };
}
