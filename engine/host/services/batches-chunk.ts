/** One part of a batch: what is done to its records, and what became of each. */
import { openedChanges } from '../../data/secrets/values';
import { isCaptured, type CapturedWith } from '../../data/records/captured';
import type { Changes } from '../../data/records/changes';
import type { BatchState } from '../../kernel/api';
import type { Filter } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import { Refusal, type Problem } from '../../kernel/problems';
import type { Call, Tx } from '../contract';

/** What a batch was asked for; kept with it for the worker. */
export interface BatchInput {
  readonly values?: { readonly [field: string]: Json };
  readonly flow?: string;
  readonly where?: {
    readonly entity: string;
    readonly filter?: Filter;
    readonly search?: string;
    readonly except?: readonly string[];
  };
  /** The batch that is taken back. */
  readonly undo?: string;
  readonly isCollected?: boolean;
  /** Records were moved to this version of a form by a publication, or are taken back from it. */
  readonly move?: { readonly form: string; readonly version: number };
}
export interface Change {
  readonly id: string;
  readonly rev?: number;
  readonly values: { readonly [field: string]: Json };
  /** What it counts as captured with from now on. */
  readonly captured?: CapturedWith | null;
}
export interface ChunkRow {
  readonly id: string;
  readonly rev: number | null;
  readonly isChanged: boolean;
  readonly problems: readonly Problem[];
}
interface Chunk {
  readonly id: string;
  readonly op: BatchState['op'];
  readonly asked: BatchInput;
  readonly changes: readonly Change[];
}

export async function runChunk(call: Call, entity: EntityModel, chunk: Chunk, tx: Tx): Promise<readonly ChunkRow[]> {
  const { op, asked } = chunk;
  if (op === 'start') return startFlows(call, chunk);
  const changes = asked.undo === undefined ? chunk.changes : await reversed(call, tx, entity, asked, chunk.changes);
  const { records } = call.host;
  const done =
    op === 'update'
      ? await records.changeMany(call, entity.name, changes, asked.move ? BACK : {}, tx)
      : await records.removeMany(call, entity.name, op, changes, tx);
  const problems = new Map(done.failed.map((failure) => [failure.index, failure.problems]));
  return changes.map(({ id }, index): ChunkRow => {
    const result = done.results[index];
    return {
      id,
      rev: result?.rev ?? null,
      isChanged: result?.isChanged ?? false,
      problems: problems.get(index) ?? [],
    };
  });
}

/** What a publication did is taken back whole, whatever the rights of whoever asks: their permission to build counts. */
const BACK = { editable: 'any', move: 'back' } as const;

/**
 * The values before a batch, as changes of the revision it made: what others changed in other fields since stays, what
 * they changed in the same fields is a conflict, which is left for people.
 */
async function reversed(
  { host }: Call,
  tx: Tx,
  entity: EntityModel,
  { undo: batch, move }: BatchInput,
  wanted: readonly Change[],
): Promise<readonly Change[]> {
  const { rows } = await tx.query<{ record_id: string; rev: string; op: string; changes: Changes }>(
    `select r.record_id, r.rev, h.op, h.changes from record_batch_row r
      join record_history h on h.record_id = r.record_id and h.rev = r.rev and h.entity_id = $3
      where r.batch_id = $1 and r.record_id = any($2::uuid[])`,
    [batch, wanted.map(({ id }) => id), entity.id],
  );
  return rows.map(({ record_id: id, rev, op, changes: kept }): Change => {
    const changes = openedChanges(host, entity, id, kept);
    const values = Object.entries(changes).flatMap(([field, { before }]): [string, Json][] => {
      const known = entity.field(field);
      return known && !isCaptured(known) ? [[known.name, (before ?? null) as Json]] : [];
    });
    // Deleting and restoring ask for no revision: a record that was restored by hand is simply no longer in the trash.
    if (op !== 'update') return { id, values: {} };
    return {
      id,
      rev: Number(rev),
      values: Object.fromEntries(values),
      ...(move && capturedBefore(move.form, changes)),
    };
  });
}

function capturedBefore(form: string, changes: Changes): Pick<Change, 'captured'> {
  const { captured_form: id, captured_version: version } = changes;
  if (!version) return {};
  const before = { form: id ? (id.before as string | null) : form, version: version.before as string | null };
  if (before.form === null || before.version === null) return { captured: null };
  return { captured: { form: before.form, version: Number(before.version) } };
}

/** A flow for each record; a key per record, so that a chunk that is done again starts none twice. */
async function startFlows(call: Call, { id: batch, asked, changes }: Chunk): Promise<readonly ChunkRow[]> {
  const { host, viewer, door, signal } = call;
  const rows: ChunkRow[] = [];
  for (const { id } of changes) {
    try {
      const input = { flow: asked.flow ?? '', record: id, key: `${batch}:${id}` };
      await host.call('flow.start', input, { viewer, door, ...(signal ? { signal } : {}) });
      rows.push({ id, rev: 0, isChanged: true, problems: [] });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      rows.push({ id, rev: null, isChanged: false, problems: error.problems });
    }
  }
  return rows;
}
