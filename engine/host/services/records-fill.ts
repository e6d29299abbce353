/** Values of a write that are filled in from the records it chooses, read with the writer's own eyes. */
import { mayRead } from '../../access/access';
import type { Runner } from '../../data/run';
import type { Values } from '../../data/records/receive';
import { compileExpression } from '../../expression/compile';
import { chosenIn, fillWrite, needsOf, type Fill, type FillableWrite } from '../../form/fills';
import type { FormPlan } from '../../form/plan';
import type { RelatedRecord, RelatedRecords } from '../../form/state';
import { isObject, isPrototypeKey } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Asking } from '../../query/compile';
import type { Schema } from '../../query/source';
import type { ToPrepare } from './records-context';
import { loadManyRelated } from './records-read';

interface Filling {
  readonly plan: FormPlan;
  readonly runner: Runner;
  readonly reader: Schema;
  readonly viewer: Asking['viewer'];
  readonly now: Date;
}

/**
 * The writes with what their chosen records fill in. One question for each relation that changed, whatever the number of
 * writes; a relation that is filled in itself costs another round.
 */
export async function filledIn(at: Filling, rows: readonly ToPrepare[]): Promise<readonly ToPrepare[]> {
  const fills = at.plan.fills.filter((fill) => mayTake(at, fill));
  let filled = rows;
  let related: RelatedRecords = {};
  for (let round = 0; round <= fills.length; round += 1) {
    const wanted = missing(fills, filled, related);
    if (wanted.size === 0) break;
    related = await read(at, fills, wanted, related);
    filled = rows.map((row) => ({
      ...row,
      values: fillWrite(fills, at.plan.types, fillable(at.plan.entity, row), related),
    }));
  }
  return filled;
}

/** Whether every field on the way may be read. */
function mayTake({ plan, reader }: Filling, { relation, list, from }: Fill): boolean {
  const entity = list?.child ?? plan.entity;
  const isVisible = (of: EntityModel, field: FieldModel): boolean => mayRead(reader.access, of, field);
  const target = relation.target === undefined ? undefined : reader.model.entity(relation.target);
  if (!target || entity.field(relation.name) === undefined) return false;
  return compileExpression(from, { entity: target, model: reader.model, isVisible }).ok;
}

/** Records that were chosen and not read yet, by relation. */
function missing(fills: readonly Fill[], rows: readonly ToPrepare[], known: RelatedRecords) {
  const wanted = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [key, ids] of chosenIn(fills, row)) {
      for (const id of ids) {
        if (known[key] && Object.hasOwn(known[key], id)) continue;
        wanted.set(key, (wanted.get(key) ?? new Set()).add(id));
      }
    }
  }
  return wanted;
}

async function read(
  { runner, reader, viewer, now }: Filling,
  fills: readonly Fill[],
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
  known: RelatedRecords,
): Promise<RelatedRecords> {
  const related: { [key: string]: { readonly [id: string]: RelatedRecord } } = { ...known };
  for (const { key, field, paths } of needsOf(fills)) {
    const ids = [...(wanted.get(key) ?? [])];
    const entity = field.target === undefined ? undefined : reader.model.entity(field.target);
    if (!entity || ids.length === 0) continue;
    const found = await loadManyRelated({ runner, schema: reader, by: { viewer, now } }, entity, ids, paths);
    // What cannot be read is asked for once; nothing is taken from it.
    const unread = ids.filter((id) => !found.has(id)).map((id) => [id, { id }]);
    const records = [...found].map(([id, record]) => [id, { ...record, id }]);
    related[key] = { ...related[key], ...Object.fromEntries([...records, ...unread]) };
  }
  return related;
}

/** A write with what its sender named: fields, and cells of the rows as they were sent. */
function fillable(entity: EntityModel, { values, before, sent }: ToPrepare): FillableWrite {
  const named = byName(entity, sent);
  const lists = new Map<FieldModel, readonly Values[]>();
  const rowOf = (list: FieldModel, row: number): Values => {
    let rows = lists.get(list);
    if (!rows) lists.set(list, (rows = rowsSent(named[list.name]).map((one) => byName(list.child!, one))));
    return rows[row] ?? {};
  };
  return {
    values,
    before,
    isGiven: (field, list, row) => Object.hasOwn(list ? rowOf(list, row) : named, field.name),
  };
}

const rowsSent = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);

/** By present names. */
const byName = (entity: EntityModel, sent: unknown): Values =>
  Object.fromEntries(
    Object.entries(isObject(sent) ? sent : {}).flatMap(([key, value]) => {
      const field = isPrototypeKey(key) ? undefined : entity.field(key);
      return field ? [[field.name, value]] : [];
    }),
  );
