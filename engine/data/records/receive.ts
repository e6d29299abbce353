/** What a caller sent → canonical values of fields the caller may write, and every problem on the way. */
import { isAtLeast, type Access } from '../../access/access';
import { maskValue } from '../../access/mask';
import type { FieldType } from '../../kernel/contract';
import { isMasked } from '../../kernel/api-shapes';
import { isUnreadable } from '../../kernel/api-shapes';
import { isObject, isPrototypeKey, sameJson } from '../../kernel/json';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import type { Secrets } from '../../kernel/secrets';

/** Canonical values by present field name: decimals as text, relations as ids, line items as rows `{id?, …}`. */
export type Values = { readonly [field: string]: unknown };
export type Row = { readonly id?: string; readonly [field: string]: unknown };
export interface WriteSchema {
  readonly model: Model;
  readonly access: Access;
  readonly fieldTypes: ReadonlyMap<string, FieldType>;
  readonly secrets?: Secrets | undefined;
}
/** Which fields a write may touch: those the viewer may edit, exactly these, or any. */
export type Editable = 'rights' | 'any' | readonly string[];

/** No value is longer, whatever its type says; a document belongs into a file. */
const LONGEST_TEXT = 200_000;
/** PostgreSQL keeps no NUL and no half of a surrogate pair. */
const UNKEEPABLE = /[\0\p{Cs}]/u;
/** Found in a fifth of the time, and in few texts. */
const SUSPECT = /[\0\ud800-\udfff]/;

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

export interface Received {
  /** Only fields that differ from `current`. */
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/**
 * An object in which nothing is found but what was put there. Its prototype is empty instead of missing: one without is
 * kept by V8 as a hash table, and takes three times as long to fill and to read.
 */
const Bag = function () {} as unknown as new () => { [field: string]: unknown };
Bag.prototype = Object.create(null) as object;

/** @param current the stored values of an update; a value equal to it is no change, and needs no right */
export function receive(
  schema: WriteSchema,
  entity: EntityModel,
  sent: unknown,
  editable: Editable,
  current: Values | undefined,
): Received {
  if (!isObject(sent)) return { values: {}, problems: [problem('record.values', ['values'])] };
  const values = new Bag();
  const problems: Problem[] = [];
  for (const key of Object.keys(sent)) {
    const field = isPrototypeKey(key) ? undefined : entity.field(key);
    if (!field || !isKnown(schema, entity, field, editable)) {
      problems.push(problem('record.unknownField', ['values', key.slice(0, 100)], { field: key.slice(0, 100) }));
      continue;
    }
    const isEditable = mayEdit(schema, entity, field, editable);
    // A form sends back what it was shown.
    if (current && isMasked(sent[key]) && !isEditable) continue;
    if (field.derived) {
      problems.push(...derivedProblems(field, sent[key], key, current));
      continue;
    }
    const found = normalize(schema, field, sent[key], ['values', key], problems);
    if (found === INVALID) continue;
    if (current && isNoChange(schema, entity, field, isEditable, found, current)) continue;
    const refused = isEditable
      ? maskProblem(schema, field, found, key, current)
      : problem('record.notEditable', ['values', key], { label: field.label });
    if (refused) problems.push(refused);
    else values[field.name] = found;
  }
  return { values, problems };
}

/** Whether a value is what is stored; told to those who may read it only: "no change" would confirm a guess of what is masked. */
const isNoChange = (
  schema: WriteSchema,
  entity: EntityModel,
  field: FieldModel,
  isEditable: boolean,
  sent: unknown,
  current: Values,
): boolean =>
  (isEditable || isAtLeast(schema.access.right(entity, field), 'read')) &&
  sameValue(schema, field, sent, current[field.name] ?? null);

/** What somebody else was shown in place of the stored value (in a file, a picture, a message) is not the value. */
function maskProblem(
  schema: WriteSchema,
  field: FieldModel,
  sent: unknown,
  key: string,
  current: Values | undefined,
): Problem | undefined {
  const stored = current?.[field.name];
  if (typeof sent !== 'string' || !sent.includes('**') || typeof stored !== 'string') return undefined;
  const { masked } = maskValue(schema.fieldTypes.get(field.type), field, stored);
  return masked === sent ? problem('record.isMask', ['values', key], { label: field.label, value: sent }) : undefined;
}

/** Whoever changes a record may send back what was read; for a new one a computed value is somebody's mistake. */
const derivedProblems = (field: FieldModel, value: unknown, key: string, current: Values | undefined): Problem[] =>
  current || isBlank(value) ? [] : [problem('record.derived', ['values', key], { label: field.label })];

const isKnown = (schema: WriteSchema, entity: EntityModel, field: FieldModel, editable: Editable): boolean =>
  editable === 'any' || isNamed(editable, field) || schema.access.right(entity, field) !== 'none';

const isNamed = (editable: Editable, field: FieldModel): boolean =>
  typeof editable === 'object' && editable.includes(field.name);

export function mayEdit(schema: WriteSchema, entity: EntityModel, field: FieldModel, editable: Editable): boolean {
  if (field.system || field.derived) return false;
  if (editable === 'any') return true;
  return editable === 'rights' ? schema.access.right(entity, field) === 'edit' : isNamed(editable, field);
}

const INVALID = Symbol('invalid');

function normalize(
  schema: WriteSchema,
  field: FieldModel,
  value: unknown,
  path: readonly (string | number)[],
  problems: Problem[],
): unknown {
  if (field.child) return normalizeRows(schema, field, value, path, problems);
  // What the caller could not read stays as it is.
  if (field.isEncrypted && isUnreadable(value)) return INVALID;
  const wrong = unkeepable(value, 0);
  if (wrong) {
    problems.push(problem(wrong, path, { label: field.label }));
    return INVALID;
  }
  const type = schema.fieldTypes.get(field.type);
  const normal = type?.normalize && !field.system ? type.normalize(value, field.options) : value;
  return isBlank(normal) ? null : normal;
}

/** Texts that no field can hold are told here, before anything is done with them. */
function unkeepable(value: unknown, depth: number): 'record.tooLong' | 'record.unkeepable' | undefined {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) return 'record.tooLong';
    return SUSPECT.test(value) && UNKEEPABLE.test(value) ? 'record.unkeepable' : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > 8) return 'record.tooLong';
  for (const [key, item] of Object.entries(value)) {
    const wrong = unkeepable(item, depth + 1) ?? unkeepable(key, depth + 1);
    if (wrong) return wrong;
  }
  return undefined;
}

