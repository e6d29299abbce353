/**
 * Roll-ups. Whoever changes children locks the records they belong to in the order of their ids and then adds the
 * difference (count, sum, average) or asks the index (smallest, largest, list): exact in the transaction of the change,
 * and, because the lock is held until its end, whatever others do at the same time.
 */
import { compileExpression } from '../../expression/compile';
import type { Computation } from '../../kernel/contract';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { childrenOf } from './children';
import { environmentOf } from './formulas';
import { countColumn, inline, q, sumColumn, tableOf } from './names';

type Aggregate = Extract<Computation, { by: 'children' }>['aggregate'];
export interface Rollup {
  /** The record that shows it. */
  readonly entity: EntityModel;
  readonly field: FieldModel;
  readonly aggregate: Aggregate;
  readonly child: EntityModel;
  readonly link: FieldModel;
  readonly source: FieldModel | undefined;
  /** Which rows count, as SQL over a row of that name; line items have no trash. */
  counts(row: string): string;
  /** Columns of the child that decide about the value. */
  readonly columns: readonly string[];
}
/** A longer list is cut: it is for reading, not for reckoning. */
const LONGEST_LIST = 2000;

export const rollupsOf = (model: Model, entity: EntityModel): readonly Rollup[] =>
  entity.fields.flatMap((field) => {
    const computation = field.derived?.computation;
    return computation?.by === 'children' ? (makeRollup(model, entity, field, computation) ?? []) : [];
  });

function makeRollup(
  model: Model,
  entity: EntityModel,
  field: FieldModel,
  { children: text, aggregate, field: of, where }: Extract<Computation, { by: 'children' }>,
): Rollup | undefined {
  const children = childrenOf(model, entity, text);
  if (!children) return undefined;
  const { entity: child, link } = children;
  const source = of === undefined ? undefined : child.field(of);
  if (aggregate !== 'count' && (!source || source.column === null)) return undefined;
  const compiled = where ? compileExpression(where, { model, entity: child }, 'boolean') : undefined;
  if (compiled && !compiled.ok) return undefined;
  const uses = compiled?.expression.uses ?? [];
  const alive = child.parent ? [] : ['deleted_at'];
  return {
    entity,
    field,
    aggregate,
    child,
    link,
    source,
    counts: (row) =>
      [
        ...alive.map((column) => `${row}.${column} is null`),
        ...(compiled?.ok ? [inline(compiled.expression.toCondition(environmentOf(model, child, row)))] : []),
      ].join(' and ') || 'true',
    columns: [
      ...new Set([
        link.column!,
        ...alive,
        ...(source ? [source.column!] : []),
        ...uses.flatMap(({ steps }) => steps[0]!.field.column ?? []),
      ]),
    ],
  };
}

const decimalsOf = ({ options }: FieldModel): number => (typeof options.decimals === 'number' ? options.decimals : 10);
/** The factor gives the quotient twenty digits whatever the sizes are. */
const average = (field: FieldModel, sum: string, count: string): string =>
  `round((${sum}) * 1.00000000000000000000 / nullif(${count}, 0), ${decimalsOf(field)})`;

const from = (rollup: Rollup, parent: string): string =>
  `from ${tableOf(rollup.child)} c where c.${q(rollup.link.column!)} = ${parent}.id and ${rollup.counts('c')}`;
const value = ({ source }: Rollup, row: string): string => `${row}.${q(source!.column!)}`;

/** Columns and what they hold, computed anew from all children of the record `parent`. */
const FULL: { readonly [A in Aggregate]: (r: Rollup, parent: string) => readonly (readonly [string, string])[] } = {
  count: (r, p) => [[r.field.column!, `(select count(*) ${from(r, p)})`]],
  sum: (r, p) => [[r.field.column!, `(select coalesce(sum(${value(r, 'c')}), 0) ${from(r, p)})`]],
  avg: (r, p) => [
    [r.field.column!, `(select ${average(r.field, `sum(${value(r, 'c')})`, `count(${value(r, 'c')})`)} ${from(r, p)})`],
    [countColumn(r.field), `(select count(${value(r, 'c')}) ${from(r, p)})`],
    [sumColumn(r.field), `(select coalesce(sum(${value(r, 'c')}), 0) ${from(r, p)})`],
  ],
  min: (r, p) => [[r.field.column!, `(select min(${value(r, 'c')}) ${from(r, p)})`]],
  max: (r, p) => [[r.field.column!, `(select max(${value(r, 'c')}) ${from(r, p)})`]],
  list: (r, p) => [
    [
      r.field.column!,
      `(select left(string_agg(x.v, ', ' order by x.v collate "C"), ${LONGEST_LIST}) from (select distinct ${value(r, 'c')}::text as v ${from(r, p)} and ${value(r, 'c')} is not null) x)`,
    ],
  ],
};
export const fullOf = (rollup: Rollup, parent: string): readonly (readonly [string, string])[] =>
  FULL[rollup.aggregate](rollup, parent);

