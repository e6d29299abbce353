/**
 * Values filled in from the record that a relation points to. What choosing a record fills is decided here, for every
 * door: the browser asks change by change (`Filling`), the server once for a write (`fillWrite`).
 */
import { compileExpression, type Expression } from '../expression/compile';
import { isMasked, isUnreadable } from '../kernel/api-shapes';
import type { FormDocument } from '../kernel/documents.generated';
import { isObject } from '../kernel/json';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import type { RowFormulas } from './formulas';
import { keyOf, type Calculation, type Key, type RelatedNeed, type Scoped } from './plan';
import { normalizeValue, ownField, type FieldTypes, type Values } from './record';
import type { RelatedRecords } from './state';
import { isBlank } from './values';

export type FillUse = NonNullable<FormDocument['fills']>[number];

/** A value that is taken over when a record is chosen. */
export interface Fill extends Scoped {
  readonly id: string;
  readonly mode: 'snapshot' | 'ask';
  readonly relation: FieldModel;
  /** Of the relation: `client`, `items.product`. */
  readonly key: Key;
  /** The field or column that takes the value. */
  readonly field: FieldModel;
  readonly from: string;
}
/** A look-up that is shown as soon as the record is chosen. */
export interface LiveFill extends Scoped {
  readonly relation: FieldModel;
  readonly key: Key;
  readonly field: FieldModel;
  readonly from: string;
  readonly value: Expression;
}
export interface CompiledFills {
  readonly fills: readonly Fill[];
  readonly live: readonly LiveFill[];
}

/** Both ends of a fill in the entity; undefined: something it names is not there. */
export function endsOf(
  use: FillUse,
  entity: EntityModel,
): { readonly of: EntityModel; readonly list: FieldModel | undefined; relation?: FieldModel; field?: FieldModel } {
  const [list] = use.scope === undefined ? [] : ownField(entity, use.scope);
  const of = (use.scope === undefined ? entity : list?.child) ?? undefined;
  if (!of) return { of: entity, list };
  const [relation] = ownField(of, use.relation);
  const [field] = ownField(of, use.to);
  return { of, list, ...(relation && { relation }), ...(field && { field }) };
}

/** What is filled, compiled; what cannot be is left out (`checkFills` reports it before anything is published). */
export function compileFills(form: FormDocument, entity: EntityModel, model: Model): CompiledFills {
  const fills: Fill[] = [];
  const live: LiveFill[] = [];
  for (const use of form.fills ?? []) {
    const { of, list, relation, field } = endsOf(use, entity);
    if (!relation || !field || relation.kind !== 'record' || (use.scope !== undefined && !list?.child)) continue;
    const value = compileExpression(`${relation.name}.${use.from}`, { entity: of, model });
    if (!value.ok) continue;
    const at = { list, relation, key: keyOf(relation, list), field, from: use.from };
    if (use.mode === 'live') live.push({ ...at, value: value.expression });
    else if (!field.derived) fills.push({ ...at, id: use.id, mode: use.mode });
  }
  return { fills: inOrder(fills), live };
}

/** A relation that is filled in comes before what is filled in along it. */
function inOrder(fills: readonly Fill[]): readonly Fill[] {
  const done: Fill[] = [];
  const visit = (fill: Fill, open: readonly Fill[]): void => {
    if (done.includes(fill) || open.includes(fill)) return;
    for (const before of fills) {
      if (before.list === fill.list && before.field === fill.relation) visit(before, [...open, fill]);
    }
    done.push(fill);
  };
  fills.forEach((fill) => visit(fill, []));
  return done;
}

/** Look-ups of the record as calculations: they always hold. Those of rows are columns computed in their rows. */
export function liveCalculations(live: readonly LiveFill[], entity: EntityModel, model: Model): readonly Calculation[] {
  const always = compileExpression('true', { entity, model }, 'boolean');
  if (!always.ok) return [];
  return live.map(({ key: _key, list, field, value }) => ({
    key: keyOf(field, list),
    field,
    list,
    assignments: [{ rule: undefined, when: always.expression, value, on: 'always' }],
    clear: 'keep',
    show: [],
    isFormula: list !== undefined,
  }));
}

/** The computed columns with the look-ups in front of the formulas that read them. */
export function withLiveColumns(formulas: readonly RowFormulas[], live: readonly LiveFill[]): readonly RowFormulas[] {
  const lists = new Set([...formulas.map(({ field }) => field), ...live.flatMap(({ list }) => list ?? [])]);
  return [...lists].map((list) => ({
    field: list,
    formulas: [
      ...live.flatMap((one) => (one.list === list ? [{ field: one.field, expression: one.value }] : [])),
      ...(formulas.find(({ field }) => field === list)?.formulas ?? []),
    ],
  }));
}

