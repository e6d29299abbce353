/** The trash of fields and entities, values set aside, and who may see what of a plan: through the operations. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '../../../tests/support/host';
import type { Input, OperationName, Output } from '../../kernel/api';
import type { EntityDocument, FieldUse, RoleDocument } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';
import { purgeDue } from '../services/schema-trash';

let test: TestHost;
beforeAll(async () => {
  test = await testHost();
});
afterAll(() => test?.close());

const BY = { person: null, isAdmin: true };
const text = (en: string) => ({ 'zh-CN': en, en });
const fieldOf = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_trash_${name}`,
  name,
  type,
  label: text(name),
  ...rest,
});
const entity = (name: string, ...fields: FieldUse[]): EntityDocument => ({
  kind: 'entity',
  id: `ent_trash_${name}`,
  name,
  label: text(name),
  fields,
});
const publish = (...documents: (EntityDocument | RoleDocument)[]) => test.host.documents.publish(BY, { documents });
const ask = <N extends OperationName>(name: N, input: Input<N>, as: PersonName = 'admin'): Promise<Output<N>> =>
  test.host.call(name, input, { viewer: test.viewers[as], door: 'screen' });
const codesOf = async (promise: Promise<unknown>): Promise<string[]> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
};

it('brings a removed field back with its values, or deletes it for ever when its name is typed', async () => {
  await publish(entity('box', fieldOf('kept', 'text'), fieldOf('gone', 'text')));
  const { id } = await ask('record.create', { entity: 'box', values: { kept: 'a', gone: 'b' } });
  await publish(entity('box', fieldOf('kept', 'text')));
  const [item] = (await ask('document.trash', { entity: 'box' })).items;
  expect(item).toMatchObject({ what: 'field', entity: 'box', name: 'gone', type: 'text', rows: 1 });
  expect(Date.parse(item!.until) - Date.parse(item!.at)).toBe(30 * 86_400_000);
  await ask('document.restore', { id: item!.id });
  expect((await ask('record.get', { entity: 'box', id })).gone).toBe('b');
  expect((await ask('document.trash', { entity: 'box' })).items).toEqual([]);

  await publish(entity('box', fieldOf('kept', 'text')));
  const [again] = (await ask('document.trash', { entity: 'box' })).items;
  expect(await codesOf(ask('document.purge', { id: again!.id, name: 'kept' }))).toEqual(['trash.name']);
  expect(await codesOf(ask('document.purge', { id: again!.id, name: 'gone' }, 'keeper'))).toEqual([
    'operation.forbidden',
  ]);
  await ask('document.purge', { id: again!.id, name: 'gone' });
  expect(await codesOf(ask('document.restore', { id: again!.id }))).toEqual(['trash.unknown']);
  await test.host.documents.runs.sweep();
  // Nothing of it is left, and the next text takes its column.
  await publish(entity('box', fieldOf('kept', 'text'), fieldOf('next', 'text')));
  expect((await ask('record.get', { entity: 'box', id })).next).toBeNull();
});

it('purges by itself after thirty days, but never what something refers to', async () => {
  await publish(entity('target', fieldOf('name', 'text')));
  await publish(
    entity('source', fieldOf('to', 'relation', { options: { entity: 'target' } }), fieldOf('plain', 'text')),
  );
  await publish(entity('source', fieldOf('plain', 'text')));
  await test.host.documents.publish(BY, { remove: [{ kind: 'entity', name: 'target' }] });
  const { items } = await ask('document.trash', {});
  const target = items.find(({ name }) => name === 'target')!;
  expect(await codesOf(ask('document.purge', { id: target.id, name: 'target' }))).toEqual(['trash.inUse']);
  const later = { ...test.host, clock: { now: () => new Date(Date.now() + 31 * 86_400_000) } };
  // The hidden field that points to it goes first; then nothing refers to it any more.
  expect(await purgeDue(later)).toBeGreaterThan(0);
  await purgeDue(later);
  const left = await test.host.pool.query(`select 1 from pg_tables where schemaname = 'data' and tablename = 'target'`);
  expect(left.rowCount).toBe(0);
});

it('leaves nothing around the records of an entity that is purged', async () => {
  await publish(entity('passing', fieldOf('name', 'text')));
  const keep = await ask('record.create', { entity: 'box', values: { kept: 'stays' } });
  const gone = await ask('record.create', { entity: 'passing', values: { name: 'goes' } });
  for (const [name, { id }] of [['box', keep] as const, ['passing', gone] as const]) {
    await ask('comment.create', { entity: name, record: id, body: 'Hello' });
    const admin = await test.host.call('person.list', {}, { viewer: test.viewers.admin, door: 'cli' });
    await test.host.pool.query(
      `insert into record_share (id, entity_id, record_id, grantee, level, by_id, at)
       values ($1, $2, $3, 'role:x', 'read', $4, now())`,
      [test.host.ids.uuid(), `ent_trash_${name}`, id, admin.people[0]!.id],
    );
    const definition = { type: 'table' as const, columns: [] };
    await ask('view.save', { entity: name, scope: 'personal', label: text('Mine'), definition: definition as never });
  }
  await test.host.documents.publish(BY, { remove: [{ kind: 'entity', name: 'passing' }] });
  const item = (await ask('document.trash', {})).items.find(({ name }) => name === 'passing')!;
  await ask('document.purge', { id: item.id, name: 'passing' });
  const left = async (of: string) =>
    (
      await test.host.pool.query<{ n: number }>(
        `select (select count(*) from record_share where entity_id = $1)::int
              + (select count(*) from record_comment where entity_id = $1)::int
              + (select count(*) from personal_view where entity_id = $1)::int as n`,
        [of],
      )
    ).rows[0]!.n;
  expect([await left('ent_trash_passing'), await left('ent_trash_box')]).toEqual([0, 3]);
});

it('shows a value that did not convert with its record, until somebody puts it right', async () => {
  await publish(entity('sheet', fieldOf('size', 'text')));
  const { id } = await ask('record.create', { entity: 'sheet', values: { size: 'about 5' } });
  const draft = entity('sheet', fieldOf('size', 'number'));
  await ask('document.save', { document: draft, base: 0, version: 1 });
  const refs = [{ kind: 'entity' as const, name: 'sheet' }];
  const plan = await ask('document.plan', { refs });
  expect(plan.canPublish).toBe(false);
  const { values } = await ask('document.values', { refs, entity: 'sheet', field: 'size' });
  expect(values).toMatchObject([{ record: id, value: 'about 5', title: 'about 5' }]);
  const conversions = [{ entity: 'sheet', field: 'size', quarantine: true }];
  const chosen = await ask('document.plan', { refs, conversions });
  expect(chosen.canPublish).toBe(true);
  const published = await ask('document.publish', { refs, conversions, seal: chosen.seal });
  expect([published.run, published.versions.length]).toEqual([null, 1]);

  const aside = (await ask('record.quarantine', { entity: 'sheet', id })).values;
  expect(aside).toMatchObject([{ field: 'size', value: 'about 5', canResolve: true }]);
  expect(aside[0]!.why).not.toBe('');
  expect(await codesOf(ask('quarantine.resolve', { id: aside[0]!.id, value: 'five' }))).toEqual(['field.number']);
  expect(await codesOf(ask('quarantine.resolve', { id: aside[0]!.id }))).toEqual(['quarantine.choose']);
  expect((await ask('quarantine.resolve', { id: aside[0]!.id, value: '5' })).values).toEqual([]);
  expect((await ask('record.get', { entity: 'sheet', id })).size).toBe('5');
  expect(await codesOf(ask('quarantine.resolve', { id: aside[0]!.id, dismiss: true }))).toEqual(['quarantine.unknown']);
});

it('tells nobody a value of a field they may not read', async () => {
  const fields = { note: 'none' as const, size: 'edit' as const };
  await publish(entity('secretive', fieldOf('note', 'text'), fieldOf('dim', 'text')), {
    kind: 'role',
    id: 'rol_trash_half',
    name: 'half',
    label: text('half'),
    permissions: ['build'],
    entities: { secretive: { create: true, read: 'all', update: 'all', fields: { note: fields.note } } },
  });
  const viewer = { ...test.viewers.writer, roles: ['half'], permissions: ['build' as const] };
  const call = { viewer, door: 'screen' as const };
  const { id } = await ask('record.create', { entity: 'secretive', values: { note: 'salary 900' } });
  const draft = entity('secretive', fieldOf('note', 'number'), fieldOf('dim', 'text'));
  await ask('document.save', { document: draft, base: 0, version: 1 });
  const refs = [{ kind: 'entity' as const, name: 'secretive' }];
  const plan = await test.host.call('document.plan', { refs }, call);
  expect(plan.steps[0]!.conversion).toMatchObject({ values: 1, samples: [], bad: { count: 1, shown: [] } });
  expect(JSON.stringify(plan)).not.toContain('salary');
  const values = test.host.call('document.values', { refs, entity: 'secretive', field: 'note' }, call);
  expect(await codesOf(values)).toEqual(['plan.mayNotSee']);
  const choices = test.host.call('document.choices', { entity: 'secretive', field: 'note' }, call);
  expect(await codesOf(choices)).toEqual(['plan.mayNotSee']);

  await ask('document.publish', { refs, conversions: [{ entity: 'secretive', field: 'note', quarantine: true }] });
  expect((await ask('record.quarantine', { entity: 'secretive', id })).values).toHaveLength(1);
  expect((await test.host.call('record.quarantine', { entity: 'secretive', id }, call)).values).toEqual([]);
});

it('makes records of a target for texts that name none, when asked, and choices of the values there are', async () => {
  await publish(entity('city', fieldOf('city_name', 'text')), entity('visit', fieldOf('where', 'text')));
  for (const where of ['Qingdao', 'Jinan', 'qingdao ']) {
    await ask('record.create', { entity: 'visit', values: { where } });
  }
  const { choices, total } = await ask('document.choices', { entity: 'visit', field: 'where' });
  expect([choices.map(({ value, count }) => `${value} ${count}`).toSorted(), total]).toEqual([
    ['Jinan 1', 'Qingdao 1', 'qingdao 1'],
    3,
  ]);
  const draft = entity('visit', fieldOf('where', 'relation', { options: { entity: 'city' } }));
  await ask('document.save', { document: draft, base: 0, version: 1 });
  const refs = [{ kind: 'entity' as const, name: 'visit' }];
  const conversions = [{ entity: 'visit', field: 'where', missing: 'create' as const }];
  expect((await ask('document.plan', { refs, conversions })).steps[0]!.conversion!.creates).toBe(2);
  await ask('document.publish', { refs, conversions });
  const { rows } = await ask('record.list', { entity: 'visit' });
  const titles = rows.map(({ where }) => (where as { title: string }).title.toLowerCase());
  expect(titles.toSorted()).toEqual(['jinan', 'qingdao', 'qingdao']);
  expect((await ask('record.list', { entity: 'city', count: true })).total).toBe(2);
});
