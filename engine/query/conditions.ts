/** Pass 3, for filters: conditions → SQL. Relative dates, "is me" and days of instants are parameters by now. */
import type { FieldComparison, FilterOperator, Sql } from '../kernel/contract';
import { isTree, treePathOf } from '../entity/derived/names';
import { refuse } from '../kernel/problems';
import { BLIND_PART } from '../kernel/secrets';
import { readRelativeDate, relativeRange } from './dates';
import { expressionSql } from './expressions';
import type { Comparison, Condition, Related } from './filter';
import type { Lifted } from './lift';
import { columnOf, sourceOf, titleOf } from './names';
import { escapeLike, ME, MY_DEPARTMENT, MY_PATH_AND_BELOW, ZONE } from './slots';
import type { Source } from './source';
import { join, raw, Slot, sql } from './sql';
import { PARAMETER, Values } from './values';

/** The tables a condition may speak of: the record, and the row of line items that is being counted, if one is. */
export interface Standing {
  readonly root: Source;
  readonly line?: { readonly field: string; readonly source: Source } | undefined;
}

export function conditionSql(condition: Condition, at: Standing): Sql {
  if ('all' in condition) return many(condition.all, at, ' and ', 'true');
  if ('any' in condition) return many(condition.any, at, ' or ', 'false');
  // "Not true" holds for nulls too: whoever is not in the east may have no region at all.
  if ('not' in condition) return sql`((${conditionSql(condition.not, at)}) is not true)`;
  if ('expression' in condition) return expressionSql(condition, at.root);
  if ('of' in condition) return relatedSql(condition, at.root);
  if ('lines' in condition) return linesSql(condition.lines, condition.some, at);
  return comparisonSql(condition, at.line && condition.path.lines ? at.line.source : at.root);
}

const many = (list: readonly Condition[], at: Standing, between: string, empty: string): Sql =>
  list.length === 0
    ? raw(empty)
    : sql`(${join(
        list.map((item) => conditionSql(item, at)),
        between,
      )})`;

/** Line items are asked by EXISTS, never joined, so that a record with three rows is still one record. */
function linesSql(
  lines: NonNullable<Comparison['path']['lines']>,
  some: Condition | null,
  { root, line }: Standing,
): Sql {
  if (some && line?.field === lines.id) return conditionSql(some, { root, line });
  if (!lines.child) throw new Error(`${lines.name} holds no line items.`);
  const source = root.beside(lines.child, 'x');
  const belongs = root.holds(source, lines);
  const where = some ? sql`${belongs} and ${conditionSql(some, { root, line: { field: lines.id, source } })}` : belongs;
  return sql`exists (select 1 from ${source.from()} where ${where})`;
}

/** Its rows, or the records that point to it: within the viewer's row scope, and seen with the viewer's rights. */
function relatedSql({ of, by, isNone, where }: Related, root: Source): Sql {
  const source = root.beside(of, `${root.alias}_v`);
  const belongs =
    'lines' in by ? root.holds(source, by.lines) : sql`${source.column(by.relation)} = ${root.named('id')}`;
  const all = where ? sql`${belongs} and ${conditionSql(where, { root: source })}` : belongs;
  return sql`${raw(isNone ? 'not ' : '')}exists (select 1 from ${source.from()} where ${all})`;
}

function comparisonSql(comparison: Comparison, start: Source): Sql {
  const { path, op } = comparison;
  const { field } = path;
  if (field.kind === 'lines') {
    const some = linesSql(field, null, { root: start });
    return op === 'isEmpty' ? sql`not ${some}` : some;
  }
  const target: Target = {
    comparison,
    column: columnOf(start, path),
    source: sourceOf(start, path),
    values: new Values(start.schema, field, comparison.place),
  };
  if (field.isEncrypted) return secretSql(target);
  const own = start.schema.fieldTypes.get(field.type)?.comparisons?.[op];
  if (own) return ownSql(target, own);
  if (field.columnType === 'text[]' || field.columnType === 'uuid[]') return listSql(target);
  if (field.columnType === 'timestamptz') return instantSql(target);
  return SCALAR[op](target);
}

interface Target {
  readonly comparison: Comparison;
  readonly column: Sql;
  readonly source: Source;
  readonly values: Values;
}
const parameter = ({ comparison: { path } }: Target): Sql => raw(PARAMETER[path.field.columnType ?? 'text']);
const one = (target: Target, lifted: Lifted): Sql => sql`${target.values.one(lifted!)}::${parameter(target)}`;
const list = (target: Target): Sql => sql`${target.values.many(target.comparison.value!)}::${parameter(target)}[]`;

const compare =
  (operator: string) =>
  (target: Target): Sql =>
    sql`${target.column} ${raw(operator)} ${one(target, target.comparison.value)}`;