/** What is read of the records that are chosen, relation by relation. */
export function needsOf(fills: readonly Pick<Fill, 'key' | 'relation' | 'list' | 'from'>[]): readonly RelatedNeed[] {
  const needs = new Map<Key, RelatedNeed & { readonly paths: string[] }>();
  for (const { key, relation, list, from } of fills) {
    const need = needs.get(key) ?? { key, field: relation, list, paths: [] };
    if (!need.paths.includes(from)) need.paths.push(from);
    needs.set(key, need);
  }
  return [...needs.values()];
}

/** The id a relation points to; undefined: none. */
export function linkId(value: unknown): string | undefined {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * What a fill takes of a record, in canonical form for its field; undefined: nothing may be known of it. A relation
 * stays the link it was read as.
 */
export function takenFrom({ from, field }: Pick<Fill, 'from' | 'field'>, record: Values, types: FieldTypes): unknown {
  let value: unknown = record;
  for (const step of from.split('.')) {
    if (value === null || value === undefined) break;
    value = isObject(value) ? value[step] : undefined;
  }
  if (value === undefined || isMasked(value) || isUnreadable(value)) return undefined;
  if (field.kind === 'record' && isObject(value)) return value;
  const type = types.get(field.type);
  const fitted = type?.fit && value !== null ? type.fit(value, field.options) : value;
  return normalizeValue(field, fitted, types);
}

/** A write as it is to be filled: what it is to be, what it was, and which values its sender named. */
export interface FillableWrite {
  readonly values: Values;
  /** undefined: a new record. */
  readonly before: Values | undefined;
  /** Whether the sender named this value; of line items with their row. */
  isGiven(field: FieldModel, list: FieldModel | undefined, row: number): boolean;
}

const rowsIn = (values: Values | undefined, list: FieldModel): readonly Values[] => {
  const rows = values?.[list.name];
  return Array.isArray(rows) ? (rows as readonly Values[]) : [];
};

/** The relations of a write that point to another record than before: their ids by key. */
export function chosenIn(fills: readonly Fill[], { values, before }: Omit<FillableWrite, 'isGiven'>) {
  const ids = new Map<Key, Set<string>>();
  for (const { key, relation, list } of fills) {
    const olds = list ? new Map(rowsIn(before, list).map((row) => [row.id, row])) : undefined;
    for (const row of list ? rowsIn(values, list) : [values]) {
      const id = linkId(row[relation.name]);
      const old = list ? (row.id === undefined ? undefined : olds?.get(row.id)) : before;
      if (id === undefined || id === linkId(old?.[relation.name])) continue;
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
  }
  return ids;
}

/**
 * The values of a write with what its chosen records fill. A value the sender named is the record's own. `ask` has nobody
 * to ask here: it fills what is empty. A relation may be filled in and fill in turn, as far as `related` has been read.
 */
export function fillWrite(
  fills: readonly Fill[],
  types: FieldTypes,
  write: FillableWrite,
  related: RelatedRecords,
): Values {
  const { before, isGiven } = write;
  const filled = (one: Values, old: Values | undefined, list: FieldModel | undefined, row: number): Values => {
    let now = one;
    for (const fill of fills) {
      const id = linkId(now[fill.relation.name]);
      if (fill.list !== list || id === undefined || id === linkId(old?.[fill.relation.name])) continue;
      // Of what is new nothing stands there but a default.
      const isKept = fill.mode === 'ask' && old !== undefined && !isBlank(now[fill.field.name]);
      if (isKept || isGiven(fill.field, list, row)) continue;
      const record = related[fill.key]?.[id];
      const value = record && takenFrom(fill, record, types);
      if (value === undefined) continue;
      now = { ...now, [fill.field.name]: normalizeValue(fill.field, value, types) };
    }
    return now;
  };
  let values = filled(write.values, before, undefined, 0);
  for (const list of new Set(fills.flatMap((fill) => fill.list ?? []))) {
    const olds = new Map(rowsIn(before, list).map((row) => [row.id, row]));
    const targets = fills.filter((fill) => fill.list === list).map(({ field }) => field.name);
    const rows = rowsIn(values, list).map((row, index) => {
      const old = row.id === undefined ? undefined : olds.get(row.id);
      const made = filled(row, old, list, index);
      // A cell that is filled in and was not sent is not taken away.
      const kept = old ? targets.filter((name) => made[name] === undefined && old[name] !== undefined) : [];
      return kept.length > 0 ? { ...made, ...Object.fromEntries(kept.map((name) => [name, old![name]])) } : made;
    });
    if (rows.some((row, index) => row !== rowsIn(values, list)[index])) values = { ...values, [list.name]: rows };
  }
  return values;
}
