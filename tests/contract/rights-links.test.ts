/** A link opens one form or one record: nothing of people, of other records, of what its roles may not read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, LinkView, OperationName, Output, ProblemJson } from '../../engine/kernel/api';
import { manualClock } from '../../engine/kernel/clock';
import type { AnyDocument } from '../../engine/kernel/documents.generated';
import { testHost, type TestHost } from '../support/host';
import { askGuest, openGuest, sendGuest, tokenOf } from '../support/links';

const text = (en: string) => ({ 'zh-CN': en, en });
const field = (name: string, type: string, more: object = {}) => ({
  id: `fld_case${name}`,
  name,
  type,
  label: text(`The ${name}`),
  ...more,
});
const DOCUMENTS = [
  {
    kind: 'entity',
    id: 'ent_testcase',
    name: 'case',
    label: text('Case'),
    titleField: 'subject',
    fields: [
      field('subject', 'text', { required: true }),
      field('parcel', 'relation', { options: { entity: 'parcel' } }),
      field('agent', 'person'),
      field('parts', 'lines', {
        options: {
          fields: [
            { id: 'fld_casepartname', name: 'part', type: 'text', label: text('Part') },
            { id: 'fld_casepartof', name: 'of', type: 'relation', label: text('Of'), options: { entity: 'parcel' } },
          ],
        },
      }),
      field('hidden', 'text'),
    ],
  },
  {
    kind: 'role',
    id: 'rol_testguests',
    name: 'guests',
    label: text('Guests'),
    permissions: ['build', 'admin', 'export'],
    entities: {
      case: { create: true, read: 'all', update: 'all', delete: 'all', fields: { hidden: 'none' } },
      parcel: { read: 'all', conditions: { read: 'weight != 13.0' }, fields: { secret: 'none', price: 'none' } },
    },
  },
  {
    kind: 'flow',
    id: 'flw_testcase',
    name: 'look_at_case',
    label: text('Look at it'),
    entity: 'case',
    trigger: { on: 'create' },
    nodes: [
      { id: 'begin', type: 'start', label: text('Begin'), x: 0, y: 0, options: {} },
      {
        id: 'ask',
        type: 'approval',
        label: text('Ask'),
        x: 1,
        y: 0,
        options: { approver: { by: 'role', role: 'keeper' } },
      },
      { id: 'done', type: 'end', label: text('End'), x: 2, y: 0, options: { outcome: 'approved' } },
    ],
    edges: [
      { from: 'begin', exit: 'next', to: 'ask' },
      { from: 'ask', exit: 'approved', to: 'done' },
      { from: 'ask', exit: 'rejected', to: 'done' },
    ],
  },
] as unknown as readonly AnyDocument[];

const clock = manualClock(new Date());
const wait = () => clock.advance(3_000);
let test: TestHost;
let parcels: readonly string[];
beforeAll(async () => {
  test = await testHost({ clock });
  await test.host.documents.publish({ person: null, isAdmin: true }, { documents: DOCUMENTS.slice(0, 2) });
  parcels = await Promise.all(
    Array.from({ length: 14 }, async (_, i) => {
      const values = { name: `Crate ${i}`, secret: 'canary', weight: String(i) };
      return (await as('record.create', { entity: 'parcel', values })).id;
    }),
  );
});
afterAll(() => test.close());

const as = <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> =>
  test.host.call(name, input, { viewer: test.viewers.admin, door: 'screen' });
const link = (more: object = {}): Promise<LinkView> =>
  as('link.create', { kind: 'public', entity: 'case', name: 'Cases', roles: ['guests'], ...more });
const codeIn = async (answer: Response): Promise<string> => ((await answer.json()) as ProblemJson).code;
const titlesIn = async (answer: Response): Promise<readonly string[]> => {
  const said = (await answer.json()) as { options: readonly { title: string }[] };
  return said.options.map(({ title }) => title);
};

describe('a form whose relations may not be searched', () => {
  it('has none, in line items neither, and takes none', async () => {
    const closed = await link();
    const { entity, form, editable } = await openGuest(test, tokenOf(closed));
    expect(editable).toEqual(['subject', 'parts']);
    expect(entity.fields.find(({ name }) => name === 'parts')!.fields!.map(({ name }) => name)).not.toContain('of');
    expect(JSON.stringify(form)).not.toMatch(/"of"|"parcel"|"agent"|"hidden"/);
    const send = (values: object) => sendGuest(test, tokenOf(closed), { subject: 'x', ...values }, { wait });
    for (const values of [
      { parcel: parcels[0] },
      { agent: test.viewers.admin.id },
      { hidden: 'x' },
      { parts: [{ part: 'a', of: parcels[0] }] },
    ]) {
      expect((await send(values)).status, JSON.stringify(values)).toBeGreaterThanOrEqual(400);
    }
    expect((await send({ parts: [{ part: 'a' }] })).status).toBe(200);
    const ask = (path: string, body: object) => askGuest(test, tokenOf(closed), path, body);
    expect(await codeIn(await ask('options', { entity: 'parcel', search: 'Crate' }))).toBe('link.forbidden');
    expect(await codeIn(await ask('options', { entity: 'parcel', ids: [parcels[0]] }))).toBe('link.forbidden');
  });
});

describe('a form whose relations may be searched', () => {
  it('finds from two characters on, ten at most, and only what its roles read', async () => {
    const open = await link({ searches: true });
    const ask = (body: object) => askGuest(test, tokenOf(open), 'options', { entity: 'parcel', ...body });
    expect(await titlesIn(await ask({}))).toEqual([]);
    expect(await titlesIn(await ask({ search: 'C' }))).toEqual([]);
    expect(await titlesIn(await ask({ search: 'Crate' }))).toHaveLength(10);
    expect(await titlesIn(await ask({ search: 'Crate 13' }))).toEqual([]);
    expect(await titlesIn(await ask({ ids: parcels }))).not.toContain('Crate 13');
    expect(
      (await ask({ search: 'Crate', filter: { expression: "secret == 'canary'" } })).status,
    ).toBeGreaterThanOrEqual(400);
    const related = (fields: string[]) =>
      askGuest(test, tokenOf(open), 'related', { entity: 'parcel', fields, ids: parcels.slice(0, 2) });
    for (const name of ['secret', 'name', 'created_by']) {
      expect(await codeIn(await related([name]))).toBe('link.forbidden');
    }
    const send = (values: object) => sendGuest(test, tokenOf(open), { subject: 'x', ...values }, { wait });
    expect((await send({ parcel: parcels[1] })).status).toBe(200);
    expect((await send({ parcel: parcels[13] })).status).toBeGreaterThanOrEqual(400);
    expect((await send({ agent: test.viewers.admin.id })).status).toBeGreaterThanOrEqual(400);
  });
});

describe('roles of a link', () => {
  it('give records and fields, never a permission, and no record that was shared with the role', async () => {
    const made = await link({ own: 'edit', searches: true });
    const answer = await sendGuest(test, tokenOf(made), { subject: 'Mine' }, { wait });
    const own = ((await answer.json()) as { own: string }).own.slice('/f/'.length);
    const { record, values } = await openGuest(test, own);
    expect(values).toMatchObject({ subject: 'Mine' });
    expect(JSON.stringify(values)).not.toMatch(/hidden|agent|owner|created/);
    // Another record of the entity, though the role reads all of them.
    const other = await as('record.create', { entity: 'case', values: { subject: 'Not mine' } });
    const { rows } = await test.host.pool.query<{ id: string }>('select id from form_link where record_id = $1', [
      record!.id,
    ]);
    const guest = {
      entity: 'ent_testcase',
      may: 'update',
      fields: ['fld_casesubject'],
      editable: [],
      targets: [],
    } as const;
    const viewer = { ...test.viewers.keeper, id: rows[0]!.id, roles: ['guests'], guest };
    const call = { viewer, door: 'link', host: test.host } as const;
    await expect(test.host.records.get(call, 'case', other.id)).rejects.toThrow('record.notFound');
    expect((await test.host.records.get(call, 'case', record!.id)).title).toBe('Mine');
    await expect(test.host.records.remove(call, 'case', record!.id)).rejects.toThrow();
    expect((await test.host.records.list(call, { entity: 'case' })).rows.map(({ id }) => id)).toEqual([record!.id]);
  });
});

describe('a flow', () => {
  it('starts with an answer; the link is who sent it', async () => {
    await test.host.documents.publish({ person: null, isAdmin: true }, { documents: DOCUMENTS.slice(2) });
    const made = await link({ name: 'Hotline' });
    const answer = await sendGuest(test, tokenOf(made), { subject: 'Broken' }, { wait });
    expect(answer.status, await answer.clone().text()).toBe(200);
    const { tasks } = await test.host.call('task.list', {}, { viewer: test.viewers.keeper, door: 'screen' });
    expect(tasks).toMatchObject([{ submitter: { title: 'Hotline' } }]);
  });
});
