import { isObject } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

/** A text in both languages. */
export const isText = (value: unknown): value is Text => isObject(value) && 'en' in value && 'zh-CN' in value;

/** The label of whatever has an id, anywhere in a document; undefined when nothing with it has one. */
export function labelled(value: unknown, id: string): Text | undefined {
  if (Array.isArray(value)) return value.map((one: unknown) => labelled(one, id)).find((one) => one !== undefined);
  if (!isObject(value)) return undefined;
  if (value['id'] === id) {
    if (isText(value['label'])) return value['label'];
    // What has no name is called by the first words it says.
    return isObject(value['options']) ? Object.values(value['options']).find(isText) : undefined;
  }
  return labelled(Object.values(value), id);
}