function normalizeRows(
  schema: WriteSchema,
  field: FieldModel,
  value: unknown,
  path: readonly (string | number)[],
  problems: Problem[],
): unknown {
  if (isBlank(value)) return null;
  const child = field.child!;
  const type = schema.fieldTypes.get(field.type);
  const wrong = type?.check(value, field.options) ?? [];
  if (wrong.length > 0 || !Array.isArray(value)) {
    problems.push(...wrong.map((p) => ({ ...p, path: [...path, ...p.path], data: { label: field.label, ...p.data } })));
    return INVALID;
  }
  return value.map((row: unknown, i) => {
    const normal: { [field: string]: unknown } = {};
    for (const [key, cell] of Object.entries(row as object)) {
      const column = isPrototypeKey(key) ? undefined : child.field(key);
      if (!column) {
        problems.push(problem('record.unknownField', [...path, i, key.slice(0, 100)], { field: key.slice(0, 100) }));
      } else if (column.system === 'id') {
        if (!isBlank(cell)) normal.id = cell;
      } else if (!column.system && !column.derived) {
        const found = normalize(schema, column, cell, [...path, i, key], problems);
        if (found !== INVALID) normal[column.name] = found;
      }
    }
    return normal;
  });
}

/** Do two canonical values mean the same? Decimals and instants by value, not by how they are written. */
export function sameValue(schema: WriteSchema, field: FieldModel, a: unknown, b: unknown): boolean {
  // A computed value is nobody's change.
  if (field.derived) return true;
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (field.child && Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((row, i) => sameRow(schema, field.child!, row as Row, b[i] as Row));
  }
  if (field.kind === 'datetime') return Date.parse(String(a)) === Date.parse(String(b));
  if (field.kind === 'number') return decimalOf(schema, field, a) === decimalOf(schema, field, b);
  if (field.kind === 'record') return idOf(a) === idOf(b);
  return sameJson(a, b);
}

const idOf = (value: unknown): unknown => (isObject(value) ? value.id : value);
const decimalOf = (schema: WriteSchema, field: FieldModel, value: unknown): string =>
  String(schema.fieldTypes.get(field.type)?.normalize?.(value, field.options) ?? value);

export const sameRow = (schema: WriteSchema, child: EntityModel, a: Row, b: Row): boolean =>
  a.id === b.id &&
  child.fields.every(
    (column) => column.system || sameValue(schema, column, a[column.name] ?? null, b[column.name] ?? null),
  );
