import { isObject, sameJson, type Json } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

export interface Difference {
  readonly path: readonly (string | number)[];
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
}

/** Keys by which a part of a list is known, so that an inserted part does not make all after it look changed. */
const keyOf = (item: Json): string | undefined =>
  isObject(item) ? ((item['id'] ?? item['field']) as string | undefined) : undefined;

/** The places where two documents differ, as deep as possible. */
export function differences(before: Json, after: Json, path: readonly (string | number)[] = []): readonly Difference[] {
  if (sameJson(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const keys = [...before, ...after].map(keyOf);
    if (keys.every((key) => key !== undefined)) {
      const byKey = (list: readonly Json[]) => Object.fromEntries(list.map((item) => [keyOf(item)!, item]));
      const parts = differences(byKey(before), byKey(after), path);
      return parts.length > 0 ? parts : [{ path, before, after }];
    }
    return [{ path, before, after }];
  }
  if (!isObject(before) || !isObject(after)) return [{ path, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [a, b] = [before[key] as Json | undefined, after[key] as Json | undefined];
    if (a === undefined || b === undefined) return a === b ? [] : [{ path: [...path, key], before: a, after: b }];
    return differences(a, b, [...path, key]);
  });
}

/** A text in both languages. */
export const isText = (value: unknown): value is Text => isObject(value) && 'en' in value && 'zh-CN' in value;

/** The label of whatever has an id, anywhere in a document; undefined when nothing with it has one. */
export function labelled(value: unknown, id: string): Text | undefined {
  if (Array.isArray(value)) return value.map((one: unknown) => labelled(one, id)).find((one) => one !== undefined);
  if (!isObject(value)) return undefined;
  if (value['id'] === id) return isText(value['label']) ? value['label'] : undefined;
  return labelled(Object.values(value), id);
}
