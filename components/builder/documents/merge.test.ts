import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/engine/kernel/json';
import { mergeDocuments } from './merge';

const field = (id: string, label: string, more: { [key: string]: Json } = {}): Json => ({
  id,
  label: { en: label },
  ...more,
});
const BASE: Json = { label: { en: 'Visit', 'zh-CN': '拜访' }, fields: [field('a', 'A'), field('b', 'B')] };

describe('two analysts at one document', () => {
  it('keep a field each of them added, each behind what it stood behind', () => {
    const mine = { ...BASE, fields: [field('a', 'A'), field('m', 'Mine'), field('b', 'B')] };
    const theirs = { ...BASE, fields: [field('a', 'A'), field('b', 'B'), field('t', 'Theirs')] };
    const { value, clashes } = mergeDocuments(BASE, mine, theirs);
    expect(clashes).toEqual([]);
    expect((value as typeof mine).fields).toEqual([
      field('a', 'A'),
      field('m', 'Mine'),
      field('b', 'B'),
      field('t', 'Theirs'),
    ]);
  });

  it('change different properties of the same field', () => {
    const mine = { ...BASE, fields: [field('a', 'A', { required: true }), field('b', 'B')] };
    const theirs = { ...BASE, fields: [field('a', 'Aa'), field('b', 'B')] };
    expect(mergeDocuments(BASE, mine, theirs)).toEqual({
      value: { ...BASE, fields: [field('a', 'Aa', { required: true }), field('b', 'B')] },
      clashes: [],
    });
  });

  it('move fields while the other adds one', () => {
    const mine = { ...BASE, fields: [field('b', 'B'), field('a', 'A')] };
    const theirs = { ...BASE, fields: [field('a', 'A'), field('t', 'T'), field('b', 'B')] };
    const { value } = mergeDocuments(BASE, mine, theirs);
    expect((value as { fields: { id: string }[] }).fields.map(({ id }) => id)).toEqual(['b', 'a', 't']);
  });

  it('choose where both gave the same label another text', () => {
    const mine = { ...BASE, label: { en: 'Call', 'zh-CN': '拜访' } };
    const theirs = { ...BASE, label: { en: 'Store visit', 'zh-CN': '拜访' } };
    expect(mergeDocuments(BASE, mine, theirs)).toEqual({ value: mine, clashes: [['label', 'en']] });
    expect(mergeDocuments(BASE, mine, theirs, 'theirs').value).toEqual(theirs);
  });

  it('choose where one took away what the other changed; what nobody changed goes', () => {
    const mine = { ...BASE, fields: [field('b', 'B')] };
    const theirs = { ...BASE, fields: [field('a', 'Changed'), field('b', 'B')] };
    expect(mergeDocuments(BASE, mine, theirs).clashes).toEqual([['fields', 'a']]);
    expect(mergeDocuments(BASE, mine, BASE)).toEqual({ value: mine, clashes: [] });
  });

  const documents = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdef'), n: fc.nat(3) }), {
    selector: (f) => f.id,
  });
  it('are never at odds when one of them did nothing, and agree whoever comes first when there is nothing to choose', () => {
    fc.assert(
      fc.property(documents, documents, documents, (base, mine, theirs) => {
        expect(mergeDocuments(base, mine, base)).toEqual({ value: mine, clashes: [] });
        expect(mergeDocuments(base, base, theirs)).toEqual({ value: theirs, clashes: [] });
        const [one, other] = [mergeDocuments(base, mine, theirs), mergeDocuments(base, theirs, mine)];
        expect(one.clashes.length).toBe(other.clashes.length);
        if (one.clashes.length > 0) return;
        const sorted = (value: Json) => [...(value as { id: string }[])].sort((a, b) => a.id.localeCompare(b.id));
        expect(sorted(one.value)).toEqual(sorted(other.value));
      }),
    );
  });
});
