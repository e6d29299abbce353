import { beforeEach, expect, test } from 'vitest';
import { draftKey, draftKeys, draftsOnlyHere, forgetDrafts, keepDraft, readDraft } from './drafts';

/** The part of the browser's storage that drafts use, in memory. */
class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (index: number) => [...this.#items.keys()][index] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
  clear = () => this.#items.clear();
}

const mine = draftKey('p1', 'order', 'new');
const now = () => new Date().toISOString();
let storage: MemoryStorage;
beforeEach(() => (storage = new MemoryStorage()));

test('what was typed comes back', () => {
  const at = now();
  keepDraft(mine, { name: '雪花' }, at, storage);
  expect(readDraft(mine, storage)).toEqual({ at, values: { name: '雪花' } });
});

test('nobody gets the draft of another person', () => {
  keepDraft(mine, { name: '雪花' }, now(), storage);
  expect(readDraft(draftKey('p2', 'order', 'new'), storage)).toBeNull();
});

test('nothing to keep removes the draft', () => {
  keepDraft(mine, { name: '雪花' }, now(), storage);
  keepDraft(mine, {}, '', storage);
  expect(storage.length).toBe(0);
});

test('a draft older than 30 days, or one that cannot be read, is none', () => {
  keepDraft(mine, { name: '雪花' }, new Date(Date.now() - 31 * 86_400_000).toISOString(), storage);
  expect(readDraft(mine, storage)).toBeNull();
  storage.setItem(`trellis.draft:${mine}`, '{broken');
  expect(readDraft(mine, storage)).toBeNull();
});

test('a full storage is no error', () => {
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(() => keepDraft(mine, { name: '雪花' }, now(), storage)).not.toThrow();
});

test('signing out removes the drafts of that person and nothing else', () => {
  const theirs = draftKey('p2', 'order', 'new');
  keepDraft(mine, { name: 'a' }, now(), storage);
  keepDraft(draftKey('p1', 'item', 's1'), { name: 'b' }, now(), storage);
  keepDraft(theirs, { name: 'c' }, now(), storage);
  storage.setItem('trellis.columns:order', '{}');
  expect(draftKeys('p1', storage)).toHaveLength(2);
  forgetDrafts('p1', storage);
  expect(draftKeys('p1', storage)).toEqual([]);
  expect(readDraft(theirs, storage)?.values).toEqual({ name: 'c' });
  expect(storage.getItem('trellis.columns:order')).toBe('{}');
});

test('only what the server does not have would be lost with the device', () => {
  const at = now();
  keepDraft(mine, { name: 'x' }, at, storage, { id: 'd1', rev: 2, unsent: [] });
  expect(draftsOnlyHere('p1', storage)).toBe(0);
  keepDraft(mine, { name: 'xy' }, at, storage, { id: 'd1', rev: 2, unsent: ['name'] });
  keepDraft(draftKey('p1', 'item', 's1'), { name: 'b' }, at, storage);
  expect(draftsOnlyHere('p1', storage)).toBe(2);
});
