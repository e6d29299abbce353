import { isObject, sameJson, type Json } from '../../kernel/json';
import type { DocumentRef, Output } from '../../kernel/api';
import { problem, Refusal } from '../../kernel/problems';
import type { DocumentLife } from '../contract';

type Change = Output<'document.diff'>['changes'][number];
type Path = Change['path'];

/**
 * What differs between two JSON values, path by path. Items of lists that carry an `id` (fields, tiles, rules) are
 * matched by it, so that moving one is one change and not a change of everything behind it.
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): Change[] {
  if (sameJson(before, after)) return [];
  if (isObject(before) && isObject(after)) return inObject(before, after, path);
  if (isIdentified(before) && isIdentified(after)) return inList(before, after, path);
  return [{ path, ...side('before', before), ...side('after', after) }];
}

function inObject(before: { [key: string]: unknown }, after: { [key: string]: unknown }, path: Path): Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesBetween(before[key], after[key], [...path, key]));
}

type Item = { readonly id: string };
const isIdentified = (value: unknown): value is readonly Item[] =>
  Array.isArray(value) && value.every((item) => isObject(item) && typeof item.id === 'string');

function inList(before: readonly Item[], after: readonly Item[], path: Path): Change[] {
  const old = new Map(before.map((item, index) => [item.id, { item, index }]));
  const kept = new Set(after.map((item) => item.id));
  const changes = after.flatMap((item, index) => changesBetween(old.get(item.id)?.item, item, [...path, index]));
  for (const [id, { item, index }] of old) {
    if (!kept.has(id)) changes.push({ path: [...path, index], before: item as unknown as Json });
  }
  const order = (list: readonly Item[], other: ReadonlySet<string>): string[] =>
    list.map((item) => item.id).filter((id) => other.has(id));
  const [was, is] = [order(before, kept), order(after, new Set(old.keys()))];
  if (!sameJson(was, is)) changes.push({ path, before: was, after: is });
  return changes;
}

const side = (name: 'before' | 'after', value: unknown): { [side: string]: Json } =>
  value === undefined || value === null ? {} : { [name]: value as Json };

/** What two versions of a document differ in; `to` may be its draft. */
export async function diffVersions(life: DocumentLife, ref: DocumentRef, from: number, to: number | 'draft') {
  const before = (await life.get(ref, from)).document;
  const after = to === 'draft' ? (await life.get(ref)).draft : (await life.get(ref, to)).document;
  if (!after) throw new Refusal(problem('document.noDraft', [], { name: ref.name }));
  return changesBetween(before, after);
}