/** Of changed rows `r` with their `sign`: columns of the difference `d`, and what becomes of the record `p`. */
interface Delta {
  readonly columns: readonly string[];
  readonly sets: readonly (readonly [string, string])[];
}
const DELTA: { readonly [A in Aggregate]: (r: Rollup, at: number) => Delta } = {
  count: (r, at) => ({
    columns: [`sum(r.sign) filter (where ${r.counts('r')}) as a${at}`],
    sets: [[r.field.column!, `coalesce(p.${q(r.field.column!)}, 0) + coalesce(d.a${at}, 0)`]],
  }),
  sum: (r, at) => ({
    columns: [`sum(r.sign * ${value(r, 'r')}) filter (where ${r.counts('r')}) as a${at}`],
    sets: [[r.field.column!, `coalesce(p.${q(r.field.column!)}, 0) + coalesce(d.a${at}, 0)`]],
  }),
  avg(r, at) {
    const count = `coalesce(p.${q(countColumn(r.field))}, 0) + coalesce(d.n${at}, 0)`;
    const sum = `coalesce(p.${q(sumColumn(r.field))}, 0) + coalesce(d.s${at}, 0)`;
    const counted = `filter (where ${r.counts('r')} and ${value(r, 'r')} is not null)`;
    return {
      columns: [`sum(r.sign) ${counted} as n${at}`, `sum(r.sign * ${value(r, 'r')}) ${counted} as s${at}`],
      sets: [
        [r.field.column!, average(r.field, sum, count)],
        [countColumn(r.field), count],
        [sumColumn(r.field), sum],
      ],
    };
  },
  min: (r) => ({ columns: [], sets: fullOf(r, 'p') }),
  max: (r) => ({ columns: [], sets: fullOf(r, 'p') }),
  list: (r) => ({ columns: [], sets: fullOf(r, 'p') }),
};

/**
 * Nothing stands there while the values of all records are still being computed (or there is nothing to take the average
 * of): then the value is counted from scratch, so that what is stored is nothing or exact, never a difference alone.
 */
function orAnew(rollup: Rollup, sets: Delta['sets']): Delta['sets'] {
  const full = new Map(fullOf(rollup, 'p'));
  return sets.map(([column, to]) =>
    to === full.get(column)
      ? [column, to]
      : [column, `case when p.${q(rollup.field.column!)} is null then ${full.get(column)!} else ${to} end`],
  );
}

export type RowEvent = 'insert' | 'update' | 'delete';

/** What a change of children does to the records they belong to: all roll-ups over one relation at once. */
export function rollupBody(rollups: readonly Rollup[], event: RowEvent): string {
  const { entity, child, link } = rollups[0]!;
  const columns = [...new Set(rollups.flatMap((rollup) => rollup.columns))].map(q);
  const list = (row: string): string => columns.map((column) => `${row}.${column}`).join(', ');
  const belongs = q(link.column!);
  const changed = {
    insert: `select n.${belongs} as p from new_rows n`,
    delete: `select o.${belongs} as p from old_rows o`,
    update: `select unnest(array[n.${belongs}, o.${belongs}]) as p from new_rows n join old_rows o on o.id = n.id where row(${list('n')}) is distinct from row(${list('o')})`,
  }[event];
  const added = `select 1 as sign, ${list('n')} from new_rows n`;
  const taken = `select -1 as sign, ${list('o')} from old_rows o`;
  const rows = { insert: added, delete: taken, update: `${added} union all ${taken}` }[event];
  const deltas = rollups.map((rollup, at) => DELTA[rollup.aggregate](rollup, at));
  const difference = deltas.flatMap((delta) => delta.columns);
  const sets = deltas
    .flatMap((delta, at) => orAnew(rollups[at]!, delta.sets))
    .map(([column, to]) => `${q(column)} = ${to}`);
  return `
  select array_agg(distinct x.p) into ids from (${changed}) x where x.p is not null;
  if ids is not null then
    perform 1 from ${tableOf(entity)} where id = any(ids) order by id for no key update;
    update ${tableOf(entity)} p set ${sets.join(', ')}
      from (select ${[`r.${belongs} as id`, ...difference].join(', ')} from (${rows}) r where r.${belongs} = any(ids) group by 1) d
      where p.id = d.id;
  end if;
  -- children of ${child.id}`;
}

/** Columns that an average keeps beside itself. */
export const hiddenColumns = ({ aggregate, field }: Rollup): readonly (readonly [string, string])[] =>
  aggregate === 'avg'
    ? [
        [countColumn(field), 'bigint'],
        [sumColumn(field), 'numeric'],
      ]
    : [];

/** What a record without children has; '' for those of which nothing is left to take. */
export const emptyOf = ({ aggregate, field }: Rollup): string =>
  (EMPTY[aggregate]?.(field) ?? []).map((name) => `new.${q(name)} := coalesce(new.${q(name)}, 0);`).join(' ');
const EMPTY: { readonly [A in Aggregate]?: (field: FieldModel) => readonly string[] } = {
  count: ({ column }) => [column!],
  sum: ({ column }) => [column!],
  avg: (field) => [countColumn(field), sumColumn(field)],
};
