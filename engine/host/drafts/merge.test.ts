import { describe, expect, it } from 'vitest';
import { keep, type Kept } from './merge';

const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`;
const KEPT: Kept = new Map([
  ['name', { value: 'Old', rev: 1, at: at(1) }],
  ['city', { value: '青岛', rev: 3, at: at(3) }],
]);
const send = (sent: { [field: string]: string | null }, base: number) =>
  keep(KEPT, new Map(Object.entries(sent)), { base, rev: 4, now: at(4) });

describe('fields sent to a draft', () => {
  it('are kept when nobody else changed them since', () =>
    expect(send({ name: 'New' }, 1).kept.get('name')).toEqual({ value: 'New', rev: 4, at: at(4) }));

  it('join what another device wrote into other fields', () => {
    const { kept, clashes } = send({ name: 'New' }, 1);
    expect([kept.get('city')?.value, clashes]).toEqual(['青岛', []]);
  });

  it('never overwrite what another device wrote since; it is told instead', () => {
    const { kept, clashes } = send({ city: '济南' }, 1);
    expect([kept.get('city')?.value, clashes]).toEqual(['青岛', ['city']]);
  });

  it('overwrite it when the writer has seen it', () => expect(send({ city: '济南' }, 3).clashes).toEqual([]));
  it('are no clash when both wrote the same', () => expect(send({ city: '青岛' }, 1).clashes).toEqual([]));
  it('may be emptied', () => expect(send({ city: null }, 3).kept.get('city')?.value).toBeNull());
});
