import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { Input, OperationName } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import { forgetDrafts } from './drafts';

let test: TestHost;
beforeAll(async () => void (test = await testHost()));
afterAll(() => test.close());

const as = <N extends OperationName>(who: PersonName, name: N, input: Input<N>) =>
  test.host.call(name, input, { viewer: test.viewers[who], door: 'screen' });
const HERE = { entity: 'parcel', place: 'new' } as const;
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
const save = (who: PersonName, values: { [field: string]: Json }, base = 0, place = 'new') =>
  as(who, 'draft.save', { entity: 'parcel', place, id: newId(), base, values });

describe('a draft', () => {
  it('is read on another device of the same person, and by nobody else', async () => {
    await save('keeper', { name: 'Half a par' });
    expect((await as('keeper', 'draft.open', HERE)).draft).toMatchObject({ rev: 1, values: { name: 'Half a par' } });
    expect((await as('writer', 'draft.open', HERE)).draft).toBeNull();
    expect((await as('admin', 'draft.open', HERE)).draft).toBeNull();
  });

  it('may hold what no record could: it is a draft', async () => {
    const { draft } = await save('keeper', { weight: 'about tw', note: 'a\u0000b \ud800' }, 1);
    expect(draft.values).toMatchObject({ weight: 'about tw' });
    expect((await as('keeper', 'draft.open', HERE)).draft?.values['note']).toBe('a\u0000b \ud800');
  });

  it('joins two devices field by field, and tells where they are at odds', async () => {
    const place = 'new.two';
    const { draft } = await save('keeper', { name: 'A' }, 0, place);
    await save('keeper', { note: 'from the phone', name: 'Phone' }, draft.rev, place);
    const { draft: joined, clashes } = await save('keeper', { name: 'Laptop', weight: '3' }, draft.rev, place);
    expect(joined.values).toEqual({ name: 'Phone', note: 'from the phone', weight: '3' });
    expect(clashes).toMatchObject([{ field: 'name', value: 'Phone' }]);
  });

  it('keeps its id whoever saves, so that it makes one record however often it is sent', async () => {
    const place = 'new.once';
    const { draft } = await save('keeper', { name: 'Once' }, 0, place);
    const second = await save('keeper', { weight: '1' }, draft.rev, place);
    expect(second.draft.id).toBe(draft.id);
    const send = () => as('keeper', 'record.create', { entity: 'parcel', values: { name: 'Once' }, key: draft.id });
    expect((await send()).id).toBe((await send()).id);
    expect((await as('keeper', 'draft.open', { entity: 'parcel', place })).draft).toBeNull();
    const mine = (await as('keeper', 'draft.list', {})).drafts.map((one) => one.place);
    expect(mine).not.toContain(place);
    await forgetDrafts(test.host.pool, test.host.clock.now());
    expect((await save('keeper', { name: 'Next' }, 0, place)).draft).toMatchObject({
      rev: 1,
      values: { name: 'Next' },
    });
  });

  it('shows nothing of a field that may not be seen', async () => {
    const { draft } = await save('writer', { name: 'Mine', secret: 'typed by hand' });
    expect(draft.values).toEqual({ name: 'Mine' });
  });

  it('is listed by what the record would be called, and can be thrown away', async () => {
    const [mine] = (await as('writer', 'draft.list', {})).drafts;
    expect(mine).toMatchObject({ entity: 'parcel', place: 'new', title: 'Mine', fields: 1 });
    await as('writer', 'draft.discard', HERE);
    expect((await as('writer', 'draft.list', {})).drafts).toEqual([]);
  });

  it('is refused for an entity one may not add to, for unknown fields, and beyond its size', async () => {
    const codes = async (asked: Promise<unknown>) =>
      asked.catch((e: { problems: { code: string }[] }) => e.problems[0]?.code);
    expect(await codes(save('stranger', { name: 'x' }))).toBe('record.unknownEntity');
    expect(await codes(save('writer', { nowhere: 'x' }))).toBe('record.unknownField');
    expect(
      await codes(save('writer', JSON.parse('{"__proto__":"x"}') as { [field: string]: Json })),
    ).not.toBeUndefined();
    expect(await codes(save('writer', { note: 'x'.repeat(2_100_000) }))).toBe('draft.tooLarge');
  });
});
