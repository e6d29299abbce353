/** What the import operations share: the uploaded file, the chosen mapping, the job row as callers see it. */
import type { ImportState } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import { problem, Refusal, refuse, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';
import type { ImportOptions } from './run';

/** The bytes and the name of a file this person uploaded; anybody else's file does not exist for them. */
export async function uploadedFile(call: Call, id: string): Promise<{ name: string; body: Uint8Array }> {
  const { rows } = await call.host.pool.query<{ name: string }>('select name from file where id = $1 and by_id = $2', [
    id,
    call.viewer.id,
  ]);
  if (!rows[0]) return refuse('import.noFile', ['file']);
  return { name: rows[0].name, body: await call.host.files.read(id) };
}

/** The entity to import into; one the viewer may not create records of does not exist for an import. */
export function importableEntity(call: Call, name: string): EntityModel {
  const entity = call.host.model().entity(name);
  const access = call.host.access(call.viewer);
  if (!entity || entity.isPlatform || entity.parent || !access.mayCreate(entity)) {
    return refuse('record.unknownEntity', ['entity'], { entity: name });
  }
  return entity;
}

/** Fields a column may be mapped to: those the viewer may edit whose values fit in one cell. */
export function importableFields(call: Call, entity: EntityModel) {
  const access = call.host.access(call.viewer);
  return entity.fields.filter(
    (field) =>
      !field.system && field.columnType !== null && field.kind !== 'idList' && access.right(entity, field) === 'edit',
  );
}

/** Refuses a mapping that cannot work, with every reason at its place. */
export function checkMapping(call: Call, entity: EntityModel, mapping: ImportOptions['mapping']): void {
  const fields = importableFields(call, entity);
  const problems: Problem[] = [];
  if (mapping.length === 0) problems.push(problem('import.noMapping', ['mapping']));
  const seen = new Set<string>();
  mapping.forEach(({ field: name }, index) => {
    const field = entity.field(name);
    if (!field || !fields.includes(field)) {
      problems.push(problem('record.unknownField', ['mapping', index, 'field'], { field: name }));
    } else if (seen.has(field.id)) {
      problems.push(problem('import.fieldTwice', ['mapping', index, 'field'], { field: field.label }));
    } else seen.add(field.id);
  });
  for (const field of fields) {
    const isFilled = seen.has(field.id) || field.default !== undefined;
    if (field.isRequired && !isFilled) {
      problems.push(problem('import.missingRequired', ['mapping'], { field: field.label }));
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
}

interface JobRow {
  readonly id: string;
  readonly entity_id: string;
  readonly options: ImportOptions;
  readonly state: ImportState['state'];
  readonly total: number;
  readonly done: number;
  readonly inserted: number;
  readonly failed: number;
  readonly started_at: Date | string | null;
  readonly ended_at: Date | string | null;
}

/** An import of this person. Refuses (`import.noJob`) what is not theirs. */
export async function importState(call: Call, id: string): Promise<ImportState> {
  const { rows } = await call.host.pool.query<JobRow>(
    `select id, entity_id, options, state, total, done, inserted, failed, started_at, ended_at
       from import_job where id = $1 and by_id = $2`,
    [id, call.viewer.id],
  );
  const row = rows[0];
  if (!row) return refuse('import.noJob', ['job']);
  const { entity_id, options, started_at, ended_at, ...counts } = row;
  return {
    ...counts,
    entity: call.host.model().entity(entity_id)?.name ?? '',
    file: options.fileName,
    startedAt: started_at === null ? null : new Date(started_at).toISOString(),
    endedAt: ended_at === null ? null : new Date(ended_at).toISOString(),
  };
}
