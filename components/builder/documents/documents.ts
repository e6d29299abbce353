/** What the builders know about documents, whatever their kind. */
import { documentId } from '@/engine/kernel/ids';
import { isName } from '@/engine/kernel/names';
import type { DocumentRef, Kind } from '@/engine/kernel/api';
import type { AnyDocument } from '@/engine/kernel/documents.generated';

/** A document as a builder holds it: the draft (or else what is published), and from where it started. */
export interface LoadedDocument {
  readonly document: AnyDocument;
  /** Draft revision; 0 without a draft. */
  readonly rev: number;
  /** Published version; null when never published. */
  readonly version: number | null;
  /** What is published now. */
  readonly published: AnyDocument | null;
  readonly package: string;
}

export type DocumentOf<K extends Kind> = Extract<AnyDocument, { kind: K }>;

/** Prefix of the ids of a kind, as its format demands (schemas/formats). */
export const ID_PREFIX: { readonly [K in Kind]: string } = {
  entity: 'ent',
  form: 'frm',
  flow: 'flw',
  report: 'rep',
  dashboard: 'dsh',
  page: 'pag',
  role: 'rol',
  view: 'viw',
  package: 'pkg',
};
export const newDocumentId = (kind: Kind): string => documentId(ID_PREFIX[kind]);

export const refOf = (document: AnyDocument): DocumentRef => ({ kind: document.kind, name: document.name });
export const isSameRef = (a: DocumentRef, b: DocumentRef): boolean => a.kind === b.kind && a.name === b.name;

/** Package of everything that is made here and was not installed. */
export const WORKSPACE = 'workspace';

/** A document that exists only in this browser so far. */
export const freshDocument = (document: AnyDocument, intoPackage = WORKSPACE): LoadedDocument => ({
  document,
  rev: 0,
  version: null,
  published: null,
  package: intoPackage,
});

/** The document of a kind in a bundle (the first, or the one of that name). */
export function documentIn<K extends Kind>(
  documents: readonly AnyDocument[],
  kind: K,
  name?: string,
): DocumentOf<K> | undefined {
  return documents.find((d): d is DocumentOf<K> => d.kind === kind && (name === undefined || d.name === name));
}

/** Puts a changed document in the place of the one with its id; appends one that is new. */
export function putDocument(documents: readonly AnyDocument[], document: AnyDocument): readonly AnyDocument[] {
  const at = documents.findIndex((d) => d.id === document.id);
  if (at < 0) return [...documents, document];
  return documents[at] === document ? documents : documents.with(at, document);
}

/**
 * An API name from what people call a thing: lower case, ASCII, `_` between words, ≤ 40 characters, none of `taken`.
 * A label without any Latin letter gives `fallback_1`, `fallback_2` …
 */
export function nameFrom(label: string, taken: ReadonlySet<string>, fallback: string): string {
  const plain = label
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .replace(/_+$/, '')
    .slice(0, 36)
    .replace(/_+$/, '');
  const isUsable = isName(plain);
  const base = isUsable ? plain : fallback;
  if (isUsable && !taken.has(base)) return base;
  for (let n = isUsable ? 2 : 1; ; n += 1) {
    const name = `${base}_${n}`;
    if (!taken.has(name)) return name;
  }
}
