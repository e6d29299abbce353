import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScopeField } from '../properties/scope';
import { fromExpression, operatorsOf, toExpression, type Part } from './conditions';

const field = (name: string, kind: ScopeField['kind'], target?: string): ScopeField => ({
  name,
  label: { 'zh-CN': name, en: name },
  type: 'text',
  kind,
  target,
});
const FIELDS = [
  field('status', 'text'),
  field('amount', 'number'),
  field('is_open', 'boolean'),
  field('due', 'date'),
  field('keeper', 'record', 'person'),
  field('team', 'record', 'department'),
  field('tags', 'textList'),
];

describe('a condition by pointing', () => {
  it('is written as an expression', () => {
    const parts: Part[] = [
      { field: 'status', op: 'isNot', value: 'closed' },
      { field: 'amount', op: 'atLeast', value: '1000' },
      { field: 'keeper', op: 'me', value: '' },
    ];
    expect(toExpression(parts, FIELDS)).toBe('status != "closed" && amount >= 1000 && keeper == me');
  });
  it('leaves out what is not complete yet', () => {
    expect(toExpression([{ field: 'amount', op: 'more', value: 'x' }], FIELDS)).toBeUndefined();
    expect(toExpression([{ field: 'status', op: 'is', value: ' ' }], FIELDS)).toBeUndefined();
  });
  it('stays text where it says more', () => {
    for (const source of [
      'amount > 1 || is_open == true',
      'SUM(items.price) > 3',
      'region.name == "East"',
      'gone == 1',
    ]) {
      expect(fromExpression(source, FIELDS)).toBeUndefined();
    }
  });
  it('is read back as it was written, whatever the value', () => {
    const part = fc.constantFrom(...FIELDS).chain((f) =>
      fc.record({
        field: fc.constant(f.name),
        op: fc.constantFrom(...operatorsOf(f)),
        value: f.kind === 'number' ? fc.integer().map(String) : fc.string({ minLength: 1 }).map((s) => `x${s}x`),
      }),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const expression = toExpression(parts, FIELDS)!;
        const back = fromExpression(expression, FIELDS);
        expect(back && toExpression(back, FIELDS)).toBe(expression);
      }),
    );
  });
});
