/** The role worker: runs jobs, delivers timers of flows, and tidies up. */
import { refuse } from '../kernel/problems';
import type { Viewer } from '../kernel/viewer';
import type { RunningHost } from './host';
import { runBatch } from './services/batches';
import { HAND_OVER_JOB, resumeHandOvers, runHandOver } from './services/handover';
import { runImport } from './import/run';
import { forgetDrafts } from './drafts/drafts';
import { VISIT_KEPT_HOURS } from './links/submit';
import { verifyNightly } from './services/derived-verify';
import { RUN_JOB } from './services/documents-runs';
import { keepListIndexes } from './services/list-indexes';
import { purgeDue } from './services/schema-trash';
import { fillWhatWaits, searchWhatChanged } from './services/search';
import { undoImport } from './import/undo';
import { runExport } from './services/records-export';

const TIMER_MS = 1_000;
/** Publications whose worker is gone are taken up again. */
const SWEEP_MS = 15_000;
/** How soon a computed text is found. */
const SEARCH_MS = 1_000;
/** How soon a table that has become long gets its indexes. */
const INDEXES_MS = 60_000;
const TIDY_MS = 10 * 60_000;
const SEAL_MS = 5 * 60_000;
const VERIFY_MS = 30 * 60_000;
/** How long a told event is kept. */
const KEPT_DAYS = 7;
/** How long an idempotency key is kept: a phone may lie in a drawer between sending a record and hearing the answer. */
const KEY_DAYS = 90;

/** How long a change of many records can be taken back, and a deleted view brought back. */
const UNDO_DAYS = 30;

/** Deletes what has served its purpose. Safe to run in several workers at once. */
export async function tidy({ pool, files, pdf }: RunningHost): Promise<void> {
  await pool.query('delete from outbox where at < now() - make_interval(days => $1)', [KEPT_DAYS]);
  // Before the keys are forgotten: a draft whose record was made must not come back.
  await forgetDrafts(pool, new Date());
  await pool.query('delete from idempotency_key where at < now() - make_interval(days => $1)', [KEY_DAYS]);
  await pool.query('delete from record_batch where at < now() - make_interval(days => $1)', [UNDO_DAYS]);
  await pool.query('delete from personal_view where deleted_at < now() - make_interval(days => $1)', [UNDO_DAYS]);
  await pool.query('delete from session where expires_at < now()');
  await pool.query('delete from verification where expires_at < now()');
  await pool.query("delete from rate_limit where last_request < extract(epoch from now() - interval '1 day') * 1000");
  await pool.query('delete from form_link_rate where until < now()');
  await pool.query('delete from form_link_visit where at < now() - make_interval(hours => $1)', [VISIT_KEPT_HOURS]);
  await pdf.sweep();
  await files.sweep();
}

/** Runs `task` again and again with a pause between; a failure is logged and does not end it. */
function repeat(task: () => Promise<unknown>, pause: number): { stop(): Promise<void> } {
  let isOver = false;
  let wake = (): void => undefined;
  const loop = (async () => {
    while (!isOver) {
      await task().catch((error: unknown) => console.error('worker:', error));
      if (isOver) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop() {
      isOver = true;
      wake();
      return loop;
    },
  };
}

export async function startWorker(host: RunningHost): Promise<{ stop(): Promise<void> }> {
  const viewerOf = async (person: string): Promise<Viewer> =>
    (await host.people.viewer(person)) ?? refuse('auth.inactive');
  host.jobs.work('import.run', (data, signal) => runImport(host, viewerOf, (data as { job: string }).job, signal));
  host.jobs.work(HAND_OVER_JOB, (data, signal) => runHandOver(host, viewerOf, (data as { move: string }).move, signal));
  host.jobs.work('record.changeMany', (data, signal) =>
    runBatch(host, viewerOf, (data as { batch: string }).batch, signal),
  );
  host.jobs.work('import.undo', (data, signal) =>
    undoImport(host, viewerOf, data as { job: string; by: string }, signal),
  );
  host.jobs.work(RUN_JOB, async (data, signal) => {
    await host.documents.runs.drive((data as { run: string }).run, signal);
  });
  host.jobs.work('export.run', (data, signal) => runExport(host, viewerOf, (data as { job: string }).job, signal));
  await host.jobs.start();
  await resumeHandOvers(host);
  const loops = [
    repeat(async () => host.flows?.fireDueTimers(), TIMER_MS),
    repeat(() => searchWhatChanged(host), SEARCH_MS),
    repeat(() => fillWhatWaits(host), SEARCH_MS),
    repeat(() => keepListIndexes(host), INDEXES_MS),
    repeat(() => tidy(host), TIDY_MS),
    repeat(() => host.documents.runs.sweep(), SWEEP_MS),
    repeat(() => purgeDue(host), TIDY_MS),
    repeat(() => host.audit.seal(), SEAL_MS),
    repeat(() => verifyNightly(host), VERIFY_MS),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}
