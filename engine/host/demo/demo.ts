/** The demonstration: people, departments and records from schemas/<package>/samples/*.json, made once. */
import { hashPassword } from 'better-auth/crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import type { Viewer } from '../../kernel/viewer';
import type { Tx } from '../contract';
import type { RunningHost } from '../host';
import { DEMO_PASSWORD } from '../services/people';
import { saveDepartment, savePerson } from '../services/people-store';
import { makeValues, seededRandom, type ValueRule } from './values';

/** A description of sample data. */
interface Samples {
  readonly departments: readonly { readonly name: string; readonly parent?: string; readonly manager?: string }[];
  readonly people: readonly {
    readonly name: string;
    readonly email: string;
    readonly roles: readonly string[];
    readonly department?: string;
    readonly locale?: 'zh-CN' | 'en';
  }[];
  readonly records: readonly {
    readonly entity: string;
    readonly count: number;
    /** E-mails of the people who enter the records, in turn. */
    readonly owners: readonly string[];
    readonly values: { readonly [field: string]: ValueRule };
  }[];
}

const SEED = 20261122;

/** Makes the sample data, unless it was made before: people first, then what they entered. Each is whole or not there. */
export async function makeDemo(host: RunningHost, root: string): Promise<void> {
  const { rows } = await host.pool.query<{ value: 'people' | 'all' }>(`select value from setting where key = 'demo'`);
  const stage = rows[0]?.value;
  if (stage === 'all') return;
  const all = readSamples(root);
  if (stage === undefined) {
    await host.transaction(async (tx) => {
      for (const samples of all) await makePeople(host, tx, samples);
      await tx.query(`insert into setting (key, value) values ('demo', '"people"')`);
    });
  }
  const departments = await idsBy(host, 'select name as key, id from department');
  const people = await idsBy(host, 'select email as key, id from person where is_demo');
  await host.transaction(async (tx) => {
    for (const samples of all) await makeRecords(host, tx, samples, departments, people);
    await tx.query(`update setting set value = '"all"' where key = 'demo'`);
  });
}

async function idsBy(host: RunningHost, query: string): Promise<Ids> {
  const { rows } = await host.pool.query<{ key: string; id: string }>(query);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

function readSamples(root: string): readonly Samples[] {
  const schemas = path.join(root, 'schemas');
  return fs
    .readdirSync(schemas)
    .map((name) => path.join(schemas, name, 'samples'))
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder).map((file) => path.join(folder, file)))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(fs.readFileSync(file, 'utf8')) as Samples);
}

type Ids = ReadonlyMap<string, string>;

const idOf = (ids: Ids, name: string): string => {
  const id = ids.get(name);
  if (!id) throw new Error(`The sample data name “${name}”, which is not among them.`);
  return id;
};

async function makePeople(host: RunningHost, tx: Tx, samples: Samples): Promise<void> {
  const departments = new Map<string, string>();
  for (const { name, parent } of samples.departments) {
    const input = { name, ...(parent ? { parent: idOf(departments, parent) } : {}) };
    departments.set(name, (await saveDepartment(host, tx, input)).id);
  }
  const people = new Map<string, string>();
  // One hash for all: it takes 50 ms of work to make, on purpose.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const { department, ...person } of samples.people) {
    const place = department ? { department: idOf(departments, department) } : {};
    const input = { ...person, ...place, passwordHash, active: true, isDemo: true };
    people.set(person.email, (await savePerson(host, tx, input)).id);
  }
  for (const { name, manager } of samples.departments) {
    if (manager) await saveDepartment(host, tx, { id: idOf(departments, name), name, manager: idOf(people, manager) });
  }
}

async function makeRecords(host: RunningHost, tx: Tx, samples: Samples, departments: Ids, people: Ids): Promise<void> {
  const random = seededRandom(SEED);
  const made = new Map<string, string[]>();
  const used = new Set<string>();
  const today = host.clock.now();
  for (const { entity: name, count, owners, values: rules } of samples.records) {
    const entity = host.model().entity(name);
    if (!entity) throw new Error(`The sample data hold records of “${name}”, which is no entity.`);
    const viewers = await Promise.all(owners.map((email) => viewerOf(host, idOf(people, email))));
    const ids = made.get(name) ?? [];
    made.set(name, ids);
    for (let n = 1; n <= count; n += 1) {
      const making = { random, n, today, used, made: (target: string) => made.get(target) ?? [] };
      const values = withIds(entity, makeValues(rules, making), departments);
      const viewer = viewers[n % viewers.length]!;
      // Any field: sample records also hold what a flow or a manager would have filled in by now.
      const input = { entity: name, values, editable: 'any' as const };
      ids.push((await host.records.create({ viewer, door: 'import', host }, input, tx)).id);
    }
  }
}

async function viewerOf(host: RunningHost, id: string): Promise<Viewer> {
  const viewer = await host.people.viewer(id);
  if (!viewer) throw new Error('A person of the sample data may not sign in.');
  return viewer;
}

/** Departments are described by name, records point to them by id. */
function withIds(
  entity: EntityModel,
  values: { [field: string]: unknown },
  departments: Ids,
): { [field: string]: Json } {
  const isDepartment = (field: string): boolean => entity.field(field)?.target === 'department';
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      (isDepartment(field) ? idOf(departments, String(value)) : value) as Json,
    ]),
  );
}
