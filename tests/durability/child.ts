/**
 * A process that is going to be killed: a real host on the test's database, as web (people clicking) or as worker (timers).
 * It tells on standard output, one JSON line each, what it is about to do and what was acknowledged; nothing else of it
 * survives. Arguments: role, database URL, folder, name of this life, lines to try again.
 */
import fs from 'node:fs';
import { createHost } from '@/engine/host/host';
import { viewersOf } from '@/engine/host/services/flows-people';
import { startWorker } from '@/engine/host/worker';
import type { Viewer } from '@/engine/kernel/viewer';
import { Refusal } from '@/engine/kernel/problems';
import type { Line } from './lines';

const [role, databaseUrl = '', dataDir = '', life = '', again = '[]'] = process.argv.slice(2);
const host = await createHost({
  databaseUrl,
  dataDir,
  root: process.cwd(),
  isWorker: role === 'worker',
  secret: 'durability',
});
/** Written at once: what is in a buffer dies with the process. */
const tell = (line: Line): void => void fs.writeSync(1, `${JSON.stringify(line)}\n`);

const { rows } = await host.pool.query<{ id: string }>('select id from person');
const people = await host.transaction((tx) =>
  viewersOf(
    tx,
    host,
    rows.map((row) => row.id),
  ),
);
const as = (email: string): { viewer: Viewer; door: 'screen' } => {
  const viewer = [...people.values()].find((person) => person.email === `${email}@example.com`);
  if (!viewer) throw new Error(`There is no ${email}.`);
  return { viewer, door: 'screen' };
};
const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** Sends it; a refusal is an answer too (somebody else was faster), and acknowledges nothing. */
async function send(line: Extract<Line, { what: 'create' | 'decide' | 'update' }>): Promise<void> {
  tell({ ...line, phase: 'intent' });
  try {
    tell({ ...line, phase: 'ack', ...(await SEND[line.what](line as never)) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell({ ...line, phase: 'refused', codes: error.problems.map((p) => p.code) });
  }
}
const SEND = {
  async create({ key }: { key: string }) {
    const values = { title: key, state: 'pending', amount: Math.random() < 0.5 ? '5000' : '10' };
    const { id } = await host.call('record.create', { entity: 'request', key, values }, as('sam'));
    return { id };
  },
  async decide({ id, by, decision }: { id: string; by: string; decision: 'approve' | 'reject' }) {
    await host.call('task.decide', { task: id, decision, comment: `by ${by}` }, as(by));
    return {};
  },
  async update({ id, rev, key }: { id: string; rev: number; key: string }) {
    const record = await host.call('record.update', { entity: 'request', id, rev, values: { note: key } }, as('sam'));
    return { rev: record.rev };
  },
};

let count = 0;
const nextKey = (): string => `${life}.${(count += 1)}`;

async function create(): Promise<void> {
  await send({ what: 'create', phase: 'intent', key: nextKey() });
}
async function decide(): Promise<void> {
  const by = pick(['ann', 'ben', 'cat', 'fay', 'mia'])!;
  const { tasks } = await host.call('task.list', { size: 30 }, as(by));
  const task = pick(tasks);
  if (!task) return create();
  await send({
    what: 'decide',
    phase: 'intent',
    id: task.id,
    by,
    decision: Math.random() < 0.9 ? 'approve' : 'reject',
  });
}
async function update(): Promise<void> {
  const { rows: list } = await host.call('record.list', { entity: 'request', page: { size: 40 } }, as('sam'));
  const record = pick(list);
  if (record) await send({ what: 'update', phase: 'intent', id: record.id, rev: record.rev, key: nextKey() });
}

if (role === 'worker') {
  await startWorker(host);
  tell({ what: 'ready', phase: 'ack' });
} else {
  tell({ what: 'ready', phase: 'ack' });
  for (const line of JSON.parse(again) as Parameters<typeof send>[0][]) await send(line);
  const person = async (): Promise<never> => {
    for (;;) await pick([create, create, decide, decide, decide, update])!();
  };
  await Promise.all([person(), person(), person()]);
}
