/**
 * kill -9 at fifty random moments. Two web processes (people creating, changing and deciding) and a worker (timers) on one
 * database; whichever is killed is started again and first sends once more what was never acknowledged, as a browser
 * would. Afterwards nothing acknowledged may be missing, nothing may be there twice, and every flow must be whole.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/engine/kernel/clock';
import { bundleChild } from '../support/child';
import { testDatabase, type TestDatabase } from '../support/database';
import { boardFlow, flowHost, foundCompany, type FlowHost } from '../support/flow-host';
import { faultsOfFlows } from '../support/flow-invariants';
import type { Line, Work } from './lines';

const KILLS = 50;
/** About 40 s on two quiet cores; a machine that is busy gets more. */
const LONGEST_MS = 240_000;
/** After it has started; most lives end in the middle of some statements. */
const LONGEST_LIFE_MS = 1_500;
const SECOND = 1 / 3600;
const REMIND_SECONDS = 1.5;
const ESCALATE_SECONDS = 3;
const root = path.resolve(import.meta.dirname, '../..');
let program: string;

let database: TestDatabase;
let company: FlowHost;
let dataDir: string;

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-durability-'));
  database = await testDatabase();
  company = await flowHost(database.url, systemClock);
  await foundCompany(company);
  const times = { remindAfterHours: REMIND_SECONDS * SECOND, escalateAfterHours: ESCALATE_SECONDS * SECOND };
  await company.publish(boardFlow({ board: { ...times, commentRequired: 'never' } }));
  program = await bundleChild('child');
});
afterAll(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  await company?.close();
  await database?.drop();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

interface Child {
  readonly role: 'web' | 'worker';
  readonly process: ChildProcess;
  isReady: boolean;
  /** Begun and neither acknowledged nor refused. */
  readonly open: Map<string, Work>;
  readonly ended: Promise<void>;
}
const children = new Set<Child>();
const acknowledged: Work[] = [];
const counts = { lives: 0, intents: 0, refused: 0, again: 0 };
const failures: string[] = [];

const workKey = (line: Work): string => `${line.what}:${line.what === 'decide' ? line.id : line.key}`;

function launch(role: Child['role'], again: readonly Work[]): Child {
  counts.lives += 1;
  counts.again += again.length;
  const life = `${role}${counts.lives}`;
  const process_ = spawn(process.execPath, [program, role, database.url, dataDir, life, JSON.stringify(again)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const child: Child = {
    role,
    process: process_,
    isReady: false,
    open: new Map(again.map((line) => [workKey(line), line])),
    ended: Promise.all([
      new Promise<void>((resolve) => process_.once('close', () => resolve())),
      new Promise<void>((resolve) =>
        readline.createInterface({ input: process_.stdout! }).on('line', hear).once('close', resolve),
      ),
    ]).then(() => undefined),
  };
  process_.stderr!.on('data', (text: Buffer) => failures.push(`${life}: ${text.toString().slice(0, 2000)}`));
  function hear(text: string): void {
    const line = JSON.parse(text) as Line;
    if (line.what === 'ready') {
      child.isReady = true;
      return;
    }
    if (line.phase === 'intent') {
      counts.intents += 1;
      child.open.set(workKey(line), line);
      return;
    }
    child.open.delete(workKey(line));
    if (line.phase === 'ack') acknowledged.push(line);
    else counts.refused += 1;
  }
  children.add(child);
  return child;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const rows = async <R extends object>(sql: string): Promise<R[]> => (await company.host.pool.query<R>(sql)).rows;
const number = async (sql: string): Promise<number> => Number((await rows<{ n: string }>(sql))[0]!.n);

it(
  `loses and repeats nothing when web and worker are killed ${KILLS} times`,
  { timeout: LONGEST_MS + 60_000 },
  async () => {
    const started = Date.now();
    let kills = 0;
    const killed = { web: 0, worker: 0 };
    const isOver = () => kills >= KILLS || Date.now() - started > LONGEST_MS;
    /** One place in the row of processes: lives of a random length, one after the other. */
    const lives = async (role: Child['role']): Promise<Child> => {
      let child = launch(role, []);
      for (;;) {
        while (!child.isReady && child.process.exitCode === null && !isOver()) await pause(10);
        await pause(Math.random() * LONGEST_LIFE_MS);
        if (isOver()) return child;
        kills += 1;
        killed[role] += 1;
        child.process.kill('SIGKILL');
        await child.ended;
        children.delete(child);
        child = launch(role, [...child.open.values()]);
      }
    };
    const last = await Promise.all((['web', 'web', 'worker'] as const).map(lives));
    const seconds = Math.round((Date.now() - started) / 1000);
    // The last lives finish what was never acknowledged, then end as abruptly.
    for (let i = 0; i < 200 && last.some((child) => !child.isReady); i += 1) await pause(50);
    await pause(1000);
    for (const child of last) child.process.kill('SIGKILL');
    await Promise.all(last.map((child) => child.ended));
    children.clear();

    // What is due is delivered by whoever comes next.
    await pause(ESCALATE_SECONDS * 1000);
    while ((await company.host.flows!.fireDueTimers(1000)) > 0);
    const numbers = {
      kills,
      killed,
      seconds,
      ...counts,
      acknowledged: acknowledged.length,
      records: await number('select count(*) n from data.request'),
      instances: await number('select count(*) n from flow_instance'),
      finished: await number(`select count(*) n from flow_instance where status = 'done'`),
      events: await number('select count(*) n from flow_event'),
      tasks: await number('select count(*) n from flow_task'),
      timersFired: await number(`select count(*) n from flow_event where key like 'timer:%'`),
      notices: await number('select count(*) n from notification'),
    };
    console.info(`durability: ${JSON.stringify(numbers)}`);

    expect(failures).toEqual([]);
    expect(kills).toBe(KILLS);
    expect(numbers.acknowledged).toBeGreaterThan(20);
    expect(numbers.timersFired).toBeGreaterThan(0);
    expect(await faultsOfFlows(company.host)).toEqual([]);
    expect(await acknowledgedThatAreMissing()).toEqual([]);
    expect(await faultsOfRecords()).toEqual([]);
    expect(await faultsOfTimers()).toEqual([]);
  },
);

/** Every acknowledged write is there, exactly once. */
async function acknowledgedThatAreMissing(): Promise<string[]> {
  const titles = countBy((await rows<{ title: string }>('select title from data.request')).map((row) => row.title));
  const states = new Map(
    (await rows<{ id: string; state: string }>('select id, state from flow_task')).map((row) => [row.id, row.state]),
  );
  const decisions = countBy(
    (await rows<{ key: string }>(`select key from flow_event where key like 'task:%'`)).map((row) => row.key),
  );
  const changes = countBy(
    (
      await rows<{ change: string }>(
        `select record_id || ' ' || rev || ' ' || changes::text as change from record_history`,
      )
    ).map(({ change }) => change.slice(0, change.indexOf(' ', 37))),
  );
  const CHECK: { [what in Work['what']]: (line: never) => boolean } = {
    create: ({ key }: Extract<Work, { what: 'create' }>) => titles.get(key) === 1,
    decide: ({ id, decision }: Extract<Work, { what: 'decide' }>) =>
      states.get(id) === (decision === 'approve' ? 'approved' : 'rejected') && decisions.get(`task:${id}`) === 1,
    update: ({ id, rev }: Extract<Work, { what: 'update' }>) => changes.get(`${id} ${rev}`) === 1,
  };
  return acknowledged.filter((line) => !CHECK[line.what](line as never)).map((line) => JSON.stringify(line));
}

async function faultsOfRecords(): Promise<string[]> {
  const faults: string[] = [];
  const none = async (what: string, sql: string) => {
    const found = await number(`select count(*) n from (${sql}) x`);
    if (found > 0) faults.push(`${found} × ${what}`);
  };
  await none('a record made twice', 'select 1 from data.request group by title having count(*) > 1');
  await none(
    'a history with a gap',
    `select 1 from data.request r join record_history h on h.record_id = r.id group by r.id, r.rev
      having count(*) <> r.rev or min(h.rev) <> 1 or max(h.rev) <> r.rev`,
  );
  await none(
    'a record without history',
    'select 1 from data.request r where not exists (select 1 from record_history h where h.record_id = r.id)',
  );
  await none(
    'a record that did not start exactly one flow',
    'select 1 from data.request r left join flow_instance i on i.record_id = r.id group by r.id having count(i.id) <> 1',
  );
  await none(
    'an outcome that is not in its record, or a record changed by a flow that has not ended',
    `select 1 from data.request r join flow_instance i on i.record_id = r.id
      where r.state is distinct from case i.outcome when 'approved' then 'active' when 'rejected' then 'rejected' else 'pending' end`,
  );
  await none(
    'a submitter not told exactly once',
    `select 1 from flow_instance i left join notification n on n.key like 'flow:' || i.id || ':%'
      where i.outcome = 'approved' group by i.id having count(n.id) <> 1`,
  );
  return faults;
}

/** A timer of a waiting board is armed or has fired, never both, never neither; and none fired early. */
async function faultsOfTimers(): Promise<string[]> {
  const waiting = await rows<{ instance: string; armed: string[]; fired: string[] }>(
    `select i.id as instance,
            array(select timer_id || ':' || epoch from flow_timer t where t.instance_id = i.id) as armed,
            array(select substr(key, 7) from flow_event e where e.instance_id = i.id and key like 'timer:%') as fired
       from flow_instance i where i.status = 'active' and i.snapshot like '%{"board":"deciding"}%'`,
  );
  const rounds = new Map(
    (
      await rows<{ instance: string; round: string }>(
        `select instance_id as instance, max(round)::text as round from flow_task where node_id = 'board' group by 1`,
      )
    ).map((row) => [row.instance, row.round]),
  );
  const faults = waiting.flatMap(({ instance, armed, fired }) =>
    ['remind', 'escalate']
      .map((timer) => `${timer}.board:${rounds.get(instance)}`)
      .filter((timer) => armed.includes(timer) === fired.includes(timer))
      .map((timer) => `${instance}: ${timer} is ${armed.includes(timer) ? 'armed and has fired' : 'lost'}`),
  );
  const early = await number(
    `select count(*) n from flow_event e where e.key like 'timer:%' and e.at < (
       select max(t.created_at) from flow_task t where t.instance_id = e.instance_id and t.node_id = 'board' and not t.escalated
          and t.round = split_part(e.key, ':', 3)::int
     ) + case when e.key like 'timer:remind%' then interval '${REMIND_SECONDS} s' else interval '${ESCALATE_SECONDS} s' end - interval '5 ms'`,
  );
  if (early > 0) faults.push(`${early} × a timer that fired early`);
  const overdue = await number(`select count(*) n from flow_timer where run_at < now() - interval '1 s'`);
  if (overdue > 0) faults.push(`${overdue} × a timer that is overdue`);
  return faults;
}

function countBy(list: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const item of list) counted.set(item, (counted.get(item) ?? 0) + 1);
  return counted;
}
