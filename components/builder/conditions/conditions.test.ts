import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScopeField } from '../properties/scope';
import { conditionFields, rowEntity } from './fields';
import { fromExpression } from './read';
import { EMPTY, needsValue, operatorsOf, takesField, toExpression, type Group, type Node, type Row } from './tree';

const field = (name: string, kind: ScopeField['kind'], more: Partial<ScopeField> = {}): ScopeField => ({
  name,
  label: { 'zh-CN': name, en: name },
  type: 'text',
  kind,
  target: undefined,
  ...more,
});
const FIELDS = [
  field('status', 'text'),
  field('level', 'text', { options: { choices: [{ value: 'a' }, { value: 'b' }] } }),
  field('amount', 'number'),
  field('limit', 'number'),
  field('is_open', 'boolean'),
  field('due', 'date'),
  field('seen_at', 'datetime'),
  field('keeper', 'record', { target: 'person' }),
  field('team', 'record', { target: 'department' }),
  field('deputy', 'record', { target: 'person' }),
  field('home', 'record', { target: 'department' }),
  field('tags', 'textList'),
];
const row = (name: string, op: Row['op'], value = '', more: Partial<Row> = {}): Row => ({
  is: 'row',
  field: name,
  op,
  value,
  ...more,
});
const all = (...of: readonly Node[]): Group => ({ is: 'group', all: true, of });
const one = (...of: readonly Node[]): Group => ({ is: 'group', all: false, of });

describe('a condition by pointing', () => {
  it('is written as an expression', () => {
    const rows = all(row('status', 'isNot', 'closed'), row('amount', 'atLeast', '1000'), row('keeper', 'me'));
    expect(toExpression(rows, FIELDS)).toBe('status != "closed" && amount >= 1000 && keeper == me');
  });
  it('groups what must hold together and what must hold in one way', () => {
    const rows = all(row('is_open', 'yes'), one(row('amount', 'more', '5'), row('due', 'past')));
    const source = 'is_open == true && (amount > 5 || due < today)';
    expect(toExpression(rows, FIELDS)).toBe(source);
    expect(fromExpression(source, FIELDS)).toEqual(rows);
  });
  it('compares with a field, a list, a day, a part of a text', () => {
    const rows = one(
      row('amount', 'more', 'limit', { isField: true }),
      row('level', 'oneOf', '["a","b"]'),
      row('due', 'atLeast', '2026-03-01'),
      row('status', 'contains', 'x'),
      row('seen_at', 'past'),
    );
    const source =
      'amount > limit || level in ["a", "b"] || due >= "2026-03-01" || CONTAINS(status, "x") || seen_at < now';
    expect(toExpression(rows, FIELDS)).toBe(source);
    expect(fromExpression(source, FIELDS)).toEqual(rows);
  });
  it('compares a record with the record in another field of the same entity', () => {
    expect(fromExpression('team == home', FIELDS)?.of).toEqual([row('team', 'is', 'home', { isField: true })]);
    expect(fromExpression('team != keeper', FIELDS)).toBeUndefined();
    expect(fromExpression('team == "01932c07-0000-7000-8000-000000000001"', FIELDS)).toBeUndefined();
    expect(toExpression(all(row('team', 'is', 'x')), FIELDS)).toBeUndefined();
  });

  it('is about rows of line items, and about linked records', () => {
    const items = field('items', 'lines', { columns: [field('price', 'number'), field('note', 'text')] });
    const order = { name: 'order', label: { 'zh-CN': '', en: 'Order' }, fields: [...FIELDS, items] };
    const find = (name: string | undefined) => (name === 'order' ? order : undefined);
    const ofRecord = conditionFields(order, find);
    expect(fromExpression('COUNT(items) > 2 && SUM(items.price) >= 10.5', ofRecord)?.of).toHaveLength(2);
    const ofRows = conditionFields(rowEntity(order, items), find);
    expect(fromExpression('price > 3 && parent.is_open == true', ofRows)?.of).toHaveLength(2);
  });
  it('leaves out what is not complete yet', () => {
    expect(toExpression(all(row('amount', 'more', 'x')), FIELDS)).toBeUndefined();
    expect(toExpression(all(row('status', 'is', ' '), one()), FIELDS)).toBeUndefined();
    expect(toExpression(EMPTY, FIELDS)).toBeUndefined();
  });
  it('reads an expression that always holds as no condition', () => {
    expect(fromExpression('true', FIELDS)).toEqual(EMPTY);
  });
  it('stays text where it says more', () => {
    for (const source of [
      'amount + 1 > 3',
      'SUM(items.price) > 3',
      'region.name == "East"',
      'gone == 1',
      '!is_open',
      'amount > 0.1234567890123456789',
      'amount == "7"',
      'status == limit',
      'amount >',
    ]) {
      expect([source, fromExpression(source, FIELDS)]).toEqual([source, undefined]);
    }
  });
  it('is read back as it was written, whatever the values and groups', () => {
    const anyRow: fc.Arbitrary<Node> = fc
      .constantFrom(...FIELDS)
      .chain((f) =>
        fc
          .constantFrom(...operatorsOf(f))
          .chain((op) =>
            fc
              .oneof(
                f.kind === 'number'
                  ? fc.integer().map(String)
                  : f.kind === 'date'
                    ? fc.constantFrom('2026-01-31', '1999-12-01')
                    : op === 'oneOf'
                      ? fc.array(fc.string({ minLength: 1 }), { minLength: 1 }).map((list) => JSON.stringify(list))
                      : fc.string({ minLength: 1, unit: 'grapheme' }).map((s) => `x${s}x`),
              )
              .map((value) =>
                f.kind === 'record' && needsValue(op)
                  ? row(f.name, op, f.target === 'person' ? 'deputy' : 'home', { isField: true })
                  : row(f.name, op, value, takesField(op) && value === '0' ? { isField: true } : {}),
              ),
          ),
      );
    const group = (depth: number): fc.Arbitrary<Group> =>
      fc
        .tuple(
          fc.boolean(),
          fc.array(depth === 0 ? anyRow : fc.oneof(anyRow, group(depth - 1)), { minLength: 1, maxLength: 3 }),
        )
        .map(([isAll, of]) => ({ is: 'group', all: isAll, of }));
    fc.assert(
      fc.property(group(2), (tree) => {
        const expression = toExpression(tree, FIELDS)!;
        const back = fromExpression(expression, FIELDS);
        // A group in a group of the same kind is one group, so what is written the second time is written for good.
        const again = back && toExpression(back, FIELDS)!;
        expect(again && toExpression(fromExpression(again, FIELDS)!, FIELDS)).toBe(again);
        expect(again?.replace(/[()]/g, '')).toBe(expression.replace(/[()]/g, ''));
      }),
      { numRuns: 200 },
    );
  });
});
