import { describe, expect, it } from 'vitest';
import { makeValues, seededRandom, type Making, type ValueRule } from './values';

const making = (seed: number, n = 1): Making => ({
  random: seededRandom(seed),
  n,
  today: new Date('2026-11-22T04:00:00Z'),
  made: () => ['first', 'second'],
  used: new Set(),
});
const rules: { readonly [field: string]: ValueRule } = {
  pick: { pick: ['a', 'b'] },
  some: { some: ['x', 'y', 'z'] },
  number: { number: [10, 20], step: 0.5 },
  date: { date: [-30, 0] },
  text: { text: 'D{n:4}' },
  relation: { relation: 'parcel' },
  person: { person: true },
  phone: { phone: true },
  lines: { lines: [1, 3], values: { item: { pick: [1] } } },
};

describe('sample values', () => {
  it('are the same for the same seed', () => {
    expect(makeValues(rules, making(7))).toEqual(makeValues(rules, making(7)));
    expect(makeValues(rules, making(7))).not.toEqual(makeValues(rules, making(8)));
  });

  it('keep to their rules', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const values = makeValues(rules, making(seed, 42));
      expect(Number(values.number) * 2).toBe(Math.round(Number(values.number) * 2));
      expect(Number(values.number)).toBeGreaterThanOrEqual(10);
      expect(Number(values.number)).toBeLessThanOrEqual(20);
      expect(String(values.date) >= '2026-10-23' && String(values.date) <= '2026-11-22').toBe(true);
      expect(values.text).toBe('D0042');
      expect(values.phone).toMatch(/^1\d{10}$/);
      expect(['first', 'second']).toContain(values.relation);
      expect((values.lines as unknown[]).length).toBeGreaterThan(0);
    }
  });

  it('unique combinations never come twice', () => {
    const shared = making(3);
    const rule: ValueRule = {
      combine: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      unique: true,
    };
    const made = Array.from({ length: 4 }, () => makeValues({ rule }, shared).rule);
    expect(new Set(made).size).toBe(4);
  });
});
