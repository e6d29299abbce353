/**
 * The process under measurement: a whole host behind Node's HTTP server, mounted as engine/host/web.ts mounts it; beside
 * it a bare HTTP server, and the host's own statements straight through pg. Told what to do by its parent.
 */
import { getRequestListener } from '@hono/node-server';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { insertTemplate } from '../../engine/data/records/statements';
import { run, type Runnable } from '../../engine/data/run';
import { createHost } from '../../engine/host/host';
import { savePerson } from '../../engine/host/services/people-store';
import { schemaOf } from '../../engine/host/services/records-context';
import type { AnyDocument } from '../../engine/kernel/documents.generated';
import { uuidv7 } from '../../engine/kernel/ids';
import { groupsStatement, planName, rowsStatement } from '../../engine/query/compile';
import { AGGREGATE, LIST, type Command, type Measured } from './records-workload';

const root = path.resolve(import.meta.dirname, '../..');
const text = (en: string) => ({ 'zh-CN': en, en });
const choices = ['new', 'open', 'won', 'lost'].map((value) => ({ value, label: text(value) }));
const ENTITY = 'benchmark';
const DOCUMENTS: readonly AnyDocument[] = [
  {
    kind: 'entity',
    id: 'ent_benchmarkentity',
    name: ENTITY,
    label: text('Benchmark'),
    titleField: 'name',
    fields: [
      { id: 'fld_bench_name', name: 'name', type: 'text', label: text('Name'), required: true },
      { id: 'fld_bench_phone', name: 'phone', type: 'text', label: text('Phone') },
      { id: 'fld_bench_note', name: 'note', type: 'long_text', label: text('Note') },
      { id: 'fld_bench_status', name: 'status', type: 'choice', label: text('Status'), options: { choices } },
      { id: 'fld_bench_amount', name: 'amount', type: 'number', label: text('Amount') },
      { id: 'fld_bench_due', name: 'due', type: 'date', label: text('Due') },
      { id: 'fld_bench_done', name: 'done', type: 'yes_no', label: text('Done') },
      { id: 'fld_bench_keeper', name: 'keeper', type: 'person', label: text('Keeper') },
      { id: 'fld_bench_secret', name: 'secret', type: 'text', label: text('Secret') },
    ],
  },
  {
    kind: 'role',
    id: 'rol_benchmarkrole',
    name: 'bench',
    label: text('Bench'),
    permissions: ['keys'],
    entities: {
      [ENTITY]: { create: true, read: 'below', update: 'below', delete: 'none', fields: { secret: 'none' } },
    },
  },
];

const [databaseUrl, count] = [process.argv[2]!, Number(process.argv[3])];
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-'));
const host = await createHost({ databaseUrl, dataDir, root, secret: 'only for measuring, 32 characters' });
await host.documents.publish({ person: null, isAdmin: true }, { documents: DOCUMENTS });
const person = {
  name: 'Bench',
  email: 'bench@test.example',
  password: 'a bench password',
  roles: ['bench'],
  active: true,
};
const { id } = await host.transaction((tx) => savePerson(host, tx, { ...person, locale: 'en' }));
const department = host.ids.uuid();
await host.pool.query('insert into department (id, name, path) values ($1, $2, $3)', [
  department,
  'Bench',
  `${department}/`,
]);
await host.pool.query('update person set department_id = $1 where id = $2', [department, id]);
const viewer = (await host.people.viewer(id))!;
const { key } = await host.call('key.create', { label: 'bench', person: id }, { viewer, door: 'cli' });

