/** Values that did not convert: shown with their record, put right or let go of by whoever may edit the field. */
import { isAtLeast } from '../../access/access';
import type { Input, Output, QuarantinedValue } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse, sentence, type Problem } from '../../kernel/problems';
import { entityOf } from '../../query/names';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { accessTo } from './records-history';
import { getRecord } from './records-read';

interface Row {
  readonly id: string;
  readonly entity_id: string;
  readonly record_id: string;
  readonly item_id: string;
  readonly field_id: string;
  readonly value: string;
  readonly why: string;
  readonly at: Date;
}
const OPEN = `select id, entity_id, record_id, item_id, field_id, value, why, at from quarantine
  where is_live and resolution is null`;

interface Place {
  /** Of the line items, where it is a column of theirs. */
  readonly lines: FieldModel | undefined;
  readonly owner: EntityModel;
  readonly field: FieldModel;
}

function placeOf(entity: EntityModel, id: string): Place | undefined {
  const own = entity.field(id);
  if (own) return { lines: undefined, owner: entity, field: own };
  const lines = entity.fields.find(({ child }) => child?.field(id));
  return lines && { lines, owner: lines.child!, field: lines.child!.field(id)! };
}

/** Only of fields whose values the viewer may read on this record. */
export async function quarantineOf(
  call: Call,
  name: string,
  id: string,
): Promise<{ readonly values: readonly QuarantinedValue[] }> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, name);
  await getRecord(call, entity.name, id, []);
  const access = await accessTo(call, schema, entity, id);
  const { rows } = await call.host.pool.query<Row>(`${OPEN} and entity_id = $1 and record_id = $2 order by at, id`, [
    entity.id,
    id,
  ]);
  const values = rows.flatMap((row): QuarantinedValue[] => {
    const place = placeOf(entity, row.field_id);
    // Of a column of line items counts what the line items allow.
    const right = place && access.right(entity, place.lines ?? place.field);
    if (!place || !right || !isAtLeast(right, 'read') || !mayReadColumn(call, place)) return [];
    const bad = JSON.parse(row.why) as Problem;
    const said = { ...bad, data: { label: place.field.label, ...bad.data } };
    const why = sentence(call.host.registry.problems, said, call.viewer.locale);
    return [
      {
        id: row.id,
        field: place.lines ? `${place.lines.name}.${place.field.name}` : place.field.name,
        label: place.field.label,
        ...(row.item_id === row.record_id ? {} : { row: row.item_id }),
        value: row.value,
        why,
        at: row.at.toISOString(),
        canResolve: isAtLeast(right, 'edit') && access.scope(entity, 'update') !== 'none',
      },
    ];
  });
  return { values };
}

const mayReadColumn = ({ host, viewer }: Call, { lines, owner, field }: Place): boolean =>
  !lines || isAtLeast(host.access(viewer).right(owner, field), 'read');

/** A value put right is an ordinary update of the record, with its checks and its history. */
export async function resolveQuarantined(
  call: Call,
  { id, value, dismiss }: Input<'quarantine.resolve'>,
): Promise<Output<'quarantine.resolve'>> {
  if ((value === undefined) === (dismiss !== true)) refuse('quarantine.choose', ['value']);
  const { rows } = await call.host.pool.query<Row>(`${OPEN} and id = $1`, [id]);
  const row = rows[0] ?? refuse('quarantine.unknown', ['id']);
  const entity = call.host.model().entity(row.entity_id) ?? refuse('quarantine.unknown', ['id']);
  const shown = (await quarantineOf(call, entity.name, row.record_id)).values.find((one) => one.id === id);
  if (!shown) refuse('quarantine.unknown', ['id']);
  if (!shown.canResolve) refuse('record.notEditable', ['id'], { label: shown.label });
  const place = placeOf(entity, row.field_id)!;
  await call.host.transaction(async (tx) => {
    const resolution = dismiss ? 'dismissed' : 'fixed';
    const { rowCount } = await tx.query(
      `update quarantine set resolution = $2, resolved_at = now(), resolved_by = $3 where id = $1 and resolution is null`,
      [id, resolution, call.viewer.id],
    );
    if (rowCount === 0) refuse('quarantine.unknown', ['id']);
    if (dismiss) return;
    const values = await valuesFor(call, entity, row, place, value!);
    await call.host.records.update(call, { entity: entity.name, id: row.record_id, values }, tx);
  });
  return quarantineOf(call, entity.name, row.record_id);
}

/** Line items are written as a whole list; only the one cell differs from what is stored. */
async function valuesFor(
  call: Call,
  entity: EntityModel,
  { record_id: record, item_id: item }: Row,
  { lines, field }: Place,
  value: Json,
): Promise<{ readonly [field: string]: Json }> {
  if (!lines) return { [field.name]: value };
  const found = await getRecord(call, entity.name, record, [lines.name]);
  const rows = (found[lines.name] ?? []) as readonly { readonly [column: string]: Json }[];
  return { [lines.name]: rows.map((row) => (row.id === item ? { ...row, [field.name]: value } : row)) };
}
