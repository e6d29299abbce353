/**
 * A field that a role may not read is, for that role, a field that does not exist: for every field and every way to ask,
 * the answer is the same as for a name nobody ever used, and neither its values nor its labels are anywhere in it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportRecords } from '../../engine/host/services/records-export';
import { answer } from '../../engine/host/services/records-query';
import type { FilterOperator } from '../../engine/kernel/contract';
import type { Question } from '../../engine/kernel/documents.generated';
import { Refusal } from '../../engine/kernel/problems';
import { DEPARTMENTS, entityDocument, PEOPLE, registry, role, world, type World } from '../support/records';

const choices = (values: string[]) => ({
  choices: values.map((value) => ({ value, label: { 'zh-CN': `选项${value}`, en: `Choice ${value}` } })),
});
/** Every type of field; each value carries a mark that no other field holds. */
const FIELDS = {
  title_text: { spec: { type: 'text' }, value: 'MARK-title_text', mark: 'MARK-title_text' },
  note: { spec: { type: 'long_text' }, value: 'MARK-note', mark: 'MARK-note' },
  serial: { spec: { type: 'text', unique: true, required: true }, value: 'MARK-serial', mark: 'MARK-serial' },
  tonnage: { spec: { type: 'number' }, value: '771234.5', mark: '771234.5' },
  price: { spec: { type: 'money' }, value: '881234.25', mark: '881234.25' },
  level: { spec: { type: 'choice', options: choices(['mark_level']) }, value: 'mark_level', mark: 'mark_level' },
  tags: { spec: { type: 'many_choice', options: choices(['mark_tags']) }, value: ['mark_tags'], mark: 'mark_tags' },
  is_key: { spec: { type: 'yes_no' }, value: true, mark: undefined },
  since: { spec: { type: 'date' }, value: '1987-06-05', mark: '1987-06-05' },
  seen: { spec: { type: 'date_time' }, value: '1988-07-06T01:02:03.000Z', mark: '1988-07-06' },
  home_region: {
    spec: { type: 'relation', options: { entity: 'department' } },
    value: DEPARTMENTS.west,
    mark: DEPARTMENTS.west,
  },
  mail: { spec: { type: 'email' }, value: 'mark.mail@example.com', mark: 'mark.mail' },
  call: { spec: { type: 'phone' }, value: '+8613812349876', mark: '13812349876' },
  site: { spec: { type: 'url' }, value: 'https://mark-site.example/', mark: 'mark-site' },
  share: { spec: { type: 'percent' }, value: '0.1357', mark: '0.1357' },
  spent: { spec: { type: 'duration' }, value: '86461', mark: '86461' },
  stars: { spec: { type: 'rating' }, value: '4', mark: undefined },
  words: { spec: { type: 'tags' }, value: ['MARK-words'], mark: 'MARK-words' },
  item_code: { spec: { type: 'barcode' }, value: 'MARK-code', mark: 'MARK-code' },
  place: { spec: { type: 'geo' }, value: { lat: 31.571234, lng: 120.12 }, mark: '31.571234' },
  address: { spec: { type: 'address' }, value: { region: '370202', street: 'MARK-street' }, mark: 'MARK-street' },
  source_code: { spec: { type: 'code' }, value: 'MARK-source()', mark: 'MARK-source()' },
  deal: { spec: { type: 'currency_amount' }, value: { amount: '661234.5', currency: 'USD' }, mark: '661234.5' },
  stay: { spec: { type: 'date_range' }, value: { from: '1985-04-03', to: '1985-04-09' }, mark: '1985-04-03' },
  branch: { spec: { type: 'department' }, value: DEPARTMENTS.qingdao, mark: DEPARTMENTS.qingdao },
  extra: { spec: { type: 'json' }, value: { told: 'MARK-json' }, mark: 'MARK-json' },
  survey: {
    spec: {
      type: 'matrix',
      options: { rows: choices(['mark_row']).choices, columns: choices(['mark_column']).choices },
    },
    value: { mark_row: 'mark_column' },
    mark: 'mark_column',
  },
  ranks: {
    spec: { type: 'ranking', options: choices(['mark_first', 'mark_second']) },
    value: ['mark_second', 'mark_first'],
    mark: 'mark_second',
  },
  story: {
    spec: { type: 'rich_text' },
    value: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'MARK-story' }] }] },
    mark: 'MARK-story',
  },
  score: { spec: { type: 'scale' }, value: '4', mark: undefined },
  opens: { spec: { type: 'time' }, value: '04:37', mark: '04:37' },
  keeper: { spec: { type: 'person' }, value: PEOPLE.eve, mark: PEOPLE.eve },
  lines: {
    spec: { type: 'lines', options: { fields: { product: { type: 'text' }, quantity: { type: 'number' } } } },
    value: [{ product: 'MARK-lines', quantity: '991234' }],
    mark: 'MARK-lines',
  },
} as const;
type Name = keyof typeof FIELDS;
const names = Object.keys(FIELDS) as Name[];
const NOBODY_KNOWS = 'nobody_knows';
const OPERATORS: readonly FilterOperator[] = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'isEmpty',
  'notEmpty',
  'isMe',
  'myDepartment',
  'myDepartmentAndBelow',
  'relative',
];
const AGGREGATES = ['count', 'sum', 'avg', 'min', 'max', 'countDistinct', 'median'] as const;