const like =
  (make: (text: string) => string) =>
  (target: Target): Sql => {
    const { comparison, source, values, column } = target;
    const isLink = comparison.path.field.kind === 'record';
    const text = isLink ? titleOf(source, comparison.path.field) : column;
    return sql`${text} ilike ${values.pattern(comparison.value!, make)}`;
  };

const contains = like((text) => `%${escapeLike(text)}%`);

/** A text of no characters is no value either; forms never keep one, SQL of one's own may. */
const isEmpty = ({ column, comparison }: Target): Sql =>
  comparison.path.field.columnType === 'text' ? sql`(${column} is null or ${column} = '')` : sql`(${column} is null)`;

/** Encrypted values are found by an equal value only: by the blind index inside their stored text. */
function secretSql(target: Target): Sql {
  const { comparison, column, source, values } = target;
  const { op, value, path } = comparison;
  if (op === 'isEmpty' || op === 'notEmpty' || value === null) return SCALAR[op](target);
  const index = sql`split_part(${column}, ':', ${raw(String(BLIND_PART))})`;
  const list = values.many(value);
  const blind = new Slot((binding) => {
    const secrets = binding.secrets ?? source.schema.secrets ?? refuse('secrets.noKey');
    const place = { entity: source.entity.id, field: path.field.id };
    return (list.read(binding) as readonly unknown[]).map((one) => secrets.blind(place, String(one)));
  });
  const found = sql`${index} = any(${blind}::text[])`;
  return op === 'eq' || op === 'in' ? found : sql`((${found}) is not true)`;
}

/** A comparison the field type brings itself. */
function ownSql({ comparison: { value, path, place }, column }: Target, own: FieldComparison): Sql {
  const parameters = Array.from({ length: own.count }, (_, i) => {
    const read = (inputs: readonly unknown[]): unknown =>
      own.parameters(inputs[value!.input])?.[i] ??
      refuse('query.value', place, {
        label: path.field.label,
        value: JSON.stringify(inputs[value!.input])?.slice(0, 60),
      });
    return sql`${new Slot(({ inputs }) => read(inputs))}`;
  });
  return sql`(${own.sql(column, parameters)})`;
}

const notHere = ({ comparison: { path, op, place } }: Target): Sql =>
  refuse('query.operator', place, { label: path.field.label, op });

const SCALAR: { readonly [O in FilterOperator]: (target: Target) => Sql } = {
  eq: (t) => (t.comparison.value === null ? isEmpty(t) : compare('=')(t)),
  ne: (t) => (t.comparison.value === null ? sql`not ${isEmpty(t)}` : compare('is distinct from')(t)),
  lt: compare('<'),
  lte: compare('<='),
  gt: compare('>'),
  gte: compare('>='),
  between: (t) => sql`${t.column} between ${one(t, t.comparison.values[0]!)} and ${one(t, t.comparison.values[1]!)}`,
  in: (t) => sql`${t.column} = any(${list(t)})`,
  // Keeps records without a value: "not in the east" includes "nowhere".
  notIn: (t) => sql`((${t.column} = any(${list(t)})) is not true)`,
  contains,
  notContains: (t) => sql`((${contains(t)}) is not true)`,
  startsWith: like((text) => `${escapeLike(text)}%`),
  endsWith: like((text) => `%${escapeLike(text)}`),
  isEmpty,
  notEmpty: (t) => sql`not ${isEmpty(t)}`,
  isMe: (t) => sql`${t.column} = ${ME}`,
  myDepartment: myDepartmentSql,
  myDepartmentAndBelow: myDepartmentAndBelowSql,
  below: belowSql,
  relative: (t) => within(t, relativeDays(t), (slot) => sql`${slot}::date`),
  near: notHere,
  inRegion: notHere,
};

/** My department itself, or a person who belongs to it. */
function myDepartmentSql({ comparison, column, source }: Target): Sql {
  const { field } = comparison.path;
  const target = source.schema.model.entity(field.target ?? '');
  const department = target?.fields.find((f) => f.target === 'department');
  if (field.target === 'department' || !department) return sql`${column} = ${MY_DEPARTMENT}`;
  return sql`${source.to(field).column(department)} = ${MY_DEPARTMENT}`;
}

/** The same for my department and those below it. A person without a department has none. */
function myDepartmentAndBelowSql({ comparison, column, source }: Target): Sql {
  const { field } = comparison.path;
  const target = source.schema.model.entity(field.target ?? '');
  const department = target?.fields.find((f) => f.target === 'department');
  if (field.target === 'department') return sql`${source.to(field).named('path')} like ${MY_PATH_AND_BELOW}`;
  if (!department) return sql`${column} = ${MY_DEPARTMENT}`;
  return sql`${source.to(field).to(department).named('path')} like ${MY_PATH_AND_BELOW}`;
}

