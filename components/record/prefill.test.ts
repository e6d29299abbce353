import { expect, test } from 'vitest';
import { createPath, readPrefill } from './prefill';

const read = (path: string, editable: readonly string[]) =>
  readPrefill(new URL(path, 'http://localhost').searchParams.get('with') ?? undefined, editable);

test('values survive the way through the address, whatever they hold', () => {
  const values = { stage: 'a&b=c#"</script>', parent: { id: '1', title: '上级 100%' } };
  expect(read(createPath('deal', values), ['stage', 'parent'])).toEqual(values);
  expect(createPath('deal')).toBe('/e/deal/new');
});

test('fields that may not be filled in, and what is no object, are left out', () => {
  expect(read(createPath('deal', { stage: 'won', secret: 1 }), ['stage'])).toEqual({ stage: 'won' });
  for (const bad of ['{broken', '[1]', 'null', '7', 'x'.repeat(2001)]) expect(readPrefill(bad, ['stage'])).toEqual({});
  expect(readPrefill(['{}', '{}'], ['stage'])).toEqual({});
});
