/** What changed, for the history: by field id, so that a rename keeps it readable. */
import { isWritten } from '../../kernel/fields';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { sealed } from '../secrets/values';
import { isCaptured } from './captured';
import { lineFields } from './statements';
import { isBlank, sameRow, type Row, type Values, type WriteSchema } from './receive';

export interface FieldChange {
  readonly before: unknown;
  readonly after: unknown;
}
/** Field id → before and after. Of line items only the rows that differ, their cells by column id. */
export type Changes = { readonly [fieldId: string]: FieldChange };

/** What a change of a record may change: what people may fill in, and by which form it was captured. */
export const isChangeable = (field: FieldModel): boolean => (!field.system && !field.derived) || isCaptured(field);

/** @param record id of the record: encrypted values are bound to it */
export function changesOf(
  schema: WriteSchema,
  entity: EntityModel,
  record: string,
  before: Values,
  after: Values,
): Changes {
  const kept = (field: FieldModel, value: unknown): unknown =>
    sealed(schema, { entity, field, record }, value, 'history');
  const changes: { [fieldId: string]: FieldChange } = {};
  for (const field of entity.fields) {
    if (!isChangeable(field) || !(field.name in after)) continue;
    const [old, now] = [before[field.name] ?? null, after[field.name] ?? null];
    if (isBlank(old) && isBlank(now)) continue;
    changes[field.id] = field.child
      ? rowChanges(schema, field, old, now)
      : { before: kept(field, old), after: kept(field, now) };
  }
  return changes;
}

function rowChanges(schema: WriteSchema, field: FieldModel, before: unknown, after: unknown): FieldChange {
  const child = field.child!;
  const old = (before as readonly Row[] | null) ?? [];
  const now = (after as readonly Row[] | null) ?? [];
  const differs = (row: Row, place: number, others: readonly Row[]): boolean => {
    const at = others.findIndex((other) => other.id === row.id);
    return at !== place || !sameRow(schema, child, row, others[at]!);
  };
  const keep = (rows: readonly Row[], others: readonly Row[]): unknown[] =>
    rows.flatMap((row, i) => (differs(row, i, others) ? [cellsById(child, row, i)] : []));
  return { before: keep(old, now), after: keep(now, old) };
}

const cellsById = (child: EntityModel, row: Row, position: number): { readonly [key: string]: unknown } => ({
  id: row.id,
  position: position + 1,
  ...Object.fromEntries(
    child.fields.filter((f) => isWritten(f) && !isBlank(row[f.name])).map((f) => [f.id, row[f.name]]),
  ),
});

/** The rows of line items as they are written: which to write, which to delete. New rows get their ids here. */
export function linesToWrite(
  schema: WriteSchema,
  field: FieldModel,
  parent: string,
  before: unknown,
  after: unknown,
): { readonly write: readonly { readonly [column: string]: unknown }[]; readonly gone: readonly string[] } {
  const child = field.child!;
  const old = (before as readonly Row[] | null) ?? [];
  const now = (after as readonly Row[] | null) ?? [];
  const places = new Map(old.map((row, i) => [row.id!, i]));
  const write = now.flatMap((row, i) => {
    const place = places.get(row.id!);
    const isSame = place === i && sameRow(schema, child, row, old[place]!);
    return isSame
      ? []
      : [{ ...columnsOf(schema, child, row.id!, row), id: row.id, parent_id: parent, position: i + 1 }];
  });
  const kept = new Set(now.map((row) => row.id));
  return { write, gone: old.flatMap((row) => (kept.has(row.id) ? [] : [row.id!])) };
}

/**
 * Values by column name, as `json_to_recordset` takes them; encrypted ones as they are kept.
 * @param fields those that are wanted; all without it
 */
export const columnsOf = (
  schema: WriteSchema,
  entity: EntityModel,
  record: string,
  values: Values,
  fields: readonly FieldModel[] = entity.fields,
): { [column: string]: unknown } =>
  Object.fromEntries(
    fields
      .filter((field) => isWritten(field) || (fields !== entity.fields && isCaptured(field)))
      .map((field) => [field.column!, sealed(schema, { entity, field, record }, values[field.name] ?? null)]),
  );

/** Printable ASCII without what JSON, or COPY, writes in another way. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * `changesOf` of a new record, as JSON text. Written straight away: as an object that JSON.stringify takes apart again it
 * takes three times as long, and an import does it for every line.
 * @param escape what is done to the parts of the text that are not plain (ids of fields are: letters, digits and `_`)
 */
export function firstChanges(
  schema: WriteSchema,
  entity: EntityModel,
  record: string,
  values: Values,
  escape: (json: string) => string = (json) => json,
): string {
  let text = '{';
  for (const { field, prefix } of partsOf(entity)) {
    const value = values[field.name] ?? null;
    if (isBlank(value)) continue;
    if (text.length > 1) text += ',';
    text += prefix;
    if (typeof value === 'string' && !field.isEncrypted && PLAIN.test(value)) text += `"${value}"}`;
    else if (field.child) text += escape(`${JSON.stringify(rowChanges(schema, field, null, value).after)}}`);
    else text += escape(`${JSON.stringify(sealed(schema, { entity, field, record }, value, 'history'))}}`);
  }
  return `${text}}`;
}
const parts = new WeakMap<EntityModel, readonly { readonly field: FieldModel; readonly prefix: string }[]>();
function partsOf(entity: EntityModel) {
  let known = parts.get(entity);
  if (!known) {
    const fields = entity.fields.filter((field) => !field.system && !field.derived);
    known = fields.map((field) => ({
      field,
      prefix: `${JSON.stringify(field.id)}:{"before":${field.child ? '[]' : 'null'},"after":`,
    }));
    parts.set(entity, known);
  }
  return known;
}

/** Gives new rows of line items an id. */
export const withRowIds = (entity: EntityModel, values: Values, makeId: () => string): Values => {
  const lines = lineFields(entity);
  if (lines.length === 0) return values;
  const filled: { [field: string]: unknown } = { ...values };
  for (const field of lines) {
    const rows = filled[field.name];
    if (Array.isArray(rows)) {
      filled[field.name] = rows.map((row: Row) => (row.id === undefined ? { ...row, id: makeId() } : row));
    }
  }
  return filled;
};
