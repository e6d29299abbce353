/** Migrations of forms in a publication: which records are moved, the words for it, and the step of the run that moves them. */
import { sharePublishing } from '../../data/documents/tables';
import type { Queryable } from '../../data/documents/rows';
import { countByVersion } from '../../data/plans/older';
import { noteStep } from '../../data/plans/journal';
import { mainForm } from '../../form/audience';
import { isAbout, newMigrations, type Migration, type MigrationStep } from '../../form/migrations';
import type { PlanStep } from '../../kernel/api';
import type { AnyDocument, FormDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import type { Text } from '../../kernel/text';
import type { Author, Tx } from '../contract';
import type { Step, Work } from './documents-run';
import type { RunCore, RunPublication } from './documents-runs';
import type { State } from './documents-state';
import { isOutdated } from './outdated';

/** Records of one transaction: whoever writes one of them waits as long as they take (0.3 s). */
const BATCH = 200;
/** Each means that one more publication came in between. */
const LOOKS = 20;

/** What one form of a publication does to records captured with its older versions. */
export interface FormMove {
  readonly form: FormDocument;
  readonly moves: readonly {
    readonly migration: Migration;
    readonly counts: readonly { readonly version: number; readonly count: number }[];
  }[];
  /** Records; one that several migrations are about counts once. */
  readonly rows: number;
}
/** Moves the next records, in the transaction given: their values, the version they count as captured with, the batch. */
export type MoveRecords = (
  tx: Tx,
  move: {
    readonly form: string;
    readonly version: number;
    readonly migrations: readonly string[];
    readonly by: Author;
    readonly batch: string;
    readonly total: number;
  },
  after: string | null,
  limit: number,
) => Promise<{ readonly n: number; readonly next: string | null }>;

/** Whether writes that name no form are served by this one. */
export function isDefaultForm(form: FormDocument, entity: EntityModel, all: Iterable<AnyDocument>): boolean {
  const forms = [...all].filter((one): one is FormDocument => one.kind === 'form' && one.entity === form.entity);
  return mainForm(forms, entity.name)?.id === form.id;
}

/** @param changed documents of the publication; @param state everything as it will be */
export async function planMoves(
  db: Queryable,
  changed: readonly AnyDocument[],
  before: State,
  state: State,
): Promise<readonly FormMove[]> {
  const found: FormMove[] = [];
  for (const form of changed) {
    const old = before.byId.get(form.id);
    if (form.kind !== 'form' || !old) continue;
    const migrations = await neverRun(db, form, newMigrations(form, old.document as FormDocument));
    // By the names of now: the publication may rename the table.
    const entity = before.model.entity((old.document as FormDocument).entity);
    if (migrations.length === 0 || !entity) continue;
    const documents = [...state.byId.values()].map(({ document }) => document);
    const isDefault = isDefaultForm(form, state.model.entity(form.entity) ?? entity, documents);
    const all = await countByVersion(db, { entity, form: form.id, isDefault });
    const older = all.filter(({ version }) => version <= old.version);
    const moves = migrations.map((migration) => ({
      migration,
      counts: older.filter(({ version }) => isAbout(migration, version)),
    }));
    const rows = older
      .filter(({ version }) => migrations.some((migration) => isAbout(migration, version)))
      .reduce((sum, { count }) => sum + count, 0);
    found.push({ form, moves, rows });
  }
  return found;
}

/** A migration that some version had ran then, though the version that is published now may have lost it. */
async function neverRun(
  db: Queryable,
  form: FormDocument,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  if (migrations.length === 0) return migrations;
  const { rows } = await db.query<{ id: string }>(
    `select distinct m.id from unnest($2::text[]) as m(id)
      join document_version v on v.document_id = $1 and position('"' || m.id || '"' in v.content) > 0`,
    [form.id, migrations.map(({ id }) => id)],
  );
  const ran = new Set(rows.map(({ id }) => id));
  return migrations.filter(({ id }) => !ran.has(id));
}

/** One sentence for each migration: how many records of which versions, and what is done to them. */
export const moveSteps = (list: readonly FormMove[], state: State): readonly PlanStep[] =>
  list.flatMap(({ form, moves }) =>
    moves.map(({ migration, counts }): PlanStep => {
      const rows = counts.reduce((sum, { count }) => sum + count, 0);
      const entity = state.model.entity(form.entity);
      const what = joined(migration.steps.map((step) => stepWords(step, entity)));
      const which = versionsWords(counts);
      return {
        class: rows > 0 ? 'S3' : 'S0',
        document: { kind: 'form', name: form.name },
        path: ['migrations', (form.migrations ?? []).indexOf(migration)],
        words:
          rows === 0
            ? {
                'zh-CN': `“${form.label['zh-CN']}”没有需要迁移的旧记录。`,
                en: `There are no older records of “${form.label.en}” to move.`,
              }
            : {
                'zh-CN': `在后台迁移“${form.label['zh-CN']}”的 ${rows} 条旧记录（${which['zh-CN']}）：${what['zh-CN']}。通不过检查的记录保持原样并列出；可整批撤销。`,
                en: `${rows} older ${rows === 1 ? 'record' : 'records'} of “${form.label.en}” (${which.en}) are moved in the background: ${what.en}. Those that would not pass stay as they are and are listed; all of it can be undone.`,
              },
        sql: [],
        rows,
      };
    }),
  );

function versionsWords(counts: FormMove['moves'][number]['counts']): Text {
  return joined(
    counts.map(({ version, count }) =>
      version === 0
        ? { 'zh-CN': `版本未知 ${count} 条`, en: `${count} of an unknown version` }
        : { 'zh-CN': `第 ${version} 版 ${count} 条`, en: `${count} of version ${version}` },
    ),
  );
}

function stepWords(step: MigrationStep, entity: EntityModel | undefined): Text {
  const label = (name: string | undefined): Text =>
    entity?.field(name ?? '')?.label ?? { 'zh-CN': name ?? '', en: name ?? '' };
  const [set, clear, from, to] = [step.set, step.clear, step.move, step.to].map(label) as [Text, Text, Text, Text];
  if (step.set !== undefined) return { 'zh-CN': `设置“${set['zh-CN']}”`, en: `set “${set.en}”` };
  if (step.clear !== undefined) return { 'zh-CN': `清空“${clear['zh-CN']}”`, en: `clear “${clear.en}”` };
  return { 'zh-CN': `把“${from['zh-CN']}”移到“${to['zh-CN']}”`, en: `move “${from.en}” to “${to.en}”` };
}

const joined = (texts: readonly Text[]): Text => ({
  'zh-CN': texts.map((text) => text['zh-CN']).join('、'),
  en: texts.map((text) => text.en).join(', '),
});

/** Batch by batch, each with its records, its history and its cursor in one transaction: a kill loses and repeats nothing. */
export const moveStep =
  (inStep: <T>(core: RunCore, step: Step, work: (tx: Tx) => Promise<T>, expected: string) => Promise<T>): Work =>
  async (core, step) => {
    const { run, row, spec, by, signal } = step;
    const { documents } = JSON.parse(run.publication) as RunPublication;
    const form = documents.find(({ id }) => id === spec.form)!;
    const versions = JSON.parse(run.versions) as readonly { kind: string; name: string; version: number }[];
    const { version } = versions.find(({ kind, name }) => kind === 'form' && name === form.name)!;
    const move = {
      form: form.id,
      version,
      migrations: spec.migrations ?? [],
      by,
      batch: spec.batch!,
      total: row.total,
    };
    const next = (after: string | null) =>
      inStep(
        core,
        step,
        async (tx) => {
          await sharePublishing(tx);
          const done = await core.deps.moveRecords!(tx, move, after, BATCH);
          const state = done.next === null ? 'done' : 'running';
          await noteStep(tx, run.id, row.seq, { state, more: done.n, cursor: done.next });
          return done.next;
        },
        'done',
      );
    for (let after = row.cursor; !signal?.aborted;) {
      after = await onCurrent(core, next, after);
      core.deps.onStep?.('move', 'batch');
      if (after === null) return;
    }
  };

/** Another process may have published since this one last heard: nothing of the batch was written, and it is done again. */
async function onCurrent(
  core: RunCore,
  next: (after: string | null) => Promise<string | null>,
  after: string | null,
): Promise<string | null> {
  for (let look = 1; ; look += 1) {
    try {
      return await next(after);
    } catch (error) {
      if (!isOutdated(error) || look === LOOKS) throw error;
      await core.refresh();
    }
  }
}
