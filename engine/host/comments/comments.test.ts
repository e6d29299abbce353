/** What people say about a record, who hears of it, and the timeline of everything that touched it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '@/tests/support/records';
import { testHost, type PersonName, type TestHost } from '@/tests/support/host';
import type { Input, OperationName, Output } from '../../kernel/api';
import { mentionOf } from '../../kernel/mentions';

let test: TestHost;
let record: string;
const as = <N extends OperationName>(person: PersonName, name: N, input: Input<N>): Promise<Output<N>> =>
  test.host.call(name, input, { viewer: test.viewers[person], door: 'screen' });
const at = () => ({ entity: 'parcel', record });
const say = (person: PersonName, body: string, more: Partial<Input<'comment.create'>> = {}) =>
  as(person, 'comment.create', { ...at(), body, ...more });
const mention = (person: PersonName) => mentionOf({ id: test.viewers[person].id, name: person });
const notices = async (person: PersonName) => (await as(person, 'notification.list', {})).notifications;

beforeAll(async () => {
  test = await testHost();
  record = (await as('keeper', 'record.create', { entity: 'parcel', values: { name: 'Box', secret: 'gold' } })).id;
});
afterAll(() => test.close());

describe('comments', () => {
  it('are read by whoever may read the record, and by nobody else', async () => {
    const made = await say('keeper', 'Fragile.');
    const { comments } = await as('writer', 'comment.list', at());
    expect(comments).toEqual([{ ...made, mine: false }]);
    expect(await refusalOf(as('stranger', 'comment.list', at()))).toEqual(['query.unknownEntity entity']);
    expect(await refusalOf(say('stranger', 'Hello?'))).toEqual(['query.unknownEntity entity']);
  });

  it('tell the people they mention, once, and lead there', async () => {
    const made = await say('keeper', `Please look, ${mention('writer')}`);
    const [notice] = await notices('writer');
    expect(notice).toMatchObject({
      title: { en: 'keeper mentioned you in Box', 'zh-CN': 'keeper在“Box”中提到了您' },
      body: { en: 'Please look, @writer' },
      link: `/e/parcel/${record}?comment=${made.id}`,
      read: false,
    });
    await as('keeper', 'comment.update', { id: made.id, body: `Please look soon, ${mention('writer')}` });
    expect(await notices('writer')).toHaveLength(1);
    await say('writer', `Noted by ${mention('writer')}`);
    expect(await notices('writer')).toHaveLength(1);
  });

  it('mention only people who may read the record, and offer only those', async () => {
    expect(await refusalOf(say('keeper', `See ${mention('stranger')}`))).toEqual(['comment.mention body']);
    const { people } = await as('keeper', 'comment.people', at());
    const names = people.map(({ title }) => title);
    expect(names).toEqual(expect.arrayContaining(['keeper', 'writer']));
    expect(names).not.toContain('stranger');
    const found = await as('keeper', 'comment.people', { ...at(), search: 'kee' });
    expect(found.people.map(({ title }) => title)).toEqual(['keeper']);
    expect(await notices('stranger')).toEqual([]);
  });

  it('are answered one level deep, and whoever is answered hears of it', async () => {
    const first = await say('writer', 'Is it insured?');
    const second = await say('keeper', 'Yes.', { parent: first.id });
    const third = await say('writer', 'By whom?', { parent: second.id });
    expect([second.parent, third.parent]).toEqual([first.id, first.id]);
    expect((await notices('writer'))[0]?.title.en).toBe('keeper answered your comment on Box');
    const { comments } = await as('keeper', 'comment.list', at());
    const place = comments.findIndex(({ id }) => id === first.id);
    expect(comments.slice(place, place + 3).map(({ body }) => body)).toEqual(['Is it insured?', 'Yes.', 'By whom?']);
  });

  it('are changed and deleted by their writer only, and a deletion can be taken back', async () => {
    const made = await say('keeper', 'Heavy.');
    expect(await refusalOf(as('writer', 'comment.update', { id: made.id, body: 'Light.' }))).toEqual([
      'comment.notYours id',
    ]);
    expect(await refusalOf(as('writer', 'comment.delete', { id: made.id }))).toEqual(['comment.notYours id']);
    expect(await as('keeper', 'comment.update', { id: made.id, body: 'Very heavy.' })).toMatchObject({
      body: 'Very heavy.',
      editedAt: expect.any(String) as string,
    });
    const isThere = async () =>
      (await as('writer', 'comment.list', at())).comments.some(({ id, isDeleted }) => id === made.id && !isDeleted);
    await as('keeper', 'comment.delete', { id: made.id });
    expect(await isThere()).toBe(false);
    await as('keeper', 'comment.restore', { id: made.id });
    expect(await isThere()).toBe(true);
  });

  it('say what is missing, keep hostile text as it is, and are made once however often they are sent', async () => {
    expect(await refusalOf(say('keeper', '   '))).toEqual(['comment.empty body']);
    expect(await refusalOf(say('keeper', 'x'.repeat(10_001)))).toEqual(['comment.tooLong body']);
    const hostile = `<img src=x onerror=alert(1)> [a](javascript:alert(1)) ${'\u202e'}`;
    expect((await say('keeper', hostile)).body).toBe(hostile.trim());
    const [one, again] = [await say('keeper', 'Once', { key: 'k1' }), await say('keeper', 'Once', { key: 'k1' })];
    expect(again.id).toBe(one.id);
  });

  it('carry files that only readers of the record may open, and of nobody else', async () => {
    const upload = async (person: PersonName) =>
      (await (await test.ask('POST', 'v1/files?name=a.txt', { as: person, raw: 'hello' })).json()) as { id: string };
    const file = await upload('keeper');
    const made = await say('keeper', 'See the file', { files: [file.id] });
    expect(made.files).toMatchObject([{ name: 'a.txt', size: 5 }]);
    const open = async (person: PersonName) => (await test.ask('GET', `v1/files/${file.id}`, { as: person })).status;
    expect([await open('writer'), await open('stranger')]).toEqual([200, 404]);
    expect((await as('writer', 'record.files', { entity: 'parcel', id: record })).files).toMatchObject([
      { name: 'a.txt', field: null, by: { title: 'keeper' } },
    ]);
    expect(await refusalOf(say('writer', 'Mine', { files: [file.id] }))).toEqual(['comment.file files']);
    await as('keeper', 'comment.delete', { id: made.id });
    expect(await open('writer')).toBe(404);
  });

  it('go with the record into the trash and come back with it', async () => {
    const other = await as('keeper', 'record.create', { entity: 'parcel', values: { name: 'Bag' } });
    const there = { entity: 'parcel', record: other.id };
    await as('keeper', 'comment.create', { ...there, body: 'Torn.' });
    await as('keeper', 'record.delete', { entity: 'parcel', id: other.id });
    expect(await refusalOf(as('keeper', 'comment.list', there))).toEqual(['record.notFound id']);
    await as('keeper', 'record.restore', { entity: 'parcel', id: other.id });
    expect((await as('keeper', 'comment.list', there)).comments).toHaveLength(1);
  });
});

describe('the timeline', () => {
  const line = (person: PersonName, input: Partial<Input<'record.timeline'>> = {}) =>
    as(person, 'record.timeline', { entity: 'parcel', id: record, ...input });

  it('tells of changes and comments, newest first, page by page without a gap or a repeat', async () => {
    for (let n = 0; n < 25; n += 1) {
      const { rev } = await as('keeper', 'record.get', { entity: 'parcel', id: record, fields: [] });
      await as('keeper', 'record.update', { entity: 'parcel', id: record, rev, values: { weight: String(n) } });
      if (n % 3 === 0) await say('keeper', `Weighed ${n}`);
    }
    const whole = (await line('keeper', { size: 200 })).entries;
    expect(whole.at(-1)).toMatchObject({ what: 'create', by: { title: 'keeper' } });
    expect(whole.map(({ at: when }) => when)).toEqual(
      whole
        .map(({ at: when }) => when)
        .sort()
        .reverse(),
    );
    const paged = [];
    let after: string | undefined;
    do {
      const page = await line('keeper', { size: 4, ...(after === undefined ? {} : { after }) });
      paged.push(...page.entries);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });

  it('narrows to comments, or to one field with before and after and the door', async () => {
    const comments = (await line('keeper', { show: ['comments'] })).entries;
    expect(new Set(comments.map(({ what }) => what))).toEqual(new Set(['comment']));
    const weight = (await line('keeper', { field: 'weight', size: 2 })).entries;
    expect(weight.map(({ changes, door }) => [changes?.[0]?.before, changes?.[0]?.after, door])).toEqual([
      ['23', '24', 'screen'],
      ['22', '23', 'screen'],
    ]);
  });

  it('never tells of a field the viewer may not read, not even that it changed', async () => {
    for (let n = 0; n < 8; n += 1) {
      const { rev } = await as('keeper', 'record.get', { entity: 'parcel', id: record, fields: [] });
      await as('keeper', 'record.update', { entity: 'parcel', id: record, rev, values: { secret: `vault ${n}` } });
    }
    expect((await line('keeper', { size: 1 })).entries[0]?.changes?.[0]?.after).toBe('vault 7');
    const seen = await line('writer', { size: 3 });
    expect(JSON.stringify(seen)).not.toMatch(/vault|secret|gold/);
    expect(seen.entries).toHaveLength(3);
    expect(await refusalOf(line('writer', { field: 'secret' }))).toEqual(['query.unknownField field']);
  });
});
