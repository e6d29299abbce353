/** All files of a record: those its fields hold, as far as the viewer may read the fields, and those of its comments. */
import type { Output, RecordFile } from '../../kernel/api';
import { isObject } from '../../kernel/json';
import { entityOf } from '../../query/names';
import { COMMENT_FILE, linkTo, namesById } from '../comments/rows';
import type { Call } from '../contract';
import { isFileField } from '../../kernel/fields';
import { schemaOf } from './records-context';

interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
  readonly at: Date;
  readonly by_id: string | null;
  readonly field_id: string | null;
}
const MOST = 1000;

export async function filesOfRecord(call: Call, name: string, id: string): Promise<Output<'record.files'>> {
  const entity = entityOf(schemaOf(call), name);
  const access = call.host.access(call.viewer);
  // Files hang at file fields, and in rows of line items that have one.
  const holders = entity.fields.filter(
    (field) => access.right(entity, field) !== 'none' && (isFileField(field) || field.child),
  );
  const record = await call.host.records.get(
    call,
    entity.name,
    id,
    holders.map((field) => field.name),
  );
  const fieldOfFile = new Map(
    holders.flatMap((field) => [...idsIn(record[field.name])].map((file) => [file, field.label] as const)),
  );
  const { rows } = await call.host.pool.query<FileRow>(
    `select f.id, f.name, f.size, f.mime, f.at, f.by_id, f.field_id from file f
      where f.id = any($1::uuid[])
         or (f.record_id = $2 and f.field_id = '${COMMENT_FILE}' and exists (
              select 1 from record_comment c where c.record_id = $2 and c.deleted_at is null and f.id = any(c.files)))
      order by f.at desc, f.id desc limit ${MOST}`,
    [[...fieldOfFile.keys()], id],
  );
  const names = await namesById(
    call.host.pool,
    rows.flatMap((row) => row.by_id ?? []),
  );
  return {
    files: rows.map((row): RecordFile => ({
      id: row.id,
      name: row.name,
      size: Number(row.size),
      mime: row.mime,
      at: row.at.toISOString(),
      by: linkTo(names, row.by_id),
      field: fieldOfFile.get(row.id) ?? null,
    })),
  };
}

/** Ids of files in a value: of a file field, or anywhere in rows of line items. */
function* idsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* idsIn(item);
  else if (isObject(value)) {
    if (typeof value.id === 'string') yield value.id;
    for (const item of Object.values(value)) if (typeof item === 'object') yield* idsIn(item);
  }
}
