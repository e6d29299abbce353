/**
 * Many new records as COPY takes them: the records, their line items and their history, each a statement and its lines.
 * Of 1,000 records of 8 columns PostgreSQL's part is 25 ms so (history and indexes included), as one INSERT from lists 33.
 */
import { quoteIdentifier as q, quoteTable } from '../../entity/identifiers';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { COPY_NULL, CopyLines, copyText } from '../copy';
import { sealed } from '../secrets/values';
import { firstChanges, linesToWrite } from './changes';
import { CAPTURED, type CapturedWith } from './captured';
import type { Values, WriteSchema } from './receive';
import { lineFields, writtenFields } from './statements';

export interface NewRecord {
  readonly id: string;
  readonly values: Values;
}
export interface Bulk {
  readonly text: string;
  readonly body: Uint8Array;
}
/** Who writes them, when and how. */
export interface Writer {
  readonly now: Date;
  readonly person: string;
  readonly departmentPath: string;
  readonly door: string;
  readonly source: string | null;
  readonly captured: CapturedWith | undefined;
}

/** Records first: line items point to them. */
export function bulkOf(
  schema: WriteSchema,
  entity: EntityModel,
  records: readonly NewRecord[],
  writer: Writer,
): readonly Bulk[] {
  return [
    recordsOf(schema, entity, records, writer),
    historyOf(schema, entity, records, writer),
    ...lineFields(entity).map((field) => itemsOf(schema, field, records)),
  ].filter(({ body }) => body.length > 0);
}

const copyInto = (table: string, columns: readonly string[]): string =>
  `copy ${table} (${columns.join(', ')}) from stdin`;
const columnsOf = (fields: readonly FieldModel[]): string[] => fields.map((field) => q(field.column!));

function recordsOf(
  schema: WriteSchema,
  entity: EntityModel,
  records: readonly NewRecord[],
  { now, person, departmentPath, captured }: Writer,
): Bulk {
  const fields = writtenFields(entity);
  const system = [
    'id',
    'rev',
    'created_at',
    'created_by',
    'updated_at',
    'updated_by',
    'owner_id',
    'owner_path',
    ...CAPTURED,
  ];
  const at = now.toISOString();
  const by = captured ? `${copyText(captured.form)}\t${captured.version}` : `${COPY_NULL}\t${COPY_NULL}`;
  const common = `\t1\t${at}\t${person}\t${at}\t${person}\t${person}\t${copyText(departmentPath)}\t${by}`;
  const lines = new CopyLines();
  for (const { id, values } of records) {
    let line = id + common;
    for (const field of fields) {
      const value = values[field.name] ?? null;
      line += '\t';
      line += cellOf(field, field.isEncrypted ? sealed(schema, { entity, field, record: id }, value) : value);
    }
    lines.add(line);
  }
  return { text: copyInto(quoteTable(entity.table), [...system, ...columnsOf(fields)]), body: lines.bytes };
}

function historyOf(
  schema: WriteSchema,
  entity: EntityModel,
  records: readonly NewRecord[],
  { now, person, door, source }: Writer,
): Bulk {
  const before = `${copyText(entity.id)}\t`;
  const from = source === null ? COPY_NULL : copyText(source);
  const behind = `\t1\t${now.toISOString()}\t${person}\t${copyText(door)}\t${from}\tcreate\t`;
  const lines = new CopyLines();
  for (const { id, values } of records) {
    lines.add(before + id + behind + firstChanges(schema, entity, id, values, copyText));
  }
  const columns = ['entity_id', 'record_id', 'rev', 'at', 'by_id', 'door', 'source', 'op', 'changes'];
  return { text: copyInto('public.record_history', columns), body: lines.bytes };
}

/** @param items the field of the line items */
function itemsOf(schema: WriteSchema, items: FieldModel, records: readonly NewRecord[]): Bulk {
  const child = items.child!;
  const fields = writtenFields(child);
  const lines = new CopyLines();
  for (const { id, values } of records) {
    if (!Array.isArray(values[items.name])) continue;
    for (const row of linesToWrite(schema, items, id, null, values[items.name]).write) {
      let line = `${String(row.id)}\t${id}\t${String(row.position)}`;
      for (const field of fields) line += `\t${cellOf(field, row[field.column!])}`;
      lines.add(line);
    }
  }
  const columns = ['id', 'parent_id', 'position', ...columnsOf(fields)];
  return { text: copyInto(quoteTable(child.table), columns), body: lines.bytes };
}

/** A canonical value as its column's type reads it, escaped for COPY. */
function cellOf({ columnType }: FieldModel, value: unknown): string {
  if (value === null || value === undefined) return COPY_NULL;
  if (columnType === 'jsonb') return copyText(JSON.stringify(value));
  if (typeof value === 'string') return copyText(value);
  if (Array.isArray(value)) return copyText(arrayLiteral(value));
  return copyText(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

const ESCAPED = /["\\]/;
/** A list as PostgreSQL reads arrays: `{"a","b",NULL}`. */
function arrayLiteral(values: readonly unknown[]): string {
  const items = values.map((value) => {
    if (value === null || value === undefined) return 'NULL';
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return ESCAPED.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
  });
  return `{${items.join(',')}}`;
}
