import { describe, expect, it } from 'vitest';
import { fieldTypes } from '../form/fields/index.generated';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { buildRegistry } from '../kernel/registry';
import { childTableName, quoteIdentifier } from './identifiers';
import { buildModel } from './model';
import { keepFormerNames, normalizeEntity } from './normalize';

const registry = buildRegistry([{ id: 'form', label: { 'zh-CN': '', en: '' }, fieldTypes }]);
const label = { 'zh-CN': '标签', en: 'Label' };
const use = (name: string, type: string, rest: Partial<FieldUse> = {}): FieldUse => ({
  id: `fld_${name}_test`,
  name,
  type,
  label,
  ...rest,
});
const entity = (name: string, fields: FieldUse[], rest: Partial<EntityDocument> = {}): EntityDocument => ({
  kind: 'entity',
  id: `ent_${name}`,
  name,
  label,
  fields,
  ...rest,
});
const model = (...documents: EntityDocument[]) =>
  buildModel(
    documents.map((document) => ({ document, version: 1 })),
    registry,
  );

describe('the model', () => {
  it('finds entities and fields by name, former name and id; a present name wins over a former one', () => {
    const built = model(
      entity('bill', [use('sum', 'money', { aliases: ['amount'] }), use('amount', 'text')], { aliases: ['invoice'] }),
    );
    const bill = built.entity('invoice')!;
    expect([built.entity('bill'), built.entity('ent_bill')]).toEqual([bill, bill]);
    expect(bill.field('amount')!.type).toBe('text');
    expect(bill.field('fld_sum_test')!.name).toBe('sum');
    expect(built.entity('nothing')).toBeUndefined();
  });

  it('gives every record its system fields, after the declared ones', () => {
    const fields = model(entity('bill', [use('name', 'text')])).entity('bill')!.fields;
    expect(fields.map((field) => field.name).slice(0, 3)).toEqual(['name', 'id', 'rev']);
    expect(fields.filter((field) => field.system).every((field) => registry.fieldTypes.has(field.type))).toBe(true);
  });

  it('makes an entity of the rows of line items, whose parent is the record', () => {
    const bill = model(entity('bill', [use('rows', 'lines', { options: { fields: [use('qty', 'number')] } })])).entity(
      'bill',
    )!;
    const { child } = bill.field('rows')!;
    expect(bill.field('rows')!.column).toBeNull();
    expect(child).toMatchObject({ table: { schema: 'data', name: 'bill__rows' }, parent: { entity: bill } });
    expect(child!.fields.map((field) => field.name)).toEqual(['qty', 'id', 'parent_id', 'position']);
  });

  it('lays people and departments onto the platform’s own tables', () => {
    const person = model({
      ...entity('person', [use('department', 'relation', { options: { entity: 'department' } })]),
      id: 'ent_person',
    }).entity('person')!;
    expect(person).toMatchObject({ isPlatform: true, table: { schema: 'public', name: 'person' } });
    expect(person.field('department')!.column).toBe('department_id');
    expect(person.field('rev')).toBeUndefined();
  });

  it('leaves out fields whose type is not installed, and survives drafts with senseless options', () => {
    const bill = model(
      entity('bill', [
        use('ghost', 'hologram'),
        use('rows', 'lines', { options: { fields: [1, null, { id: 2 }] } }),
        use('to', 'relation', { options: { entity: 5 } }),
      ]),
    ).entity('bill')!;
    expect(bill.fields.filter((field) => !field.system).map((field) => field.name)).toEqual(['rows', 'to']);
    expect(bill.field('to')!.target).toBeUndefined();
  });
});

describe('former names', () => {
  it('are kept for ever, also when the editor forgets them', () => {
    const before = entity('bill', [use('sum', 'money', { aliases: ['total'] })], { aliases: ['invoice'] });
    const after = normalizeEntity(
      { ...entity('account', [{ ...use('amount', 'money'), id: 'fld_sum_test' }]), id: 'ent_bill' },
      before,
    );
    expect(after.aliases).toEqual(['bill', 'invoice']);
    expect(after.fields[0]!.aliases).toEqual(['sum', 'total']);
  });

  it('end when the thing takes the name again', () => {
    expect(keepFormerNames({ id: 'x', name: 'a', aliases: ['a', 'b'] }, undefined)).toEqual({
      id: 'x',
      name: 'a',
      aliases: ['b'],
    });
  });
});

describe('names for PostgreSQL', () => {
  it('are quoted, and refused where PostgreSQL would cut them', () => {
    expect(quoteIdentifier('we"ird')).toBe('"we""ird"');
    expect(() => quoteIdentifier('客'.repeat(22))).toThrow(RangeError);
  });

  it('stay apart for line items with long names', () => {
    const [a, b] = ['a'.repeat(40), 'a'.repeat(39) + 'b'].map((name) => childTableName(name, 'x'.repeat(40)));
    expect(a).not.toBe(b);
    expect(a!.length).toBeLessThanOrEqual(63);
  });
});
