/** The texts people read in a document, each with its place, so that they can be translated side by side. Pure. */
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { isObject, type Json } from '@/engine/kernel/json';
import { LOCALES, type Locale, type Text } from '@/engine/kernel/text';
import { valueAt, type PathOf } from './merge';

export interface PlacedText {
  /** `form/visit:sections/sec_1/label`: the same in a file that comes back from a translator. */
  readonly key: string;
  readonly document: string;
  readonly path: PathOf;
  readonly text: Text;
}

const isText = (value: unknown): value is Text =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, one]) => (LOCALES as readonly string[]).includes(key) && typeof one === 'string');

/** Parts of lists are named by what they are known by; the place of a translation outlives a change of order. */
const partName = (item: Json, index: number): string | number => {
  if (!isObject(item)) return index;
  const key = item['id'] ?? item['field'] ?? item['name'] ?? item['value'];
  return typeof key === 'string' ? key : index;
};

/** All texts of the documents, in the order of the documents. Names of the API are no texts. */
export function textsOf(documents: readonly AnyDocument[]): readonly PlacedText[] {
  const found: PlacedText[] = [];
  const walk = (value: Json, path: PathOf, document: AnyDocument): void => {
    if (isText(value)) {
      const key = `${document.kind}/${document.id}:${path.join('/')}`;
      found.push({ key, document: document.id, path, text: value });
    } else if (Array.isArray(value)) {
      (value as readonly Json[]).forEach((item, index) => walk(item, [...path, partName(item, index)], document));
    } else if (isObject(value)) {
      for (const [key, one] of Object.entries(value)) walk(one as Json, [...path, key], document);
    }
  };
  for (const document of documents) walk(document as unknown as Json, [], document);
  return found;
}

export const isMissing = ({ text }: PlacedText): boolean =>
  LOCALES.some((locale) => !text[locale]) && LOCALES.some((locale) => text[locale]);

/** The document with one translation changed. */
export function translated(document: AnyDocument, path: PathOf, locale: Locale, words: string): AnyDocument {
  const put = (value: Json, [part, ...rest]: PathOf): Json => {
    if (part === undefined) return { ...(value as { [key: string]: Json }), [locale]: words };
    if (Array.isArray(value)) {
      const list = value as readonly Json[];
      return list.map((item, index) => (partName(item, index) === part ? put(item, rest) : item));
    }
    const object = value as { [key: string]: Json };
    return { ...object, [part]: put(object[part]!, rest) };
  };
  if (!isText(valueAt(document as unknown as Json, path))) return document;
  return put(document as unknown as Json, path) as unknown as AnyDocument;
}

export interface Translation {
  readonly key: string;
  readonly locale: Locale;
  readonly words: string;
}
/** What a translator's file says: the lines that change something, and the keys nothing here has. */
export function translationsIn(
  rows: readonly (readonly string[])[],
  texts: readonly PlacedText[],
): { readonly changes: readonly Translation[]; readonly unknown: readonly string[]; readonly isReadable: boolean } {
  const [head = [], ...lines] = rows;
  const columns = LOCALES.map((locale) => ({ locale, at: head.indexOf(locale) })).filter(({ at }) => at > 0);
  if (head[0] !== 'key' || columns.length === 0) return { changes: [], unknown: [], isReadable: false };
  const byKey = new Map(texts.map((one) => [one.key, one]));
  const changes = lines.flatMap((line): Translation[] => {
    const known = byKey.get(line[0] ?? '');
    if (!known) return [];
    return columns.flatMap(({ locale, at }) => {
      const words = line[at] ?? '';
      return words === '' || words === known.text[locale] ? [] : [{ key: known.key, locale, words }];
    });
  });
  const unknown = lines.map(([key = '']) => key).filter((key) => key !== '' && !byKey.has(key));
  return { changes, unknown, isReadable: true };
}