/** One range of the index on the paths. A record the viewer may not read is above nothing. */
function belowSql(t: Target): Sql {
  const { comparison, source } = t;
  const { field } = comparison.path;
  const target = source.schema.model.entity(field.target ?? '')!;
  const column = treePathOf(target)!;
  const top = source.beside(target, `${source.alias}_b`);
  const path = sql`(select ${top.named(column)} from ${top.from()} where ${top.named('id')} = ${one(t, comparison.value)})`;
  const place = isTree(field) ? source.named(column) : source.to(field).named(column);
  return sql`(${place} ~>=~ ${path} and ${place} ~<~ (${path} || '~'))`;
}

// ---- many choices, files, people ------------------------------------------------------------------------------------
function listSql(t: Target): Sql {
  const { column, comparison } = t;
  switch (comparison.op) {
    case 'isEmpty':
      return sql`coalesce(cardinality(${column}), 0) = 0`;
    case 'notEmpty':
      return sql`cardinality(${column}) > 0`;
    case 'isMe':
      return sql`${column} @> array[${ME}]::uuid[]`;
    case 'contains':
      return sql`${column} @> ${list(t)}`;
    case 'in':
      return sql`${column} && ${list(t)}`;
    case 'notIn':
      return sql`((${column} && ${list(t)}) is not true)`;
    case 'eq':
    case 'ne': {
      const wanted = comparison.value === null ? raw("'{}'") : list(t);
      const same = sql`(coalesce(${column}, '{}') @> ${wanted} and coalesce(${column}, '{}') <@ ${wanted})`;
      return comparison.op === 'eq' ? same : sql`not ${same}`;
    }
    default:
      return refuse('query.operator', comparison.place, { label: comparison.path.field.label, op: comparison.op });
  }
}

// ---- dates and instants -----------------------------------------------------------------------------------------------
interface Days {
  readonly from: Slot;
  readonly until: Slot;
}
function relativeDays({ comparison }: Target): Days {
  const { value, path, place } = comparison;
  const range = (end: 'from' | 'until'): Slot =>
    new Slot(({ inputs, now, viewer }) => {
      const given = inputs[value!.input];
      const relative = readRelativeDate(given);
      if (!relative) {
        return refuse('query.value', place, { label: path.field.label, value: JSON.stringify(given).slice(0, 60) });
      }
      return relativeRange(relative, now, viewer.timeZone)[end];
    });
  return { from: range('from'), until: range('until') };
}

const within = ({ column }: Target, days: Days, edge: (slot: Slot) => Sql): Sql =>
  sql`(${column} >= ${edge(days.from)} and ${column} < ${edge(days.until)})`;

/** Midnight of a day in the viewer's time zone, `plus` days later. The index on the column stays usable. */
const midnight = (slot: Slot, plus = 0): Sql =>
  sql`((${slot}::date + ${raw(String(plus))})::timestamp at time zone ${ZONE})`;

/** An instant compared with a day means the whole day, as the viewer's clock has it. */
function instantSql(t: Target): Sql {
  const { column, comparison, values } = t;
  if (comparison.op === 'relative') return within(t, relativeDays(t), (slot) => midnight(slot));
  if (comparison.op === 'between') {
    const [low, high] = comparison.values as readonly [Lifted, Lifted];
    return sql`(${bound(t, low, '>=', 0)} and ${bound(t, high, '<=', 1)})`;
  }
  if (comparison.value?.$ !== 'd') return SCALAR[comparison.op](t);
  const day = values.day(comparison.value);
  const onDay = sql`(${column} >= ${midnight(day)} and ${column} < ${midnight(day, 1)})`;
  switch (comparison.op) {
    case 'eq':
      return onDay;
    case 'ne':
      return sql`(${onDay} is not true)`;
    case 'lt':
      return sql`${column} < ${midnight(day)}`;
    case 'gte':
      return sql`${column} >= ${midnight(day)}`;
    case 'lte':
      return sql`${column} < ${midnight(day, 1)}`;
    case 'gt':
      return sql`${column} >= ${midnight(day, 1)}`;
    default:
      return SCALAR[comparison.op](t);
  }
}

/** One end of `between`: a day is taken whole, an instant to the instant. */
function bound(t: Target, lifted: Lifted, operator: '>=' | '<=', plus: 0 | 1): Sql {
  if (lifted?.$ !== 'd') return sql`${t.column} ${raw(operator)} ${one(t, lifted)}`;
  return sql`${t.column} ${raw(plus === 0 ? '>=' : '<')} ${midnight(t.values.day(lifted), plus)}`;
}
