import { expect, test } from 'vitest';
import type { Rule } from '@/engine/form/edit/command';
import { effectOf, mentions, moveRule, pathsIn, withRule } from './rules';

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  when: 'true',
  then: [{ effect: 'show', field: 'reason' }],
  ...more,
});
const ids = (rules: readonly Rule[] | undefined) => rules?.map(({ id }) => id).join('');

test('rules are put, taken away and moved', () => {
  const list = [rule('a'), rule('b'), rule('c')];
  expect(ids(withRule(list, 'b', undefined))).toBe('ac');
  expect(ids(withRule(list, 'd', rule('d')))).toBe('abcd');
  expect(ids(moveRule(list, 'a', 2))).toBe('bac');
  expect(ids(moveRule(list, 'c', 0))).toBe('cab');
  expect(moveRule(list, 'a', 1)).toBe(list);
  expect(ids(moveRule(list, 'b', 9))).toBe('acb');
});

test('an effect that becomes another keeps its target and nothing else', () => {
  const set = { effect: 'set', field: 'total', value: 'price', on: 'ifEmpty' } as const;
  expect(effectOf('require', set, 'x')).toEqual({ effect: 'require', field: 'total' });
  expect(effectOf('require', { effect: 'show', part: 'sec_1' }, 'x')).toEqual({ effect: 'require', field: 'x' });
  expect(effectOf('readOnly', { effect: 'show', part: 'sec_1' }, 'x')).toEqual({ effect: 'readOnly', part: 'sec_1' });
});

test('a field is changed or read by a rule', () => {
  expect([...pathsIn('SUM(items.map(i, i.price)) > 3 && region.name == "status"')]).toEqual(
    expect.arrayContaining(['items', 'region.name']),
  );
  expect(mentions(rule('a', { when: 'status == "x"' }), 'status')).toBe('reads');
  expect(mentions(rule('a', { when: 'name == "status"' }), 'status')).toBeUndefined();
  expect(mentions(rule('a'), 'reason')).toBe('changes');
  expect(mentions(rule('a', { scope: 'items', when: 'status == "x"' }), 'status')).toBeUndefined();
  expect(mentions(rule('a', { scope: 'items', when: 'parent.status == "x"' }), 'status')).toBe('reads');
});
