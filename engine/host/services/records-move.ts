/** Moves records captured with an older version of their form: values by its migrations, through the one write path. */
import { holdOlder } from '../../data/plans/older';
import { readManyStored } from '../../data/records/stored';
import { contextOf } from '../../expression/compile';
import { compileMigrations, migrate } from '../../form/migrations';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host, Tx } from '../contract';
import { insertRows, keep } from './batches';
import type { ChunkRow } from './batches-chunk';
import type { MoveRecords } from './documents-move';
import { NOBODY } from './nobody';
import { unlimitedSchema } from './records-context';
import { relatedOf, servingForm } from './records-form';

/** In a batch, who published where no person did (a package, the command line). */
const NIL = '00000000-0000-0000-0000-000000000000';

/** @param viewerOf who published; what is moved is not bounded by their rights, and stands in the history under their name */
export const recordMover =
  (host: () => Host, viewerOf: (person: string) => Promise<Viewer | undefined>): MoveRecords =>
  async (tx, move, after, limit) => {
    const viewer = (move.by.person === null ? undefined : await viewerOf(move.by.person)) ?? NOBODY;
    const call: Call = { viewer, door: 'job', host: host() };
    const document = (await host().documents.version(move.form, move.version)) as FormDocument;
    const entity = host().model().entity(document.entity);
    // Taken away since: whoever did that decided what becomes of its records.
    if (!entity) return { n: 0, next: null };
    const migrations = (document.migrations ?? []).filter(({ id }) => move.migrations.includes(id));
    const froms = migrations.map(({ from }) => from);
    const held = await holdOlder(
      tx,
      {
        entity,
        form: move.form,
        isDefault: servingForm(host(), entity, undefined)?.document.id === move.form,
        before: move.version,
        versions: froms.includes('older') ? undefined : (froms as number[]),
      },
      after,
      limit,
    );
    await insertBatch(tx, call, entity, move);
    if (held.length > 0) {
      const done = await moveHeld(tx, call, entity, { ...move, document, migrations }, held);
      await insertRows(
        tx,
        move.batch,
        done.map(({ id }) => id),
      );
      await keep(tx, move.batch, done);
    }
    const isEnd = held.length < limit;
    if (isEnd) {
      await tx.query(`update record_batch set state = 'done', ended_at = $2, total = done where id = $1`, [
        move.batch,
        host().clock.now(),
      ]);
    }
    return { n: held.length, next: isEnd ? null : held.at(-1)!.id };
  };

/** The batch by which all of it is watched and taken back. */
async function insertBatch(
  tx: Tx,
  { host, viewer }: Call,
  entity: EntityModel,
  { batch, form, version, total }: Parameters<MoveRecords>[1],
): Promise<void> {
  await tx.query(
    `insert into record_batch (id, person_id, entity_id, op, state, input, total, at)
      values ($1, $2, $3, 'update', 'running', $4, $5, $6) on conflict (id) do nothing`,
    [batch, viewer.id || NIL, entity.id, JSON.stringify({ move: { form, version } }), total, host.clock.now()],
  );
}

interface Moving {
  readonly form: string;
  readonly version: number;
  readonly document: FormDocument;
  readonly migrations: NonNullable<FormDocument['migrations']>;
}

async function moveHeld(
  tx: Tx,
  call: Call,
  entity: EntityModel,
  { form, version, document, migrations }: Moving,
  held: readonly { readonly id: string; readonly version: number }[],
): Promise<readonly ChunkRow[]> {
  const { host, viewer } = call;
  const now = host.clock.now();
  const plan = compileMigrations(migrations, { entity, model: host.model(), types: host.registry.fieldTypes });
  const ids = held.map(({ id }) => id);
  const stored = await readManyStored(tx, unlimitedSchema(host), entity, ids, { viewer, now }, { action: 'read' });
  const present = held.map(({ id }) => stored.get(id)!.values);
  const related = await relatedOf(
    host,
    tx,
    plan.related,
    present.map((values) => ({ values, before: undefined })),
  );
  const context = { ...contextOf(viewer, now), related };
  const rows = held.map(({ id, version: from }, i) => ({
    id,
    values: migrate(plan, from, present[i]!, context) as { readonly [field: string]: Json },
    captured: { form, version },
  }));
  const how = { editable: 'any', document, move: 'there' } as const;
  const { results, failed } = await host.records.changeMany(call, entity.name, rows, how, tx);
  const problems = new Map(failed.map((one) => [one.index, one.problems]));
  return ids.map((id, index) => ({
    id,
    rev: results[index]?.rev ?? null,
    isChanged: results[index]?.isChanged ?? false,
    problems: problems.get(index) ?? [],
  }));
}
