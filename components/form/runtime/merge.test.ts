import { expect, test } from 'vitest';
import type { FieldView } from '@/engine/kernel/api';
import { mergeStored, type Sides } from './merge';

const field = (name: string, more: Partial<FieldView> = {}): FieldView => ({
  id: `fld_${name}`,
  name,
  type: 'text',
  label: { 'zh-CN': name, en: name },
  right: 'edit',
  required: false,
  unique: false,
  options: {},
  system: false,
  ...more,
});
const phone = field('phone');
const region = field('region', { type: 'relation', target: 'region' });
const lines = field('lines', { type: 'lines', fields: [field('product')] });

const merge = (sides: Partial<Sides>) =>
  mergeStored([phone, region, lines], { start: {}, now: {}, stored: {}, sent: {}, ...sides });

test('a field nobody touches here follows the server', () => {
  const { clashes, put, known } = merge({ start: { phone: '1' }, now: { phone: '1' }, stored: { phone: '2' } });
  expect(clashes).toEqual([]);
  expect(put.phone).toBe('2');
  expect(known.phone).toBe('2');
});

test('what was typed after the save was sent stays in the form', () => {
  const { put, known } = merge({
    start: { phone: '1' },
    sent: { phone: '12' },
    stored: { phone: '12' },
    now: { phone: '123' },
  });
  expect(put).not.toHaveProperty('phone');
  expect(known.phone).toBe('12');
});

test('a field that both sides changed is a clash and nothing is done to it', () => {
  const { clashes, put, known } = merge({ start: { phone: '1' }, now: { phone: 'mine' }, stored: { phone: 'theirs' } });
  expect(clashes).toEqual([phone]);
  expect(put).not.toHaveProperty('phone');
  expect(known).not.toHaveProperty('phone');
});

test('both sides writing the same value is no clash', () => {
  expect(merge({ start: { phone: '1' }, now: { phone: '2' }, stored: { phone: '2' } }).clashes).toEqual([]);
});

test('a link is the same with or without its title', () => {
  const link = { id: 'r1', title: '华东' };
  const { clashes, put } = merge({ start: { region: 'r1' }, now: { region: link }, stored: { region: link } });
  expect(clashes).toEqual([]);
  expect(put).not.toHaveProperty('region');
});

test('a row changed while it was being saved takes the id it was stored under', () => {
  const sent = { lines: [{ product: 'a' }] };
  const { put } = merge({ sent, now: sent, stored: { lines: [{ id: 'l1', product: 'a' }] } });
  expect(put.lines).toMatchObject([{ id: 'l1', product: 'a' }]);
});
