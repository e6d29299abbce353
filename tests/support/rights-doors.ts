/** A host with the entities, people, records, shares and documents of the rights matrix, asked over HTTP with API keys. */
import { savePerson } from '../../engine/host/services/people-store';
import type { Input, OperationName, Output, RecordView } from '../../engine/kernel/api';
import type { AnyDocument, RoleDocument } from '../../engine/kernel/documents.generated';
import { testHost, type TestHost } from './host';
import { DEPARTMENTS, PEOPLE, role } from './records';
import {
  all,
  canary,
  FIELDS,
  holder,
  people,
  randomShares,
  randomValues,
  storeShares,
  thing,
  type Person,
  type Row,
  type Share,
} from './rights';

export const ROWS = 10;
const text = (en: string) => ({ 'zh-CN': en, en });
/** An id that no record has. */
export const NOBODY = '01a00000-0000-7000-8000-000000000000';
const report = (name: string, question: object): AnyDocument =>
  ({
    kind: 'report',
    id: `rep_rights${name}`,
    name: `by_${name}`,
    label: text(`By ${name}`),
    question: { entity: 'thing', ...question },
    chart: { type: 'table', options: {} },
  }) as unknown as AnyDocument;
const view = (name: string, definition: object): AnyDocument =>
  ({
    kind: 'view',
    id: `viw_rights${name}`,
    name: `view_${name}`,
    label: text(name),
    entity: 'thing',
    definition: { type: 'table', ...definition },
  }) as unknown as AnyDocument;
/** Long texts and line items are no groups. */
export const GROUPED = ['name', 'phone', 'amount', 'region'] as const;
const DOCUMENTS = [
  ...GROUPED.map((field) => report(field, { dimensions: [{ field }], measures: [{ agg: 'count' }] })),
  view('columns', {
    columns: FIELDS.map((field) => ({ field })),
    sort: [{ field: 'phone', direction: 'asc' }],
    group: { field: 'region' },
  }),
  view('filter', { columns: [{ field: 'status' }], filter: { field: 'phone', op: 'eq', value: canary(0, 'phone') } }),
];

export interface Said {
  readonly status: number;
  readonly text: string;
}
/** What was said with this status, as JSON; throws what was said instead. */
export function json<T>({ status, text: body }: Said, wanted = 200): T {
  if (status !== wanted) throw new Error(`${status} instead of ${wanted}: ${body}`);
  return JSON.parse(body) as T;
}

export interface Doors {
  readonly test: TestHost;
  readonly rows: readonly Row[];
  /** Records that lie in the trash; their canaries go on after those of `rows`. */
  readonly trashed: readonly Row[];
  readonly shares: readonly Share[];
  readonly keys: { readonly [person in Person]: string };
  /** Asks as a person, by their key. */
  ask(person: Person, method: string, path: string, body?: unknown): Promise<Said>;
  asBoss<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Gives a person these roles and no others. */
  become(person: Person, roles: readonly string[]): Promise<void>;
}

async function send(test: TestHost, key: string, method: string, path: string, body?: unknown): Promise<Said> {
  const answer = await test.host.fetch(
    new Request(`http://trellis.test/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  return { status: answer.status, text: await answer.text() };
}

const HOMES = { ann: 'east', bo: 'qingdao', cai: 'west', dan: 'qingdao', eve: undefined } as const;

/** @param sets roles that people will hold; everybody begins as a boss, who may do everything */
export async function openDoors(sets: readonly (readonly RoleDocument[])[]): Promise<Doors> {
  const test = await testHost();
  const { host, viewers } = test;
  const roles = sets.flat();
  const documents = [thing, holder, role('boss', { '*': all }), ...roles, ...DOCUMENTS];
  await host.documents.publish({ person: null, isAdmin: true }, { documents });
  for (const [name, id] of Object.entries(DEPARTMENTS)) {
    const path = name === 'qingdao' ? `${DEPARTMENTS.east}/${id}/` : `${id}/`;
    await host.pool.query('insert into department (id, name, path) values ($1, $2, $3)', [id, name, path]);
  }
  const become: Doors['become'] = async (person, names) => {
    const input = { id: PEOPLE[person], name: person, email: `${person}@example.com`, roles: names, active: true };
    await host.transaction((tx) => savePerson(host, tx, { ...input, locale: 'en' }));
  };
  const keys = {} as Record<Person, string>;
  for (const person of people) {
    const home = HOMES[person];
    await host.pool.query('insert into person (id, name, email, department_id) values ($1, $2::text, $2 || $3, $4)', [
      PEOPLE[person],
      person,
      '@example.com',
      home ? DEPARTMENTS[home] : null,
    ]);
    await become(person, ['boss']);
    const asked = { label: 'doors', person: PEOPLE[person] };
    keys[person] = (await host.call('key.create', asked, { viewer: viewers.admin, door: 'cli' })).key;
  }
  const ask: Doors['ask'] = (person, ...rest) => send(test, keys[person], ...rest);
  const make = async (i: number): Promise<Row> => {
    const owner = people[i % people.length]!;
    const values = randomValues(i);
    const { id } = json<RecordView>(await ask(owner, 'POST', 'v1/records/thing', { values }), 201);
    const comment = { entity: 'thing', record: id, body: `CANARY-said-${i}x` };
    json(await ask(owner, 'POST', 'v1/operations/comment.create', comment));
    return { id, owner, values };
  };
  const rows: Row[] = [];
  for (let i = 0; i < ROWS; i += 1) rows.push(await make(i));
  const trashed: Row[] = [];
  for (let i = 0; i < 5; i += 1) {
    const row = await make(ROWS + i);
    json(await ask(row.owner, 'DELETE', `v1/records/thing/${row.id}`));
    trashed.push(row);
  }
  const shares = randomShares(3 * ROWS, ROWS, roles, host.clock.now());
  await storeShares(host, rows, shares);
  const asBoss: Doors['asBoss'] = async (name, input) =>
    json(await send(test, test.keys.admin, 'POST', `v1/operations/${name}`, input));
  return { test, rows, trashed, shares, keys, ask, asBoss, become };
}
