/** What a device keeps ahead: only forms that say so, only records the person may read, files that are stored once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '../../../tests/support/host';
import type { OperationName, Output } from '../../kernel/api';

let t: TestHost;
const text = (en: string) => ({ 'zh-CN': en, en });
const PLACE = {
  kind: 'entity',
  id: 'ent_testplace',
  name: 'place',
  label: text('Place'),
  titleField: 'name',
  fields: [
    { id: 'fld_placename', name: 'name', type: 'text', label: text('Name') },
    { id: 'fld_placesecret', name: 'secret', type: 'text', label: text('Secret') },
  ],
};
const CALL = {
  kind: 'entity',
  id: 'ent_testcall',
  name: 'call',
  label: text('Call'),
  fields: [
    { id: 'fld_callname', name: 'name', type: 'text', label: text('Name') },
    { id: 'fld_callplace', name: 'place', type: 'relation', label: text('Place'), options: { entity: 'place' } },
    { id: 'fld_callpin', name: 'pin', type: 'text', label: text('PIN'), encrypted: true },
  ],
};
const form = (name: string, offline: boolean, fields: readonly string[], rules: readonly unknown[] = []) => ({
  kind: 'form',
  id: `frm_test${name.replace('_', '')}`,
  name,
  label: text(name),
  entity: 'call',
  offline,
  sections: [{ id: 'sec_test', items: fields.map((field) => ({ field })) }],
  ...(rules.length > 0 && { rules }),
});
const roleOf = (name: string, rights: object) => ({
  kind: 'role',
  id: `rol_test${name}`,
  name,
  label: text(name),
  entities: { '*': rights },
});
const publish = (documents: readonly unknown[]) =>
  t.host.documents.publish({ person: null, isAdmin: true }, { documents: documents as never });

beforeAll(async () => {
  t = await testHost();
  await publish([
    PLACE,
    CALL,
    roleOf('writer', { create: true, read: 'own', update: 'own', fields: { secret: 'none' } }),
    roleOf('keeper', { create: true, read: 'all', update: 'all' }),
    roleOf('stranger', { read: 'all' }),
    form('call', true, ['name', 'place']),
    form('call_desk', false, ['name', 'place']),
  ]);
});
afterAll(() => t.close());

async function ask<N extends OperationName>(as: PersonName, name: N, body: object = {}): Promise<Output<N>> {
  const answer = await t.ask('POST', `v1/operations/${name}`, { as, body });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as Output<N>;
}

describe('what a device keeps ahead', () => {
  it('is the forms marked so, for those who may fill them in', async () => {
    const { forms } = await ask('writer', 'offline.forms');
    expect(forms.map(({ form: { name } }) => name)).toEqual(['call']);
    expect((await ask('stranger', 'offline.forms')).forms).toEqual([]);
  });

  it('is the records the person may read, the latest first, with their sounds and without closed fields', async () => {
    for (const [as, name] of [
      ['writer', '华东一店'],
      ['keeper', 'West'],
      ['writer', '重庆二店'],
    ] as const) {
      await ask(as, 'record.create', { entity: 'place', values: { name } });
    }
    const own = await ask('writer', 'offline.records', { entity: 'place' });
    expect(own.records.map(({ record, sound }) => [record.title, sound?.split(' ')[0]])).toEqual([
      ['重庆二店', 'ChongQingErDian'],
      ['华东一店', 'HuaDongYiDian'],
    ]);
    expect((await ask('keeper', 'offline.records', { entity: 'place' })).records).toHaveLength(3);
    const closed = await t.ask('POST', 'v1/operations/offline.records', {
      as: 'writer',
      body: { entity: 'place', fields: ['secret'] },
    });
    expect(closed.status).toBe(400);
  });

  it('is a key of each person’s own, always the same', async () => {
    const [one, again, other] = [
      await ask('writer', 'offline.key'),
      await ask('writer', 'offline.key'),
      await ask('keeper', 'offline.key'),
    ];
    expect(Buffer.from(one.key, 'base64')).toHaveLength(32);
    expect(again).toEqual(one);
    expect(other.key).not.toBe(one.key);
  });
});

describe('a form that works offline', () => {
  const check = async (document: unknown) => {
    const answer = await t.ask('POST', 'v1/operations/document.check', {
      as: 'admin',
      body: { documents: [document] },
    });
    return ((await answer.json()) as { problems: { code: string; level?: string }[] }).problems;
  };
  it('holds no encrypted field, for such a value never rests on a device', async () => {
    expect(await check(form('call', true, ['name', 'pin']))).toMatchObject([{ code: 'form.offlineEncrypted' }]);
    expect(await check(form('call', false, ['name', 'pin']))).toEqual([]);
  });
  it('is warned of where a rule limits which records may be chosen', async () => {
    const rule = {
      id: 'rul_testlimit',
      when: 'true',
      then: [{ effect: 'options', field: 'place', value: 'option.name != ""' }],
    };
    expect(await check(form('call', true, ['name', 'place'], [rule]))).toMatchObject([
      { code: 'form.offlineOptions', level: 'warning' },
    ]);
  });
});

it('what waited on a device is never taken in the name of another person', async () => {
  const { rows } = await t.host.pool.query<{ id: string }>("select id from person where email like 'keeper%'");
  const write = (as: PersonName) =>
    t.ask('POST', 'v1/operations/record.create', {
      as,
      body: { entity: 'place', values: { name: 'Of the keeper' } },
      headers: { 'x-trellis-person': rows[0]!.id },
    });
  expect((await write('writer')).status).toBe(401);
  expect((await write('keeper')).status).toBe(200);
});

describe('a file sent again under its key', () => {
  const KEY = '0b0f6b5e-5a52-4b1c-9a56-0f4a5f2f8d11';
  const send = (as: PersonName, bytes: string, key = KEY) =>
    t.ask('POST', `v1/files?name=a.txt&key=${key}`, { as, raw: new TextEncoder().encode(bytes) });

  it('is stored once, however often and at once it comes; other people’s keys are their own', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => ((await (await send('writer', 'one')).json()) as { id: string }).id),
    );
    expect(new Set(ids).size).toBe(1);
    const foreign = (await (await send('keeper', 'one')).json()) as { id: string };
    expect(foreign.id).not.toBe(ids[0]);
    const { rows } = await t.host.pool.query('select count(*)::int as n from file where key = $1', [KEY]);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('is refused when it is another file', async () => {
    expect((await send('writer', 'two')).status).toBe(409);
    expect((await send('writer', 'two', 'not-a-uuid')).status).toBe(400);
  });
});
