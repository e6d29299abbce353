import { describe, expect, it } from 'vitest';
import type { Answer, AnswerColumn } from '../kernel/contract';
import { withGaps } from './buckets';
import { formatBrief, formatBucket, formatNumber, formatValue } from './format';
import { measureFormat, tickFormat, TYPED_TICK } from './mark';

const column = (part: Partial<AnswerColumn>): AnswerColumn => ({
  name: 'd0',
  label: { 'zh-CN': '', en: '' },
  role: 'dimension',
  kind: 'text',
  ...part,
});

describe('values of an answer', () => {
  it('write decimals digit by digit', () => {
    expect(formatNumber('9007199254740993.01', 'en')).toBe('9,007,199,254,740,993.01');
    expect(formatNumber('1234.5', 'zh-CN', { currency: 'CNY' })).toBe('¥1,234.50');
  });

  it.each([
    ['day', 'Nov 22, 2026', '2026年11月22日'],
    ['month', 'Nov 2026', '2026年11月'],
    ['quarter', 'Q4 2026', '2026年第4季度'],
    ['year', '2026', '2026年'],
  ] as const)('name a %s in both languages', (grain, en, zh) => {
    expect(formatBucket('2026-11-22', grain, 'en')).toBe(en);
    expect(formatBucket('2026-11-22', grain, 'zh-CN')).toBe(zh);
  });

  it('are written by the type of their field where it has its own way', () => {
    const half = column({
      role: 'measure',
      kind: 'number',
      field: { path: 'share', type: 'percent', options: {}, format: (value) => `${Number(value) * 100}%` },
    });
    expect([formatValue('0.5', half, 'en'), formatBrief('0.25', half, 'en')]).toEqual(['50%', '25%']);
    const answer = { columns: [half], rows: [], isComplete: true } as unknown as Answer;
    expect(tickFormat(answer, 'en')).toBe(TYPED_TICK);
    expect(measureFormat(answer, 'en')?.(0.2)).toBe('20%');
  });

  it('name a week by its first and last day', () => {
    expect(formatBucket('2026-11-16', 'week', 'en')).toMatch(/^Nov 16\s–\s22, 2026$/);
  });

  it('show links by title, lists by their choices, and a missing group in words', () => {
    expect(formatValue({ id: 'x', title: 'East' }, column({ kind: 'record' }), 'en')).toBe('East');
    const choices = [{ value: 'a', label: { 'zh-CN': '甲', en: 'Alpha' } }];
    const many = column({ kind: 'textList', field: { path: 'tags', type: 'choices', options: { choices } } });
    expect(formatValue(['a', 'b'], many, 'zh-CN')).toBe('甲、b');
    expect(formatValue(null, column({}), 'en')).toBe('Not filled in');
  });
});

describe('gaps of a time axis', () => {
  it('are filled between the first and the last bucket', () => {
    expect(withGaps(['2025-12-01', '2026-02-01', null], 'month')).toEqual([
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
      null,
    ]);
  });
  it('stay where the analyst sorted by something else', () => {
    expect(withGaps(['2026-02-01', '2025-12-01'], 'month')).toEqual(['2026-02-01', '2025-12-01']);
  });
  it('are not filled from the year 1 to today', () => {
    expect(withGaps(['0001-01-01', '2026-02-01'], 'day')).toHaveLength(2);
  });
});
