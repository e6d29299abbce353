import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { Input, OperationName } from '../../kernel/api';
import type { ViewDefinition } from '../../kernel/documents.generated';

let test: TestHost;
beforeAll(async () => void (test = await testHost()));
afterAll(() => test.close());

const as = <N extends OperationName>(who: PersonName, name: N, input: Input<N>) =>
  test.host.call(name, input, { viewer: test.viewers[who], door: 'screen' });
const label = (text: string) => ({ 'zh-CN': text, en: text });
const heavy: ViewDefinition = {
  type: 'table',
  columns: [{ field: 'name', width: 200, pinned: true }, { field: 'secret' }, { field: 'weight', total: 'sum' }],
  filter: { field: 'weight', op: 'gt', value: '10' },
  sort: [{ field: 'weight', direction: 'desc' }],
};
const own = { entity: 'parcel', scope: 'personal' } as const;
const shared = { entity: 'parcel', scope: 'shared' } as const;
const idsOf = async (who: PersonName) => (await as(who, 'view.list', { entity: 'parcel' })).views.map(({ id }) => id);

describe('saved views', () => {
  it('of one person are seen by nobody else, kept, changed, deleted and brought back', async () => {
    const made = await as('keeper', 'view.save', { ...own, label: label('Heavy'), definition: heavy });
    expect(await idsOf('keeper')).toContain(made.id);
    expect(await idsOf('writer')).not.toContain(made.id);
    const changed = await as('keeper', 'view.save', {
      ...own,
      view: made.id,
      base: 1,
      label: label('Light'),
      definition: { type: 'table' },
    });
    expect(changed).toMatchObject({ rev: 2, label: label('Light') });
    const again = as('keeper', 'view.save', { ...own, view: made.id, base: 1, label: label('x'), definition: heavy });
    await expect(again).rejects.toMatchObject({ problems: [{ code: 'view.stale' }] });
    await as('keeper', 'view.delete', { entity: 'parcel', view: made.id });
    expect(await idsOf('keeper')).not.toContain(made.id);
    await as('keeper', 'view.restore', { entity: 'parcel', view: made.id });
    expect(await idsOf('keeper')).toContain(made.id);
    const theirs = as('writer', 'view.delete', { entity: 'parcel', view: made.id });
    await expect(theirs).rejects.toMatchObject({ problems: [{ code: 'view.notFound' }] });
  });

  it('that are shared are made by those who build, without the columns a person may not read', async () => {
    const mine = as('keeper', 'view.save', { ...shared, label: label('All'), definition: heavy });
    await expect(mine).rejects.toMatchObject({ problems: [{ code: 'view.mayNotShare' }] });
    const made = await as('admin', 'view.save', { ...shared, label: label('All'), definition: heavy, isDefault: true });
    const { views, default: first } = await as('writer', 'view.list', { entity: 'parcel' });
    const seen = views.find(({ id }) => id === made.id);
    expect(seen?.definition.columns?.map(({ field }) => field)).toEqual(['name', 'weight']);
    expect([first, seen?.mayChange]).toEqual([made.id, false]);
    await as('admin', 'view.delete', { entity: 'parcel', view: made.id });
    expect(await idsOf('writer')).not.toContain(made.id);
    await as('admin', 'view.restore', { entity: 'parcel', view: made.id });
    expect(await idsOf('writer')).toContain(made.id);
  });

  it('whose filter speaks of a hidden field are not offered at all', async () => {
    const filter = { field: 'secret', op: 'eq', value: 'x' } as const;
    const definition: ViewDefinition = { type: 'table', filter };
    const made = await as('admin', 'view.save', { ...shared, label: label('Secret'), definition });
    expect(await idsOf('keeper')).toContain(made.id);
    expect(await idsOf('writer')).not.toContain(made.id);
    const mine = as('writer', 'view.save', { ...own, label: label('S'), definition });
    await expect(mine).rejects.toMatchObject({ problems: [{ code: 'view.mayNotAsk' }] });
  });

  it('for one role are offered to that role only', async () => {
    const made = await as('admin', 'view.save', {
      ...shared,
      label: label('Keepers'),
      definition: { type: 'table' },
      roles: ['keeper'],
    });
    expect([await idsOf('keeper'), await idsOf('writer')].map((ids) => ids.includes(made.id))).toEqual([true, false]);
  });

  it('stand in the order a person gave them', async () => {
    const ids = await idsOf('keeper');
    const order = [...ids].reverse();
    await as('keeper', 'view.arrange', { entity: 'parcel', order, default: order[0]! });
    const listed = await as('keeper', 'view.list', { entity: 'parcel' });
    expect([listed.views.map(({ id }) => id), listed.default]).toEqual([order, order[0]]);
  });

  it('that name what is not there are refused with the place', async () => {
    const wrong: [ViewDefinition, string, readonly (string | number)[]][] = [
      [{ type: 'nothing' }, 'view.unknownType', ['definition', 'type']],
      [{ type: 'table', columns: [{ field: 'gone' }] }, 'query.unknownField', ['definition', 'columns', 0, 'field']],
      [
        { type: 'table', filter: { all: [{ field: 'weight', op: 'contains', value: 'x' }] } },
        'query.operator',
        ['definition', 'filter', 'all', 0, 'op'],
      ],
      [
        { type: 'table', columns: [{ field: 'name', total: 'sum' }] },
        'query.measure',
        ['definition', 'columns', 0, 'total'],
      ],
      [{ type: 'table', rowHeight: 'huge' as 'tall' }, 'document.notAllowed', ['definition', 'rowHeight']],
    ];
    for (const [definition, code, path] of wrong) {
      const saving = as('keeper', 'view.save', { ...own, label: label('W'), definition });
      await expect(saving, code).rejects.toMatchObject({ problems: [{ code, path }] });
    }
  });
});