const secret = entityDocument(
  'secret',
  Object.fromEntries(names.map((name) => [name, FIELDS[name].spec])) as never,
  'title_text',
);
const holder = entityDocument('holder', {
  name: { type: 'text' },
  thing: { type: 'relation', options: { entity: 'secret' } },
  things: { type: 'lines', options: { fields: { item: { type: 'relation', options: { entity: 'secret' } } } } },
});
const everything = { create: true, read: 'all', update: 'all', delete: 'all' } as const;
const hides = (name: string) => `without_${name}`;
const roles = [
  role('boss', { '*': everything }),
  ...names.map((name) =>
    role(hides(name), { secret: { ...everything, fields: { [name]: 'none' } }, holder: everything }),
  ),
  role('stranger', { holder: everything }),
];

/** Everything an answer or a refusal says, in both languages. */
async function said(ask: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await ask());
  } catch (error) {
    if (error instanceof Refusal) return `refused ${JSON.stringify(error.problems)}`;
    throw error;
  }
}

describe.each(names)('without the right to "%s"', (name) => {
  let w: World;
  let id: string;
  beforeAll(async () => {
    w = shared!;
    id = recordId;
  });
  const { mark, spec } = FIELDS[name];
  const label = `Label of ${name}`;

  function expectNothingOf(text: string): void {
    if (mark !== undefined) expect(text).not.toContain(mark);
    expect(text).not.toContain(label);
    expect(text).not.toContain(`标签${name}`);
    expect(text).not.toContain(`fld_secret_${name}"`);
  }
  /** The same, word for word, as for a field that never was. */
  async function expectUnknown(ask: (field: string) => Promise<unknown>): Promise<void> {
    const hidden = await said(() => ask(name));
    const unknown = await said(() => ask(NOBODY_KNOWS));
    expectNothingOf(hidden);
    expect(hidden).toMatch(/^refused/);
    expect(hidden.replaceAll(name, NOBODY_KNOWS)).toBe(unknown);
  }
  const call = () => w.call('ann', hides(name));
  const list = (input: object) => w.host.records.list(call(), { entity: 'secret', ...input } as never);
  const ask = (question: object) => answer(call(), { entity: 'secret', ...question } as Question);

  it('records, lists, histories and exports tell nothing of it', async () => {
    const { file } = await exportRecords(call(), { entity: 'secret', format: 'csv' });
    for (const text of [
      await said(() => w.host.records.get(call(), 'secret', id)),
      await said(() => list({ count: true })),
      await said(() => w.host.records.history(call(), 'secret', id)),
      await said(() => w.host.records.options(call(), { entity: 'secret' })),
      await said(() => w.host.records.list(call(), { entity: 'holder' })),
      await said(() => w.host.records.get(call(), 'holder', holderId)),
      await said(() => w.host.records.history(call(), 'holder', holderId)),
      await said(() =>
        answer(call(), { entity: 'holder', dimensions: [{ field: 'thing' }], measures: [{ agg: 'count' }] }),
      ),
      w.files.get(file!)!,
    ]) {
      expectNothingOf(text);
      expect(text).not.toContain(`"${name}"`);
      if (name !== 'is_key') expect(text.length).toBeGreaterThan(10);
    }
  });

  it('it cannot be asked for, sorted, exported or reached from elsewhere', async () => {
    await expectUnknown((field) => list({ fields: [field] }));
    await expectUnknown((field) => w.host.records.get(call(), 'secret', id, [field]));
    await expectUnknown((field) => list({ sort: [{ field, direction: 'asc' }] }));
    await expectUnknown((field) => exportRecords(call(), { entity: 'secret', fields: [field], format: 'csv' }));
    await expectUnknown((field) => w.host.records.list(call(), { entity: 'holder', fields: [`thing.${field}`] }));
    await expectUnknown((field) =>
      w.host.records.list(call(), { entity: 'holder', sort: [{ field: `thing.${field}`, direction: 'asc' }] }),
    );
    await expectUnknown((field) => list({ fields: [`${field}.name`] }));
  });

  it('no operator filters by it', async () => {
    for (const op of OPERATORS) {
      const value = op === 'between' ? ['1', '2'] : op === 'relative' ? { unit: 'day', from: 0, to: 0 } : 'x';
      await expectUnknown((field) => list({ filter: { field, op, value } }));
      await expectUnknown((field) => list({ filter: { not: { any: [{ field, op, value }] } } }));
    }
    await expectUnknown((field) => list({ filter: { field: `${field}.product`, op: 'eq', value: 'x' } }));
    await expectUnknown((field) =>
      w.host.records.list(call(), { entity: 'holder', filter: { field: `thing.${field}`, op: 'notEmpty' } }),
    );
    await expectUnknown((field) =>
      w.host.records.list(call(), { entity: 'holder', filter: { field: `things.item.${field}`, op: 'notEmpty' } }),
    );
  });

  it('no expression reads it', async () => {
    const without = (text: string) =>
      text.replace(/"(start|end|position|length)":\d+/g, '').replace(/"suggestion":"[^"]*"/g, '');
    for (const make of [(f: string) => `${f} == null`, (f: string) => `ISBLANK(${f})`, (f: string) => `${f} > 1`]) {
      const hidden = await said(() => list({ filter: { expression: make(name) } }));
      const unknown = await said(() => list({ filter: { expression: make(NOBODY_KNOWS) } }));
      expectNothingOf(hidden);
      expect(without(hidden.replaceAll(name, NOBODY_KNOWS))).toBe(without(unknown));
    }
  });

  it('no question groups, measures or counts by it', async () => {
    await expectUnknown((field) => ask({ dimensions: [{ field }], measures: [{ agg: 'count' }] }));
    await expectUnknown((field) => ask({ dimensions: [{ field, grain: 'month' }] }));
    for (const agg of AGGREGATES) await expectUnknown((field) => ask({ measures: [{ agg, field }] }));
    await expectUnknown((field) => ask({ measures: [{ agg: 'sum', field: `${field}.quantity` }] }));
    await expectUnknown((field) => ask({ measures: [{ agg: 'count', where: { field, op: 'notEmpty' } }] }));
    await expectUnknown((field) => ask({ columns: [field] }));
    await expectUnknown((field) => ask({ columns: ['created_at'], sort: [{ by: field, direction: 'asc' }] }));
  });

  it('no search finds by it', async () => {
    const word = Array.isArray(FIELDS[name].value) ? mark! : String(FIELDS[name].value);
    expect((await list({ search: word })).rows).toEqual([]);
    const { options } = await w.host.records.options(call(), { entity: 'secret', search: word });
    expect(options).toEqual([]);
  });

  it('no write sets it, and no refusal names it', async () => {
    const create = (values: object) => w.host.records.create(call(), { entity: 'secret', values: values as never });
    const other = name === 'serial' ? {} : { serial: 'x' };
    await expectUnknown((field) => create({ ...other, [field]: FIELDS[name].value }));
    await expectUnknown((field) =>
      w.host.records.update(call(), { entity: 'secret', id, rev: 1, values: { [field]: FIELDS[name].value as never } }),
    );
    await expectUnknown((field) =>
      w.host.records.update(call(), { entity: 'secret', id, rev: 1, values: { [field]: null } }),
    );
    const many = await said(() =>
      w.host.records.createMany(call(), 'secret', [{ [name]: FIELDS[name].value as never }]),
    );
    expectNothingOf(many);
    // A required field the writer may not know of is not the writer's to fill in.
    if ('required' in spec) expect(await said(() => create({ tonnage: '1' }))).toMatch(/^\{"id"/);
  });
});

describe('an entity without the right to read', () => {
  it('is as unknown as one that never was', async () => {
    const w = shared!;
    const call = w.call('ann', 'stranger');
    const doors: ((entity: string) => Promise<unknown>)[] = [
      (entity) => w.host.records.list(call, { entity }),
      (entity) => w.host.records.get(call, entity, recordId),
      (entity) => w.host.records.history(call, entity, recordId),
      (entity) => w.host.records.options(call, { entity }),
      (entity) => w.host.records.create(call, { entity, values: {} }),
      (entity) => w.host.records.createMany(call, entity, [{}]),
      (entity) => w.host.records.update(call, { entity, id: recordId, rev: 1, values: {} }),
      (entity) => w.host.records.remove(call, entity, recordId),
      (entity) => w.host.records.restore(call, entity, recordId),
      (entity) => answer(call, { entity, measures: [{ agg: 'count' }] }),
      (entity) => exportRecords(call, { entity, format: 'csv' }),
    ];
    for (const door of doors) {
      const hidden = await said(() => door('secret'));
      expect(hidden).toMatch(/^refused/);
      expect(hidden.replaceAll('secret', 'never_was')).toBe(await said(() => door('never_was')));
    }
  });

  it('keeps its titles out of the records that point to it', async () => {
    const w = shared!;
    const seen = await said(() => w.host.records.get(w.call('ann', 'stranger'), 'holder', holderId));
    expect(seen).not.toContain('MARK-title_text');
    expect(seen).toContain(`"thing":{"id":"${recordId}","title":""}`);
    const history = await said(() => w.host.records.history(w.call('ann', 'stranger'), 'holder', holderId));
    expect(history).not.toContain('MARK');
  });
});

let shared: World | undefined;
let recordId: string;
let holderId: string;
beforeAll(async () => {
  shared = await world({ entities: [secret, holder], roles });
  const boss = shared.call('ann', 'boss');
  const values = Object.fromEntries(names.map((name) => [name, FIELDS[name].value])) as never;
  recordId = (await shared.host.records.create(boss, { entity: 'secret', values })).id;
  const held = { name: 'Holder', thing: recordId, things: [{ item: recordId }] };
  holderId = (await shared.host.records.create(boss, { entity: 'holder', values: held as never })).id;
  // Every type of field that is sent is here; a new type must come into this test. Derived fields take the rights of what
  // they are computed from: engine/data/derived.
  const types = new Set<string>(names.map((name) => FIELDS[name].spec.type));
  expect([...registry.fieldTypes.keys()].filter((type) => !types.has(type))).toEqual([
    'auto_number',
    'file',
    'formula',
    'lookup',
    'rollup',
    // A file, as far as rights are concerned.
    'signature',
  ]);
});
afterAll(() => shared?.end());
