/** Three-way merging of documents as the builders hold them. */
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { sameJson, type Json } from '@/engine/kernel/json';
import { putDocument } from './documents';
import { mergeDocuments, type Side } from './merge';

/** Mine and theirs in one; the very object of either where the other changed nothing, so that it does not look changed. */
export function join(base: AnyDocument | null, mine: AnyDocument, theirs: AnyDocument, prefer: Side) {
  const { value, clashes } = mergeDocuments(asJson(base), asJson(mine), asJson(theirs), prefer);
  const same = [theirs, mine].find((one) => sameJson(value, asJson(one)));
  return { value: same ?? (value as unknown as AnyDocument), clashes };
}
const asJson = (document: AnyDocument | null): Json => document as unknown as Json;

/** Documents are shared between steps of the history: each is joined once. */
export function joining(
  base: AnyDocument | null,
  theirs: AnyDocument,
): (documents: readonly AnyDocument[]) => readonly AnyDocument[] {
  const known = new WeakMap<AnyDocument, AnyDocument>();
  return (documents) => {
    const mine = documents.find(({ id }) => id === theirs.id);
    if (!mine) return documents;
    const joined = known.get(mine) ?? join(base, mine, theirs, 'mine').value;
    known.set(mine, joined);
    return putDocument(documents, joined);
  };
}
