/**
 * A field that a role may not see is nowhere: every HTTP address and every operation that touches an entity is walked,
 * with the real packages of this checkout, for every field of every entity and for every role the packages bring. Neither
 * its value, its label, its id nor its name is in any answer, file, notice or live event, and asking for it is answered
 * word for word like asking for a field nobody ever made. (rights.test.ts does the same below the doors, type by type.)
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { savePerson } from '../../engine/host/services/people-store';
import type { RecordView } from '../../engine/kernel/api';
import type { AnyDocument, EntityDocument } from '../../engine/kernel/documents.generated';
import {
  ASKED,
  boardName,
  canaryOf,
  casesOf,
  entitiesOf,
  flowOf,
  menuOf,
  packageDocuments,
  isDerived,
  reportName,
  reportsOf,
  roleOf,
  type Canary,
  type Case,
} from '../support/canaries';
import { testHost, type TestHost } from '../support/host';

const KINDS = ['entity', 'form', 'flow', 'report', 'dashboard', 'role', 'package', 'view', 'page'];
const documents = packageDocuments(KINDS);
const entities = entitiesOf(documents);
const cases = casesOf(documents);

let test: TestHost;
/** Keys of a person for each role. */
const keys = new Map<string, string>();
const canaries = new Map<string, Canary>();
const records = new Map<string, string>();

const entityOf = (name: string): EntityDocument => entities.find((entity) => entity.name === name)!;
/** Words of the doors themselves, of people and departments, and names of entities. */
const VOCABULARY = new Set([
  ...['name', 'status', 'documents', 'is_active', 'email'],
  ...entities.map(({ name }) => name),
]);
/** Names that mean this one field; `phone` of several entities proves nothing. */
const isOneOfAKind = (field: string): boolean =>
  !VOCABULARY.has(field) &&
  entities.flatMap((entity) => entity.fields).filter(({ name }) => name === field).length === 1;

beforeAll(async () => {
  test = await testHost();
  const { host, viewers } = test;
  const made: readonly AnyDocument[] = [
    ...cases.map(roleOf),
    ASKED,
    menuOf(entities),
    ...entities.flatMap((entity) => [...reportsOf(entity), flowOf(entity)]),
  ];
  await host.documents.publish({ person: null, isAdmin: true }, { documents: [...documents, ...made] });
  const admin = { viewer: viewers.admin, door: 'cli' as const };
  for (const [index, { role }] of cases.entries()) {
    const email = `leak${index}@test.example`;
    const person = {
      name: email,
      email,
      roles: [role, ASKED.name],
      active: true,
      locale: index % 2 ? ('en' as const) : ('zh-CN' as const),
    };
    const { id } = await host.transaction((tx) => savePerson(host, tx, person));
    keys.set(role, (await host.call('key.create', { label: 'leak', person: id }, admin)).key);
  }
  let index = 0;
  for (const entity of inOrder(entities)) {
    const values: Record<string, unknown> = {};
    for (const field of entity.fields) {
      index += 1;
      if (isDerived(field)) continue;
      const canary = await canaryOf(field, { index, mark: `Canary${100 + index}`, link, person, file });
      // What it points to is a record these people may read by itself: its title is no secret, only the link is.
      const isOpen = entities.some(({ name }) => name === field.options?.entity);
      canaries.set(`${entity.name}.${field.name}`, isOpen ? { value: canary.value } : canary);
      values[field.name] = canary.value;
    }
    const made = await write(entity.name, values);
    records.set(entity.name, made.id);
    for (const field of entity.fields.filter(isDerived)) {
      const value = made[field.name] ?? null;
      // What is computed from one number alone is that number: only a number of its own is a mark.
      const mark = field.type === 'auto_number' ? { mark: String(value) } : {};
      canaries.set(`${entity.name}.${field.name}`, { value, ...mark });
    }
  }
}, 120_000);
afterAll(() => test?.close());

async function link(target: string, mark: string): Promise<string> {
  if (target === 'department') {
    return (await test.host.call('department.save', { name: mark }, { viewer: test.viewers.admin, door: 'cli' })).id;
  }
  const needed = entityOf(target).fields.filter((field) => field.required && field.name !== 'name');
  const values: Record<string, unknown> = { name: mark };
  for (const field of needed) {
    values[field.name] = (await canaryOf(field, { index: 1, mark: `X${mark}`, link, person, file })).value;
  }
  return (await write(target, values)).id;
}
async function person(mark: string): Promise<string> {
  const input = { name: mark, email: `${mark.toLowerCase()}@test.example`, roles: [], active: true };
  return (await test.host.transaction((tx) => savePerson(test.host, tx, input))).id;
}
async function file(name: string): Promise<string> {
  const sent = await test.ask('POST', `v1/files?name=${name}`, {
    as: 'admin',
    raw: 'x',
    headers: { 'content-type': 'text/plain' },
  });
  return ((await sent.json()) as { id: string }).id;
}
async function write(entity: string, values: object): Promise<RecordView> {
  const made = await test.ask('POST', `v1/records/${entity}`, { as: 'admin', body: { values } });
  const answer = await made.text();
  expect(made.status, answer).toBe(201);
  return JSON.parse(answer) as RecordView;
}
/** Those that are pointed to come first. */
const inOrder = (list: readonly EntityDocument[]) => list;

