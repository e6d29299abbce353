/** Whatever is sent: it is kept exactly, or refused in words at its place, and then nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, PEOPLE, refusalOf, role, world, type World } from '../../../tests/support/records';

const choice = { choices: [{ value: 'a', label: { 'zh-CN': 'a', en: 'a' } }] };
const thing = entityDocument('thing', {
  name: { type: 'text', required: true },
  note: { type: 'long_text' },
  size: { type: 'number', default: 5 as never },
  kind: { type: 'choice', options: choice },
  tags: { type: 'many_choice', options: choice },
  on: { type: 'date' },
  at: { type: 'date_time' },
  yes: { type: 'yes_no' },
  who: { type: 'person' },
  files: { type: 'file' },
  lines: {
    type: 'lines',
    options: { fields: { product: { type: 'text', required: true }, count: { type: 'number' } } },
  },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

/** After the "big list of naughty strings" (M. Woolf): what breaks programs that build SQL, HTML, JSON or paths. */
const NAUGHTY = [
  `'; drop table data.thing; --`,
  `" or ""="`,
  '$1 $$ \\$ ${1}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{"id":"x"}',
  '{{7*7}} ${7*7} #{7*7}',
  '__proto__',
  'null',
  'undefined',
  'NaN',
  '../../etc/passwd',
  '=cmd|/C calc!A0',
  '%00 %n %s',
  'ÅÍÎÏ˝ÓÔ Ω≈ç√∫˜µ',
  '田中さんにあげて下さい 和製漢語 部落格',
  '﷽ ‮reversed‬ مرحبا',
  '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𠜎𠜱𠝹',
  'Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮',
  '\\',
  "'",
  '"',
  '%',
  '_',
];

describe('what is sent', () => {
  let w: World;
  beforeAll(async () => void (w = await world({ entities: [thing], roles: [role('boss', { '*': everything })] })));
  afterAll(() => w.end());
  const call = () => w.call('ann', 'boss');
  const create = (values: unknown) => w.host.records.create(call(), { entity: 'thing', values: values as never });
  const count = async () => (await w.host.records.list(call(), { entity: 'thing', count: true })).total;

  it.each(NAUGHTY)('is kept as it is and found again: %s', async (text) => {
    const made = await create({ name: text, note: text, lines: [{ product: text }] });
    expect(made).toMatchObject({ name: text.normalize('NFC'), lines: [{ product: text.normalize('NFC') }] });
    const found = await w.host.records.list(call(), {
      entity: 'thing',
      filter: { field: 'name', op: 'contains', value: text.normalize('NFC') },
    });
    expect(found.rows.map(({ id }) => id)).toContain(made.id);
    const { entries } = await w.host.records.history(call(), 'thing', made.id);
    expect(entries[0]!.changes[0]!.after).toBe(text.normalize('NFC'));
  });

  it('takes defaults of any JSON type', async () => {
    expect(await create({ name: 'default' })).toMatchObject({ size: '5' });
    expect(await create({ name: 'default', size: null })).toMatchObject({ size: null });
  });

  const WRONG: { readonly [what: string]: unknown } = {
    'a number for a text': { name: 5 },
    'an object for a text': { name: { $ne: null } },
    'a list for a text': { name: ['x'] },
    'a million characters': { name: 'x', note: 'x'.repeat(1_000_000) },
    'a text of a million characters in a line': { name: 'x'.repeat(1_000_000) },
    'a NUL': { name: 'a\u0000b' },
    'half a character': { name: 'a\ud800b' },
    'a key with a NUL': { name: 'x', ['a\u0000']: 1 },
    __proto__: JSON.parse('{"name":"x","__proto__":{"size":1}}'),
    constructor: { name: 'x', constructor: { prototype: {} } },
    'an unknown key': { name: 'x', nope: 1 },
    'a system field': { name: 'x', owner_id: PEOPLE.bo },
    'ten thousand rows': { name: 'x', lines: Array.from({ length: 10_000 }, () => ({ product: 'x' })) },
    'rows that are no rows': { name: 'x', lines: [1, 'x', null] },
    'an unknown column in a row': { name: 'x', lines: [{ product: 'x', nope: 1 }] },
    '__proto__ in a row': { name: 'x', lines: [JSON.parse('{"product":"x","__proto__":{}}')] },
    'a row id of somebody else': { name: 'x', lines: [{ id: PEOPLE.ann, product: 'x' }] },
    'an empty required cell': { name: 'x', lines: [{ count: '1' }] },
    'a number too large': { name: 'x', size: '9'.repeat(400) },
    Infinity: { name: 'x', size: 'Infinity' },
    'a day that is not': { name: 'x', on: '2026-02-30' },
    'an instant that is not': { name: 'x', at: '2026-02-30T00:00:00Z' },
    'a yes that is not': { name: 'x', yes: 'maybe so' },
    'an unknown choice': { name: 'x', kind: 'z' },
    'a person who is not': { name: 'x', who: '00000000-0000-7000-8000-00000000ffff' },
    'an id that is none': { name: 'x', who: "' or 1=1" },
    'a file that is not': { name: 'x', files: ['00000000-0000-7000-8000-00000000ffff'] },
    'deep nesting': { name: 'x', tags: JSON.parse('['.repeat(500) + ']'.repeat(500)) },
    'no object at all': ['name'],
  };
  it.each(Object.entries(WRONG))('is refused at its place, and nothing is written: %s', async (_what, values) => {
    const before = await count();
    const problems = await refusalOf(create(values));
    expect(problems.length).toBeGreaterThan(0);
    for (const found of problems) expect(found).toMatch(/^(record|field)\.\w+ values/);
    const many = await w.host.records.createMany(call(), 'thing', [values as never]);
    expect(many.failed.length).toBe(1);
    expect(await count()).toBe(before);
    const made = await create({ name: 'kept' });
    expect(
      (
        await refusalOf(
          w.host.records.update(call(), { entity: 'thing', id: made.id, rev: 1, values: values as never }),
        )
      ).length,
    ).toBeGreaterThan(0);
    expect((await w.host.records.get(call(), 'thing', made.id)).rev).toBe(1);
  });

  it('all codes of refusals have words in both languages', async () => {
    const { RECORD_PROBLEMS } = await import('../../data/records/problems');
    const { QUERY_PROBLEMS } = await import('../../query/problems');
    for (const [code, { status, words }] of Object.entries({ ...RECORD_PROBLEMS, ...QUERY_PROBLEMS })) {
      expect([code, words.en.length > 10, words['zh-CN'].length > 4, status >= 400]).toEqual([code, true, true, true]);
    }
  });
});

describe('flows that wait', () => {
  it('are told inside the transaction of the write, and only of what they wait for', async () => {
    const w = await world({
      entities: [thing],
      roles: [role('boss', { '*': everything })],
      flows: [{ entity: 'thing', on: 'create' }],
    });
    try {
      const made = await w.host.records.create(w.call('ann', 'boss'), { entity: 'thing', values: { name: 'x' } });
      await w.host.records.update(w.call('ann', 'boss'), {
        entity: 'thing',
        id: made.id,
        rev: 1,
        values: { name: 'y' },
      });
      expect(w.told.map(({ op, id, rev, changed }) => ({ op, id, rev, changed }))).toEqual([
        { op: 'create', id: made.id, rev: 1, changed: ['name', 'size'] },
      ]);
      const { rows } = await w.host.pool.query('select topic, payload from outbox order by id');
      expect(rows.map((row) => row.topic)).toEqual(['record.create', 'record.update']);
    } finally {
      await w.end();
    }
  });
});
