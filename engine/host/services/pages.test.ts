/** Pages of records: by role, by default, and never telling what the viewer may not know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '@/tests/support/records';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { Input } from '../../kernel/api';
import type { EntityDocument, PageDocument, RoleDocument } from '../../kernel/documents.generated';

const text = (en: string) => ({ 'zh-CN': en, en });
const STOP: EntityDocument = {
  kind: 'entity',
  id: 'ent_teststop',
  name: 'stop',
  label: text('Stop'),
  fields: [
    { id: 'fld_stopplace', name: 'place', type: 'text', label: text('Place') },
    { id: 'fld_stopparcel', name: 'parcel', type: 'relation', label: text('Parcel'), options: { entity: 'parcel' } },
    { id: 'fld_stopcost', name: 'cost', type: 'money', label: text('Cost'), options: { currency: 'CNY' } },
  ],
};
/** The writer reads stops, but not what they cost. */
const HAND: RoleDocument = {
  kind: 'role',
  id: 'rol_testhand',
  name: 'hand',
  label: text('hand'),
  entities: { parcel: { read: 'all', fields: { secret: 'none' } }, stop: { read: 'all', fields: { cost: 'none' } } },
};
type Block = PageDocument['tabs'][number]['rows'][number]['columns'][number]['blocks'][number];
const page = (name: string, blocks: readonly Block[], more: Partial<PageDocument> = {}): PageDocument => ({
  kind: 'page',
  id: `pag_test${name}`,
  name,
  label: text(name),
  entity: 'parcel',
  tabs: [
    {
      id: 'tab_main',
      label: text('Main'),
      rows: [{ id: 'row_main', columns: [{ width: 12, blocks: [...blocks] }] }],
    },
  ],
  ...more,
});
const RELATED: Block = {
  id: 'blk_stops',
  type: 'related',
  options: { entity: 'stop', via: 'parcel', columns: ['place', 'cost'] },
};
const SECRET: Block = { id: 'blk_secret', type: 'fields', options: { fields: ['secret'] } };

let test: TestHost;
let record: string;
const author = { person: null, isAdmin: true };
const by = (person: PersonName, roles = test.viewers[person].roles) => ({
  viewer: { ...test.viewers[person], roles },
  door: 'screen' as const,
});
const open = (person: PersonName, roles?: readonly string[], more: Partial<Input<'page.open'>> = {}) =>
  test.host.call('page.open', { entity: 'parcel', record, ...more }, by(person, roles));
const typesOf = (document: PageDocument) =>
  document.tabs.flatMap((tab) => tab.rows.flatMap((row) => row.columns.flatMap((c) => c.blocks.map((b) => b.type))));

beforeAll(async () => {
  test = await testHost();
  await test.host.documents.publish(author, { documents: [STOP, HAND] });
  const made = await test.host.call(
    'record.create',
    { entity: 'parcel', values: { name: 'Box', secret: 'gold' } },
    by('keeper'),
  );
  record = made.id;
});
afterAll(() => test.close());