type Sent = readonly [method: string, path: string, body?: unknown];
const operation = (name: string, input: object): Sent => ['POST', `v1/operations/${name}`, input];
async function ask(role: string, [method, path, body]: Sent): Promise<{ status: number; text: string }> {
  const response = await test.host.fetch(
    new Request(`http://trellis.test/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(role)}`,
        'content-type': typeof body === 'string' ? 'text/csv' : 'application/json',
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  return { status: response.status, text: await response.text() };
}

/** Everything this role can be shown of its entity. */
async function walk({
  role,
  entity,
  hidden,
}: Case): Promise<readonly { readonly at: string; readonly text: string }[]> {
  const id = records.get(entity)!;
  const seen: { at: string; text: string }[] = [];
  const look = async (...sent: Sent): Promise<string> => {
    const { status, text } = await ask(role, sent);
    expect(status, `${sent.join(' ')} ${text}`).toBeLessThan(500);
    seen.push({ at: `${sent[0]} ${sent[1]}`, text });
    return text;
  };
  await look('GET', `v1/records/${entity}?count=true`);
  await look('GET', `v1/records/${entity}/${id}`);
  await look('GET', 'v1/openapi.json');
  await look(...operation('entity.list', {}));
  await look(...operation('entity.get', { entity }));
  await look(...operation('session.get', {}));
  await look(...operation('form.open', { entity }));
  await look(...operation('form.open', { entity, record: id }));
  await look(...operation('record.print', { entity, records: [id] }));
  await look(...operation('record.list', { entity, count: true }));
  await look(...operation('record.get', { entity, id }));
  await look(...operation('record.history', { entity, id }));
  await look(...operation('record.options', { entity }));
  await look(...operation('record.timeline', { entity, id }));
  await look(...operation('record.files', { entity, id }));
  await look(...operation('page.open', { entity, record: id }));
  await look(...operation('view.list', { entity }));
  await look(...operation('trash.list', {}));
  await look(...operation('share.list', { entity, record: id }));
  await look(...operation('search.all', { text: 'test' }));
  await look(...operation('flow.of', { entity, record: id }));
  await look(...operation('notification.list', { size: 200 }));
  await look(...operation('dashboard.open', { dashboard: boardName(entity) }));
  for (const { name } of documents.filter(({ kind }) => kind === 'dashboard')) {
    await look(...operation('dashboard.open', { dashboard: name }));
  }
  for (const { name } of documents.filter(({ kind }) => kind === 'report')) {
    await look(...operation('report.run', { report: name }));
  }
  for (const field of hidden) await look(...operation('report.run', { report: reportName(entity, field.name) }));
  for (const kind of ['form', 'flow', 'report', 'dashboard', 'role', 'entity', 'package']) {
    await look(...operation('document.list', { kind }));
  }
  const tasks = JSON.parse(await look(...operation('task.list', { size: 500 }))) as {
    tasks: { id: string; entity: string }[];
  };
  const task = tasks.tasks.find((one) => one.entity === entity)!;
  await look(...operation('form.open', { entity, task: task.id }));
  const groups = {
    question: { entity, dimensions: [{ field: 'created_at', grain: 'year' }], measures: [{ agg: 'count' }] },
  };
  await look(...operation('query.run', groups));
  await look(...operation('report.records', { ...groups, group: {} }));
  for (const format of ['csv', 'xlsx']) {
    const { file: made } = JSON.parse(await look(...operation('record.export', { entity, format }))) as {
      file: string;
    };
    await look('GET', `v1/files/${made}`);
  }
  // A file whose columns are called like the fields: no guess may name a hidden one.
  const header = hidden.map(({ name }) => name).join(',');
  const sent = await ask(role, ['POST', 'v1/files?name=guess.csv', `${header}\n1`]);
  const inspected = await ask(
    role,
    operation('import.inspect', { entity, file: (JSON.parse(sent.text) as { id: string }).id }),
  );
  const { columns } = JSON.parse(inspected.text) as { columns: { guess: string | null }[] };
  for (const { guess } of columns) expect(hidden.map(({ name }) => name)).not.toContain(guess);
  return seen;
}

function expectNothingOf({ entity, hidden }: Case, text: string, at: string, isAsked = false): void {
  for (const field of hidden) {
    const { mark } = canaries.get(`${entity}.${field.name}`)!;
    for (const word of [
      mark,
      field.id,
      `Word-${entity}-${field.name}-`,
      `Help-${entity}-${field.name}-`,
      `Choice-${entity}-${field.name}-`,
    ]) {
      if (word && text.includes(word)) expect.fail(`${at} tells “${word}”: …${around(text, word)}…`);
    }
    if (!isAsked && isOneOfAKind(field.name) && new RegExp(`["{.]${field.name}["}.]`).test(text)) {
      expect.fail(`${at} names “${field.name}”: …${around(text, field.name)}…`);
    }
  }
}
const around = (text: string, word: string): string =>
  text.slice(Math.max(0, text.indexOf(word) - 120), text.indexOf(word) + 80);

describe.each(cases)('$role', (one) => {
  const { role, entity, hidden } = one;

  it('is shown nothing of it by any door', async () => {
    for (const { at, text } of await walk(one)) expectNothingOf(one, text, at);
  });

  it('finds nothing by it', async () => {
    for (const { name } of hidden) {
      const { mark } = canaries.get(`${entity}.${name}`)!;
      if (!mark) continue;
      for (const sent of [
        ['GET', `v1/records/${entity}?search=${mark}`] as const,
        operation('record.options', { entity, search: mark }),
        operation('search.all', { text: mark }),
      ]) {
        const { text } = await ask(role, sent);
        expect(text, sent[1]).not.toContain(records.get(entity)!);
      }
    }
  });

  it('is answered like one who asks for a field nobody ever made', async () => {
    const id = records.get(entity)!;
    const point = entities.flatMap((other) =>
      other.fields
        .filter(({ type, options }) => type === 'relation' && options?.entity === entity)
        .map((field) => ({ from: other.name, by: field.name })),
    );
    const question = (parts: object) => operation('query.run', { question: { entity, ...parts } });
    const list = (input: object) => operation('record.list', { entity, ...input });
    const doors: ((field: string) => Sent)[] = [
      (field) => ['GET', `v1/records/${entity}?fields=${field}`],
      (field) => ['GET', `v1/records/${entity}?sort=-${field}`],
      (field) => ['GET', `v1/records/${entity}?filter=${JSON.stringify({ field, op: 'notEmpty' })}`],
      (field) => ['GET', `v1/records/${entity}/${id}?fields=id,${field}`],
      (field) => ['POST', `v1/records/${entity}`, { values: { [field]: '1' } }],
      (field) => ['PATCH', `v1/records/${entity}/${id}`, { rev: 1, values: { [field]: null } }],
      (field) => ['POST', 'v1/query', { entity, measures: [{ agg: 'max', field }] }],
      (field) => list({ fields: [field] }),
      (field) => list({ sort: [{ field, direction: 'asc' }] }),
      (field) => list({ filter: { not: { field, op: 'isEmpty' } } }),
      (field) => question({ dimensions: [{ field }] }),
      (field) => question({ measures: [{ agg: 'sum', field }] }),
      (field) => question({ measures: [{ agg: 'count', where: { field, op: 'isEmpty' } }] }),
      (field) => question({ columns: [field] }),
      (field) => operation('report.records', { question: { entity, dimensions: [{ field }] }, group: { d0: '1' } }),
      (field) => operation('record.export', { entity, fields: [field], format: 'csv' }),
      (field) => operation('record.export', { entity, filter: { field, op: 'isEmpty' }, format: 'xlsx' }),
      ...point.flatMap(({ from, by }) => [
        (field: string): Sent => ['GET', `v1/records/${from}?fields=${by}.${field}`],
        (field: string): Sent => ['GET', `v1/records/${from}?sort=${by}.${field}`],
      ]),
    ];
    for (const { name } of hidden) {
      const nobodyKnows = 'q'.repeat(name.length);
      for (const door of doors) {
        const [known, unknown] = [await ask(role, door(name)), await ask(role, door(nobodyKnows))];
        expect(known.status, `${door(name)[1]} ${known.text}`).toBeGreaterThanOrEqual(400);
        expectNothingOf(one, known.text, door(name)[1], true);
        expect(known.text.replaceAll(name, nobodyKnows)).toBe(unknown.text.replaceAll(name, nobodyKnows));
      }
    }
  });
});

it('live events tell that something changed, never what', async () => {
  for (const { role, entity, hidden } of cases.slice(-1)) {
    const id = records.get(entity)!;
    const field = hidden[0]!;
    const stream = await test.host.fetch(
      new Request('http://trellis.test/api/events', { headers: { authorization: `Bearer ${keys.get(role)}` } }),
    );
    const reader = stream.body!.getReader();
    const { rev } = (await (await test.ask('GET', `v1/records/${entity}/${id}`, { as: 'admin' })).json()) as RecordView;
    const value = (await canaryOf(field, { index: 99, mark: 'Canary999', link, person, file })).value;
    const values = { [field.name]: value };
    const changed = await test.ask('PATCH', `v1/records/${entity}/${id}`, { as: 'admin', body: { rev, values } });
    expect(changed.status).toBe(200);
    let heard = '';
    while (!heard.includes('"records"')) heard += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    expect(heard).toContain(`data: {"topic":"records","entity":"${entity}","id":"${id}"}`);
    expect(heard).not.toMatch(new RegExp(`Canary|${field.name}|${field.id}`));
  }
});
