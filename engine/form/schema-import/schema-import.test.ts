import { describe, expect, it } from 'vitest';
import { buildModel } from '../../entity/model';
import type { Json } from '../../kernel/json';
import { compileSchema } from '../../schema/validate';
import { checkForm } from '../check';
import { compileForm } from '../compile';
import { runForm } from '../pipeline';
import { prepareWrite } from '../prepare';
import { builtInFieldTypes } from '../record';
import { documentOf, importSchema, valuesOf } from '.';

const CONTEXT = { me: null, today: '2026-01-01', now: '2026-01-01T00:00:00Z', timeZone: 'UTC' } as const;

const ORDER = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: '订单',
  type: 'object',
  required: ['orderNo', 'status', 'lines'],
  additionalProperties: false,
  definitions: {
    address: {
      type: 'object',
      properties: { city: { type: 'string' }, zip: { type: 'string', pattern: '^\\d{6}$' } },
      required: ['city'],
    },
    tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/definitions/tree' } } } },
  },
  properties: {
    orderNo: { type: 'string', minLength: 3, maxLength: 20, title: '订单编号' },
    status: {
      oneOf: [
        { const: 'open', title: '进行中' },
        { const: 'closed', title: '已关闭' },
      ],
    },
    level: { enum: [1, 2, 3] },
    total: { type: 'number', multipleOf: 0.01, minimum: 0 },
    count: { type: ['integer', 'null'], exclusiveMinimum: 0 },
    mail: { type: 'string', format: 'email' },
    due: { type: 'string', format: 'date' },
    paid: { type: 'boolean', default: false },
    address: { $ref: '#/definitions/address' },
    colours: { type: 'array', items: { enum: ['red', 'blue'] }, uniqueItems: true },
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        allOf: [
          { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] },
          { properties: { quantity: { type: 'integer', minimum: 1 } } },
        ],
      },
    },
    point: { type: 'array', items: [{ type: 'number' }, { type: 'number' }], additionalItems: false },
    extra: { type: ['string', 'object'] },
    tree: { $ref: '#/definitions/tree' },
    never: false,
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    card: { type: 'string' },
    holder: { type: 'string' },
  },
  dependencies: { card: ['holder'] },
} as const;

const GOOD: Json = {
  orderNo: 'A-001',
  status: 'open',
  level: 2,
  total: 12.5,
  count: null,
  mail: 'Mei.Chen@Example.com',
  due: '2026-02-28',
  paid: true,
  address: { city: 'Qingdao', zip: '266000', floor: 3 },
  colours: ['blue'],
  lines: [{ sku: 'x', quantity: 2, note: 'kept' }, { sku: 'y' }],
  point: [120.3, 36.1],
  extra: { any: [1, null] },
  tree: { children: [{ children: [] }] },
  labels: { a: 'b' },
};

function open(schema: Parameters<typeof importSchema>[0]) {
  const imported = importSchema(schema, { romanize: () => 'ding dan' });
  const model = buildModel([{ document: imported.entity, version: 1 }], { fieldTypes: builtInFieldTypes });
  const entity = model.entity(imported.entity.name)!;
  return { ...imported, model, plan: compileForm(imported.form, entity, model) };
}