describe('the page of a record', () => {
  it('is generated where nobody made one: form, people, and what points to the record', async () => {
    const { page: generated, opened } = await open('writer', ['hand']);
    expect(typesOf(generated)).toEqual(['form', 'flow', 'comments', 'timeline', 'files', 'related']);
    expect(opened.record.title).toBe('Box');
    expect(typesOf((await open('keeper')).page)).not.toContain('related');
  });

  it('is the one made for my role before the one for everybody; others cannot be chosen', async () => {
    const common = page('common', [{ id: 'blk_form', type: 'form' }]);
    const hands = page('hands', [RELATED, SECRET], { roles: ['hand'] });
    await test.host.documents.publish(author, { documents: [common, hands] });
    expect((await open('keeper')).page.name).toBe('common');
    const mine = await open('writer', ['hand']);
    expect([mine.page.name, mine.pages.map(({ name }) => name)]).toEqual(['hands', ['hands', 'common']]);
    expect((await open('writer', ['hand'], { page: 'common' })).page.name).toBe('common');
    expect(await refusalOf(open('keeper', undefined, { page: 'hands' }))).toEqual(['page.missing page']);
  });

  it('leaves out blocks, columns and figures that name what the viewer may not read', async () => {
    const figures = [
      { id: 'fig_count', measure: { entity: 'stop', via: 'parcel', agg: 'count' as const } },
      { id: 'fig_cost', measure: { entity: 'stop', via: 'parcel', agg: 'sum' as const, field: 'cost' } },
      { id: 'fig_costly', measure: { entity: 'stop', via: 'parcel', agg: 'count' as const, where: 'cost > 100' } },
      { id: 'fig_secret', field: 'secret' },
    ];
    const document = page('cut', [RELATED, SECRET], { roles: ['hand'], header: { figures, status: 'secret' } });
    await test.host.documents.publish(author, { documents: [document] });
    const { page: cut } = await open('writer', ['hand'], { page: 'cut' });
    expect(JSON.stringify(cut)).not.toMatch(/secret|cost/);
    expect(cut.header?.figures?.map(({ id }) => id)).toEqual(['fig_count']);
    expect(cut.tabs[0]?.rows[0]?.columns[0]?.blocks).toEqual([
      { ...RELATED, options: { entity: 'stop', via: 'parcel', columns: ['place'] } },
    ]);
  });

  it('is previewed as a draft, with the newest record or one that is named', async () => {
    const preview = (input: Omit<Input<'page.preview'>, 'document'> = {}) =>
      test.host.call('page.preview', { document: page('draft', [RELATED]), ...input }, by('keeper'));
    expect(await refusalOf(preview())).toEqual(['operation.forbidden']);
    const builder = { ...by('keeper'), viewer: { ...test.viewers.keeper, permissions: ['build' as const] } };
    const seen = await test.host.call('page.preview', { document: page('draft', [SECRET]) }, builder);
    expect(seen.opened?.record.title).toBe('Box');
    const unsound = test.host.call(
      'page.preview',
      { document: page('draft', [{ id: 'blk_what', type: 'no' }]) },
      builder,
    );
    expect(await refusalOf(unsound)).toEqual(['page.unknownBlock tabs.0.rows.0.columns.0.blocks.0.type']);
  });
});

describe('checking a page', () => {
  const check = async (document: PageDocument) =>
    (await test.host.documents.check([document])).map((p) => `${p.code} ${p.path.slice(-2).join('.')}`);

  it('names each fault at its place', async () => {
    const row = (width: number) => ({
      id: 'row_wide',
      columns: [
        { width, blocks: [] },
        { width: 8, blocks: [] },
      ],
    });
    expect(await check(page('ok', [RELATED, SECRET]))).toEqual([]);
    expect(await check(page('a', [], { entity: 'nothing' }))).toEqual(['page.unknownEntity entity']);
    expect(await check(page('b', [], { roles: ['nobody'], form: 'none' }))).toEqual([
      'page.unknownRole roles.0',
      'page.unknownForm form',
    ]);
    expect(await check(page('c', [{ ...RELATED, options: { entity: 'stop', via: 'place' } }]))).toEqual([
      'page.notRelated options.via',
    ]);
    expect(
      await check(page('d', [{ ...RELATED, options: { entity: 'stop', via: 'place', match: 'weight' } }])),
    ).toEqual(['page.badMatch options.match']);
    expect(await check(page('e', [{ ...RELATED, options: { entity: 'stop', via: 'place', match: 'note' } }]))).toEqual(
      [],
    );
    expect(await check(page('f', [SECRET, SECRET]))).toEqual(['page.twice 1.id']);
    expect(await check(page('g', [], { tabs: [{ id: 'tab_wide', label: text('W'), rows: [row(8)] }] }))).toEqual([
      'page.tooWide rows.0',
    ]);
    expect(await check(page('h', [{ ...RELATED, options: { entity: 'stop' } }]))).toEqual([
      'document.missing options.via',
    ]);
    expect(await check(page('i', [], { header: { figures: [{ id: 'fig_none' }] } }))).toEqual([
      'page.figureEmpty figures.0',
    ]);
  });
});
