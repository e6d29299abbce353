/** Durable jobs: pg-boss behind the JobQueue of the host, so that nothing else knows it. */
import type { Pool } from 'pg';
import { PgBoss } from 'pg-boss';
import type { JobQueue } from '../host/contract';
import type { Json } from '../kernel/json';

export interface Jobs extends JobQueue {
  /** Begins to run jobs: in a worker only. */
  start(): Promise<void>;
  /** Lets running jobs end (their signal is aborted first), then stops. */
  stop(): Promise<void>;
}

type Run = (data: Json, signal: AbortSignal) => Promise<void>;

/** A job whose worker is silent this long is given to another. */
const HEARTBEAT_SECONDS = 20;
const QUEUE = {
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 3600,
  heartbeatSeconds: HEARTBEAT_SECONDS,
};

/**
 * @param pool the host's pool: the queue's own statements run on it, and a job is enqueued in the transaction of its cause
 * @param isWorker whether this process runs jobs, or only enqueues them
 */
export async function createJobs(pool: Pool, { isWorker }: { isWorker: boolean }): Promise<Jobs> {
  const executeSql = (text: string, values?: unknown[]) => pool.query(text, values);
  const boss = new PgBoss({ db: { executeSql }, schema: 'pgboss', supervise: isWorker, schedule: false });
  boss.on('error', (error) => console.error('jobs:', error));
  await boss.start();

  const runs = new Map<string, Run>();
  const queues = new Map<string, Promise<void>>();
  const workers = new Map<string, string>();
  let isRunning = false;

  const queue = (name: string): Promise<void> => {
    let made = queues.get(name);
    if (!made) queues.set(name, (made = boss.createQueue(name, QUEUE)));
    return made;
  };
  const begin = async (name: string, run: Run): Promise<void> => {
    await queue(name);
    const id = await boss.work<Json>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async (jobs) => {
      for (const job of jobs) await run(job.data, job.signal);
    });
    workers.set(name, id);
  };

  return {
    async enqueue(tx, name, data) {
      await queue(name);
      await boss.send(name, data as object, { db: { executeSql: async (text, values) => tx.query(text, values) } });
      // A worker in this process need not wait until it asks again.
      tx.afterCommit(() => {
        const worker = workers.get(name);
        if (worker !== undefined) boss.notifyWorker(worker);
      });
    },
    work(name, run) {
      runs.set(name, run);
      if (isRunning) void begin(name, run);
    },
    async start() {
      isRunning = true;
      for (const [name, run] of runs) await begin(name, run);
    },
    stop: () => boss.stop({ graceful: true, close: false, timeout: 10_000 }),
  };
}
