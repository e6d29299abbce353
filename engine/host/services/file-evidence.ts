/** How photos and signatures came about, and where else a picture was used. */
import { isAtLeast } from '../../access/access';
import { nearQuarters, SAME_LOOK } from '../../data/files/look';
import type { EvidenceView, SimilarFile } from '../../kernel/api';
import { isFileField } from '../../kernel/fields';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { linkTo, namesById } from '../comments/rows';
import type { Call } from '../contract';
import { holdsFile } from './file-rights';

interface PlacedFile {
  readonly id: string;
  readonly entity_id: string | null;
  readonly record_id: string | null;
  readonly field_id: string | null;
  readonly by_id: string | null;
}
interface EvidenceRow extends PlacedFile {
  readonly at: Date;
  readonly sha256: string;
  readonly source: EvidenceView['source'];
  readonly taken_at: Date | null;
  readonly look: string | null;
  readonly typed: string | null;
}
interface SimilarRow extends PlacedFile {
  readonly asked: string;
  readonly at: Date;
  readonly same: boolean;
}
/** Of one picture; a photo that was used oftener is suspicious enough. */
const MOST_SIMILAR = 20;

/** Two questions for all files, and one for each entity whose records hold some: who may see what. */
export async function evidenceOf(call: Call, ids: readonly string[]): Promise<readonly EvidenceView[]> {
  const { pool } = call.host;
  const { rows } = await pool.query<EvidenceRow>(
    `select f.id, f.entity_id, f.record_id, f.field_id, f.by_id, f.at, f.sha256, e.source, e.taken_at, e.look, e.typed
       from file f join file_evidence e on e.file_id = f.id where f.id = any($1::uuid[])`,
    [ids],
  );
  const seen = await placesOf(call, rows);
  const own = rows.filter((row) => seen.has(row.id) || (row.record_id === null && row.by_id === call.viewer.id));
  const similar = await similarTo(call, own);
  const names = await namesById(
    pool,
    own.flatMap((row) => row.by_id ?? []),
  );
  return own.map((row) => ({
    file: row.id,
    source: row.source,
    receivedAt: row.at.toISOString(),
    by: linkTo(names, row.by_id),
    takenAt: row.taken_at?.toISOString() ?? null,
    sha256: row.sha256,
    ...(row.typed === null ? {} : { typed: row.typed }),
    similar: similar.get(row.id) ?? [],
  }));
}

/** The photos that look like these, at places the viewer may see. */
async function similarTo(
  call: Call,
  files: readonly EvidenceRow[],
): Promise<ReadonlyMap<string, readonly SimilarFile[]>> {
  const photos = files.filter((file) => file.source === 'camera' || file.source === 'album');
  if (photos.length === 0) return new Map();
  const { rows } = await call.host.pool.query<SimilarRow>(
    `select q.id as asked, s.*
       from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) as q(id, look, sha256, near)
      cross join lateral (
        select f.id, f.entity_id, f.record_id, f.field_id, f.by_id, f.at, f.sha256 = q.sha256 as same,
               bit_count((e.look # q.look)::bit(64)) as distance
          from file_evidence e join file f on f.id = e.file_id
         where e.quarters && q.near::int[] and bit_count((e.look # q.look)::bit(64)) <= ${SAME_LOOK}
           and f.id <> q.id and f.record_id is not null
         union
        select f.id, f.entity_id, f.record_id, f.field_id, f.by_id, f.at, true, 0
          from file f join file_evidence e on e.file_id = f.id
         where f.sha256 = q.sha256 and f.id <> q.id and f.record_id is not null and e.source in ('camera', 'album')
         order by distance, at desc limit ${MOST_SIMILAR}) s`,
    [
      photos.map((file) => file.id),
      photos.map((file) => file.look),
      photos.map((file) => file.sha256),
      photos.map((file) => `{${file.look === null ? '' : nearQuarters(BigInt(file.look)).join(',')}}`),
    ],
  );
  const places = await placesOf(call, rows);
  const found = new Map<string, SimilarFile[]>();
  for (const row of rows) {
    const place = places.get(row.id);
    if (!place) continue;
    const list = found.get(row.asked) ?? found.set(row.asked, []).get(row.asked)!;
    const { entity, record, field } = place;
    const at = row.at.toISOString();
    list.push({
      file: row.id,
      entity: entity.name,
      entityLabel: entity.label,
      record,
      field: field.label,
      at,
      isSame: row.same,
    });
  }
  return found;
}

interface FilePlace {
  readonly entity: EntityModel;
  readonly record: { readonly id: string; readonly title: string };
  readonly field: FieldModel;
}

/** Where files hang, by file; only those on records and in fields that the viewer may read. */
async function placesOf(call: Call, files: readonly PlacedFile[]): Promise<ReadonlyMap<string, FilePlace>> {
  const { host } = call;
  const byEntity = new Map<EntityModel, PlacedFile[]>();
  for (const file of files) {
    const entity = host.model().entity(file.entity_id ?? '');
    if (entity && file.record_id) byEntity.set(entity, [...(byEntity.get(entity) ?? []), file]);
  }
  const places = new Map<string, FilePlace>();
  const access = host.access(call.viewer);
  for (const [entity, list] of byEntity) {
    const fields = entity.fields.filter(
      (field) => (isFileField(field) || field.child) && isAtLeast(access.right(entity, field), 'read'),
    );
    if (fields.length === 0) continue;
    const ids = [...new Set(list.map((file) => file.record_id!))];
    const { rows } = await host.records.list(call, {
      entity: entity.name,
      filter: { field: 'id', op: 'in', value: ids },
      fields: fields.map((field) => field.name),
      page: { size: ids.length },
    });
    const records = new Map(rows.map((row) => [row.id, row]));
    for (const file of list) {
      const record = records.get(file.record_id!);
      const field = record && fields.find((one) => holdsFile(record[one.name], file.id));
      if (record && field) places.set(file.id, { entity, record: { id: record.id, title: record.title }, field });
    }
  }
  return places;
}