describe('a JSON Schema as a form', () => {
  const { entity, form, maps, notes, model, plan } = open(ORDER);
  const field = (name: string) => entity.fields.find((one) => one.name === name);

  it('makes fields, groups, line items and options of what has one shape', () => {
    expect(entity.label['zh-CN']).toBe('订单');
    expect(entity.name).toBe('ding_dan');
    expect(field('order_no')).toMatchObject({ type: 'text', required: true, options: { maxLength: 20 } });
    expect(field('status')).toMatchObject({ type: 'choice', required: true });
    expect(field('status')!.options!.choices).toMatchObject([
      { value: 'open', label: { 'zh-CN': '进行中' } },
      { value: 'closed' },
    ]);
    expect(field('total')).toMatchObject({ type: 'number', options: { decimals: 2, min: 0 } });
    expect(field('count')).toMatchObject({ type: 'number', options: { decimals: 0, min: 1 } });
    expect(['mail', 'due', 'paid', 'colours', 'lines'].map((name) => field(name)!.type)).toEqual([
      'email',
      'date',
      'yes_no',
      'many_choice',
      'lines',
    ]);
    expect(field('paid')!.default).toBe(false);
    expect(field('address_city')!.required).toBeUndefined();
    expect(form.sections.map(({ label }) => label?.en)).toEqual([undefined, 'Address', 'Tree']);
  });

  it('lists what it cannot show, with its place and a reason in both languages', () => {
    const said = Object.fromEntries(notes.map(({ pointer, as, reason }) => [pointer, `${as}: ${reason.en}`]));
    expect(said['/properties/point']).toBe('json: its items each have a shape of their own (a tuple)');
    expect(said['/properties/extra']).toBe('json: it may be of several types');
    expect(said['/properties/tree/properties/children']).toBe('json: it refers to itself, without end');
    expect(said['/properties/labels']).toBe('json: the names of its properties are not fixed');
    expect(said['/properties/never']).toBe('left: the schema allows no value here');
    for (const { reason } of notes) expect(reason['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  it('makes documents the platform takes', () => {
    expect(checkForm(form, { model }).filter(({ level }) => level !== 'warning')).toEqual([]);
  });

  it('opens a valid document and gives it back untouched, to the letter', () => {
    expect(compileSchema(ORDER, { checksFormats: true }).check(GOOD)).toEqual([]);
    const given = valuesOf(maps, GOOD);
    expect(runForm(plan, given, { ...CONTEXT, isNew: true }).problems).toEqual([]);
    const opened = prepareWrite(plan, { values: given, before: given }, CONTEXT).values;
    expect(documentOf(maps, opened, { document: GOOD, opened })).toEqual(GOOD);
    // The canonical value is another text; what nobody touched keeps its own.
    expect(opened.mail).toBe('mei.chen@example.com');
  });

  it('changes in the document what was changed in the form, and nothing else', () => {
    const given = valuesOf(maps, GOOD);
    const opened = prepareWrite(plan, { values: given, before: given }, CONTEXT).values;
    const lines = opened.lines as { [cell: string]: unknown }[];
    const changed = {
      ...opened,
      total: '13',
      level: '3',
      lines: [lines[0]!, { ...lines[1], quantity: '5' }],
      address_zip: null,
    };
    expect(documentOf(maps, changed, { document: GOOD, opened })).toEqual({
      ...(GOOD as object),
      total: 13,
      level: 3,
      lines: [
        { sku: 'x', quantity: 2, note: 'kept' },
        { sku: 'y', quantity: 5 },
      ],
      address: { city: 'Qingdao', floor: 3 },
    });
  });

  it('refuses in the form what the schema refuses', () => {
    const bad: readonly (readonly [Json, string])[] = [
      [{ orderNo: 'A' }, 'order_no'],
      [{ status: 'gone' }, 'status'],
      [{ total: 1.234 }, 'total'],
      [{ count: 0 }, 'count'],
      [{ address: { city: 'x', zip: '12' } }, 'address_zip'],
      [{ address: { zip: '266000' } }, 'address_city'],
      [{ lines: [] }, 'lines'],
      [{ lines: [{ sku: 'x', quantity: 0 }] }, 'lines'],
      [{ point: [1, 2, 3] }, 'point'],
      [{ labels: { a: 1 } }, 'labels'],
      [{ card: '1' }, 'holder'],
    ];
    for (const [part, name] of bad) {
      const document = { ...(GOOD as object), ...(part as object) };
      expect(compileSchema(ORDER, { checksFormats: true }).isValid(document), JSON.stringify(part)).toBe(false);
      const { problems } = runForm(plan, valuesOf(maps, document), { ...CONTEXT, isNew: true });
      expect(
        problems.map(({ path }) => path[0]),
        JSON.stringify(part),
      ).toContain(name);
    }
  });

  it('takes any schema at all: a list, a text, nothing, hostile names', () => {
    const list = open({ type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } });
    expect(list.entity.fields[0]).toMatchObject({ name: 'value', type: 'lines' });
    const opened = valuesOf(list.maps, [{ n: 1 }]);
    expect(documentOf(list.maps, opened, { document: [{ n: 1 }], opened })).toEqual([{ n: 1 }]);
    expect(open({ type: 'string' }).entity.fields[0]!.type).toBe('text');
    expect(open(true).entity.fields[0]!.type).toBe('json');
    expect(open({ $ref: '#' }).entity.fields).toHaveLength(1);
    const hostile = open({
      type: 'object',
      properties: {
        ...Object.fromEntries(['id', '', '中文', "'; drop table x"].map((name) => [name, { type: 'string' }])),
        ['__proto__']: { type: 'string' },
      },
    });
    expect(hostile.entity.fields.map(({ name }) => name)).toEqual(['id_value', 'field', 'ding_dan', 'drop_table_x']);
    expect(hostile.notes.map(({ pointer, as }) => `${as} ${pointer}`)).toContain('left /properties/__proto__');
  });
});
