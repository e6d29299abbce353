import { describe, expect, it } from 'vitest';
import { rowEntity } from '../conditions/fields';
import { completions } from './completion';
import type { Scope, ScopeEntity, ScopeField } from './scope';

const field = (name: string, zh: string, target?: string): ScopeField => ({
  name,
  label: { 'zh-CN': zh, en: name },
  type: 'text',
  kind: 'text',
  target,
});
const order: ScopeEntity = {
  name: 'order',
  label: { 'zh-CN': '订单', en: 'Order' },
  fields: [field('amount', '金额'), field('area', '区域', 'area')],
};
const area: ScopeEntity = {
  name: 'area',
  label: { 'zh-CN': '区域', en: 'Area' },
  fields: [field('manager', '负责人')],
};
const entities = [order, area];
const scope: Scope = {
  entity: order,
  entities,
  roles: [],
  documents: [],
  find: (name) => entities.find((e) => e.name === name),
};
const at = (source: string) => completions(source, source.length, scope, ['SUM', 'AND'], 'en').map((c) => c.text);

describe('completion of an expression', () => {
  it('finds fields by the beginning of their name', () => expect(at('am')).toEqual(['amount']));
  it('finds fields and functions together', () => expect(at('a')).toEqual(['amount', 'area', 'AND(']));
  it('finds a field by its Chinese label', () => expect(at('金')).toEqual(['amount']));
  it('follows a relation', () => expect(at('amount > 1 && area.')).toEqual(['manager']));
  it('keeps quiet inside a string', () => expect(at('area == "am')).toEqual([]));
  it('keeps quiet where a path leads nowhere', () => expect(at('amount.')).toEqual([]));
});

it('offers the columns of a rule about rows, and the record behind parent', () => {
  const items: ScopeField = {
    ...field('items', '明细'),
    columns: [field('quantity', '数量'), field('part', '产品', 'area')],
  };
  const inner: Scope = { ...scope, entity: rowEntity(order, items) };
  const offered = (source: string) => completions(source, source.length, inner, ['SUM'], 'en').map((c) => c.text);
  expect(offered('qu')).toEqual(['quantity']);
  expect(offered('am')).toEqual([]);
  expect(offered('parent.am')).toEqual(['amount']);
  expect(offered('part.')).toEqual(['manager']);
});
