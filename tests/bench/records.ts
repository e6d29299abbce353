/**
 * Records per second over HTTP, and CPU of the server per request, with sign-in (an API key), rights (a row scope and a
 * hidden field) and history on; beside the same statements straight through pg and beside a bare Node HTTP server.
 *
 *   npx tsx tests/bench/records.ts [records, 100000] [milliseconds a round, 1500] [rounds, 3]
 *
 * Every figure is the median of the rounds. The client runs on the same machine, so requests per second are a lower
 * bound; CPU per request is the figure to compare. Runs on TEST_DATABASE_URL or the embedded PostgreSQL.
 */
import { fork, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import {
  AGGREGATE,
  LIST,
  OPERATIONS,
  type Command,
  type Measured,
  type Operation,
  type Ready,
} from './records-workload';

const [records = 100_000, milliseconds = 1500, rounds = 3] = process.argv.slice(2).map(Number);

if (!process.env.TEST_DATABASE_URL) {
  const { databaseUp } = (await import('../../engine/cli/db.mjs' as string)) as {
    databaseUp(options: { database: string }): Promise<{ url: string }>;
  };
  process.env.TEST_DATABASE_URL = (await databaseUp({ database: 'trellis_test' })).url;
}
const { testDatabase } = await import('../support/database');
const database = await testDatabase();
const server = fork(path.join(import.meta.dirname, 'records-server.ts'), [database.url, String(records)], {
  execArgv: ['--import', 'tsx'],
});
server.setMaxListeners(0);
const ended = new Promise<never>((_, reject) => {
  server.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)));
});
ended.catch(() => undefined);
const answerOf = <T>(key: string, command?: Command): Promise<T> => {
  const answered = new Promise<T>((resolve) => {
    const onMessage = (message: { [key: string]: unknown }): void => {
      if (!(key in message)) return;
      server.off('message', onMessage);
      resolve(message[key] as T);
    };
    server.on('message', onMessage);
  });
  if (command) server.send(command);
  return Promise.race([answered, ended]);
};

// ---- the client -------------------------------------------------------------------------------------------------------
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function send(port: number, { method, path: at, body }: Sent, key: string): Promise<string> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', method, path: at, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode! < 300) resolve(text);
        else reject(new Error(`${method} ${at}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    request.on('error', reject);
    request.end(payload);
  });
}

/** New records are spread over all values: else a list of one value would read past every one of them. */
const STATUSES = ['new', 'open', 'won', 'lost'];

/** Each client updates records of its own, so that none is refused for being late. */
function requestsOf(ready: Ready, client: number): { readonly [O in Operation]: () => Sent } {
  const base = `/api/v1/records/${ready.entity}`;
  let turn = 0;
  const next = (): string => ready.ids[(client * 97 + (turn += 1)) % ready.ids.length]!;
  return {
    create: () => ({
      method: 'POST',
      path: base,
      body: { values: { name: `New ${turn++}`, status: STATUSES[turn % 4], amount: '12.5', due: '2026-03-01' } },
    }),
    get: () => ({ method: 'GET', path: `${base}/${next()}` }),
    list: () => ({
      method: 'GET',
      path: `${base}?filter=${encodeURIComponent(JSON.stringify(LIST.filter))}&page[size]=50`,
    }),
    update: () => {
      const id = ready.ids[(client + 16 * (turn += 1)) % (ready.ids.length - (ready.ids.length % 16))]!;
      const rev = revisions.get(id) ?? 1;
      revisions.set(id, rev + 1);
      return { method: 'PATCH', path: `${base}/${id}`, body: { rev, values: { amount: String((written += 1)) } } };
    },
    aggregate: () => ({ method: 'POST', path: '/api/v1/query', body: { entity: ready.entity, ...AGGREGATE } }),
  };
}
const revisions = new Map<string, number>();
/** A value nobody wrote before: an update that changes nothing makes no revision. */
let written = 0;

async function load(port: number, key: string, clients: readonly (() => Sent)[]): Promise<Measured> {
  const before = await answerOf<NodeJS.CpuUsage>('cpu', { do: 'cpu' });
  const start = performance.now();
  let requests = 0;
  await Promise.all(
    clients.map(async (next) => {
      while (performance.now() - start < milliseconds) {
        await send(port, next(), key);
        requests += 1;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const after = await answerOf<NodeJS.CpuUsage>('cpu', { do: 'cpu' });
  return { requests, seconds, cpu: (after.user - before.user + after.system - before.system) / 1e6 };
}

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!;
async function repeated(measure: () => Promise<Measured>): Promise<{ perSecond: number; cpu: number }> {
  await measure();
  const measured: Measured[] = [];
  for (let i = 0; i < rounds; i += 1) measured.push(await measure());
  return {
    perSecond: median(measured.map((m) => m.requests / m.seconds)),
    cpu: median(measured.map((m) => (m.cpu / Math.max(m.requests, 1)) * 1000)),
  };
}

/** A server that has run for a minute is what is measured, not one whose code is still being compiled by V8. */
const WARM_REQUESTS = 2000;
async function warmUp(ready: Ready, operation: Operation): Promise<void> {
  const until = performance.now() + 10_000;
  const clients = Array.from({ length: 16 }, (_, client) => requestsOf(ready, client)[operation]);
  for (let sent = 0; sent < WARM_REQUESTS && performance.now() < until; sent += clients.length) {
    await Promise.all(clients.map((next) => send(ready.port, next(), ready.key)));
  }
}

// ---- the run ----------------------------------------------------------------------------------------------------------
async function measureAll(child: ChildProcess): Promise<void> {
  const ready = await answerOf<Ready>('ready');
  console.log(
    `${records} records, ${rounds} rounds of ${milliseconds} ms, medians. CPU is of the server process, per request.\n`,
  );
  console.log('operation  clients |    HTTP/s   CPU ms |      pg/s   CPU ms');
  const show = (
    name: string,
    clients: number,
    h: { perSecond: number; cpu: number },
    p?: { perSecond: number; cpu: number },
  ): void => {
    const cell = (m?: { perSecond: number; cpu: number }): string =>
      m && m.perSecond > 0
        ? `${m.perSecond.toFixed(0).padStart(9)} ${m.cpu.toFixed(3).padStart(8)}`
        : `${'–'.padStart(9)} ${'–'.padStart(8)}`;
    console.log(`${name.padEnd(10)} ${String(clients).padStart(7)} | ${cell(h)} | ${cell(p)}`);
  };
  for (const operation of OPERATIONS) await warmUp(ready, operation);
  for (const clients of [1, 16]) {
    const bare = await repeated(() =>
      load(
        ready.bare,
        ready.key,
        Array.from({ length: clients }, () => () => ({ method: 'GET', path: '/' })),
      ),
    );
    show('bare Node', clients, bare);
    for (const operation of OPERATIONS) {
      const makers = Array.from({ length: clients }, (_, client) => requestsOf(ready, client)[operation]);
      const overHttp = await repeated(() => load(ready.port, ready.key, makers));
      const command: Command = { do: 'pg', operation, clients, milliseconds };
      show(operation, clients, overHttp, await repeated(() => answerOf<Measured>('measured', command)));
    }
  }
  child.send({ do: 'stop' } satisfies Command);
  await new Promise((resolve) => child.once('exit', resolve));
}

try {
  await measureAll(server);
} finally {
  agent.destroy();
  server.kill();
  await database.drop();
}