// Ids as they come in life: sorted by time.
const ids = Array.from({ length: count }, (_, i) =>
  uuidv7(1_750_000_000_000 + i * 1000, crypto.getRandomValues(new Uint8Array(16))),
);
await host.pool.query(
  `insert into data.${ENTITY} (id, rev, created_at, created_by, updated_at, updated_by, owner_id, owner_path, name, phone, note, status, amount, due, done, keeper, secret)
   select x.id, 1, now(), $2::uuid, now(), $2::uuid, $2::uuid, $3, 'Record ' || x.n, '0532-' || x.n, repeat('text ', 20),
     (array['new','open','won','lost'])[1 + x.n % 4], (x.n % 1000)::numeric / 4, date '2026-01-01' + (x.n % 365)::int, x.n % 2 = 0, $2::uuid, 'hidden'
   from unnest($1::uuid[]) with ordinality as x(id, n)`,
  [ids, id, `${department}/`],
);
await host.pool.query(
  `insert into record_history (id, entity_id, record_id, rev, at, by_id, door, op, changes)
   select gen_random_uuid(), 'ent_benchmarkentity', id, 1, created_at, created_by, 'import', 'create', '{}' from data.${ENTITY}`,
);
await host.pool.query('vacuum analyze');

// ---- servers ----------------------------------------------------------------------------------------------------------
const listener = getRequestListener((request) => host.fetch(request), {
  overrideGlobalObjects: false,
  hostname: 'localhost',
});
const served = http.createServer((request, response) => void listener(request, response));
const sample = await (
  await host.fetch(
    new Request(`http://bench/api/v1/records/${ENTITY}/${ids[0]}`, { headers: { authorization: `Bearer ${key}` } }),
  )
).text();
const bare = http.createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(sample);
});
const listen = (server: http.Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

// ---- the same statements through pg -----------------------------------------------------------------------------------
const call = { viewer, door: 'api' as const, host };
const asking = { viewer, now: new Date() };
const any = (): string => ids[Math.floor(Math.random() * ids.length)]!;
const STATEMENTS: { readonly [operation: string]: () => Runnable } = {
  get: () => {
    const question = { entity: ENTITY, filter: { field: 'id', op: 'eq' as const, value: any() }, page: { size: 1 } };
    const { statement } = rowsStatement(schemaOf(call), question, asking, { isWhole: true });
    return { ...statement, name: planName('bench', statement.text) };
  },
  list: () => rowsStatement(schemaOf(call), { entity: ENTITY, ...LIST }, asking).statement,
  aggregate: () => groupsStatement(schemaOf(call), { entity: ENTITY, ...AGGREGATE }, asking).statement,
  create: () => {
    const template = insertTemplate(host.model().version, host.model().entity(ENTITY)!, true);
    const row = {
      id: host.ids.uuid(),
      '#history': host.ids.uuid(),
      '#changes': {},
      name: 'New',
      status: 'won',
      amount: '1',
    };
    return {
      ...template,
      values: [
        JSON.stringify([row]),
        new Date(),
        id,
        `${department}/`,
        'api',
        'ent_benchmarkentity',
        null,
        null,
        null,
        '[]',
      ],
    };
  },
};

async function throughPg(operation: string, clients: number, milliseconds: number): Promise<Measured> {
  const make = STATEMENTS[operation];
  if (!make) return { requests: 0, seconds: 1, cpu: 0 };
  const ready = Array.from({ length: 200 }, make);
  const cpu = process.cpuUsage();
  const start = performance.now();
  let requests = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      await run(host.pool, operation === 'create' ? make() : ready[requests++ % ready.length]!).then(
        () => operation === 'create' && (requests += 1),
      );
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return measured(requests, start, cpu);
}

function measured(requests: number, start: number, before: NodeJS.CpuUsage): Measured {
  const { user, system } = process.cpuUsage(before);
  return { requests, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

process.on('message', (command: Command) => {
  if (command.do === 'cpu') process.send!({ cpu: process.cpuUsage() });
  if (command.do === 'pg') {
    void throughPg(command.operation, command.clients, command.milliseconds).then((result) =>
      process.send!({ measured: result }),
    );
  }
  if (command.do === 'stop') {
    served.close();
    bare.close();
    void host.close().then(() => {
      fs.rmSync(dataDir, { recursive: true, force: true });
      process.exit(0);
    });
  }
});
process.send!({
  ready: {
    port: await listen(served),
    bare: await listen(bare),
    key,
    ids: ids.filter((_, i) => i % 50 === 0),
    entity: ENTITY,
  },
});
