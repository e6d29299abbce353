'use client';
/**
 * What a person chose for the values of a publication to come, until it is published: kept in this browser, so that
 * closing the dialog (or the page) loses none of twenty decisions.
 */
import { useSyncExternalStore } from 'react';
import type { Conversion } from '@/engine/kernel/api';
import type { AnyDocument, EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { sameJson } from '@/engine/kernel/json';

/** `entity` and `field` are ids: names may change before it is published. */
type Pending = readonly Conversion[];
const KEY = 'trellis.conversions.';
const NONE: Pending = [];
const known = new Map<string, Pending>();
const listeners = new Set<() => void>();

function read(entity: string): Pending {
  const found = known.get(entity);
  if (found) return found;
  let list: Pending = NONE;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY + entity) ?? '[]');
    if (Array.isArray(stored)) list = stored as Pending;
  } catch {
    // A browser that keeps nothing: what is chosen holds while the page is open.
  }
  known.set(entity, list);
  return list;
}

function write(entity: string, list: Pending): void {
  known.set(entity, list);
  try {
    if (list.length > 0) localStorage.setItem(KEY + entity, JSON.stringify(list));
    else localStorage.removeItem(KEY + entity);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

/** Keeps a choice in place of the one made before for the same field. */
export function keepConversion(conversion: Conversion): void {
  const others = read(conversion.entity).filter(({ field }) => field !== conversion.field);
  write(conversion.entity, [...others, conversion]);
}
export function forgetConversion(entity: string, field: string): void {
  write(
    entity,
    read(entity).filter((one) => one.field !== field),
  );
}
export const forgetConversions = (entity: string): void => write(entity, NONE);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export interface FieldPlace {
  readonly use: FieldUse;
  readonly lines: FieldUse | undefined;
}
const columnsOf = (use: FieldUse): readonly FieldUse[] => {
  const fields = use.options?.['fields'];
  return Array.isArray(fields) ? (fields as readonly FieldUse[]) : [];
};

/** A field of an entity or a column of its line items, by id. */
export function fieldIn(entity: EntityDocument, id: string): FieldPlace | undefined {
  const own = entity.fields.find((use) => use.id === id);
  if (own) return { use: own, lines: undefined };
  return entity.fields
    .flatMap((lines) => columnsOf(lines).map((use) => ({ use, lines })))
    .find(({ use }) => use.id === id);
}

/**
 * The choices that still mean something: an edit taken back (the field is gone, or is of its old type again) takes its
 * choices along.
 */
export function conversionsFor(
  pending: Pending,
  draft: EntityDocument,
  published: EntityDocument | undefined,
): readonly Conversion[] {
  return pending.filter(({ field, from }) => {
    const now = fieldIn(draft, field)?.use;
    if (!now || !published) return false;
    if (from) return from.every((source) => fieldIn(published, source) !== undefined);
    const was = fieldIn(published, field)?.use;
    return was === undefined || was.type !== now.type || !sameJson(was.options ?? null, now.options ?? null);
  });
}

/** The choices for all entities of a draft, as `document.plan` wants them. */
export function usePending(
  documents: readonly AnyDocument[],
  publishedOf: (document: AnyDocument) => AnyDocument | null,
): Pending {
  const entities = documents.filter((document) => document.kind === 'entity');
  const lists = useSyncExternalStore(
    subscribe,
    () => JSON.stringify(entities.map(({ id }) => read(id))),
    () => '[]',
  );
  const kept = JSON.parse(lists) as readonly Pending[];
  return entities.flatMap((entity, index) => {
    const published = publishedOf(entity);
    return conversionsFor(kept[index] ?? NONE, entity, published?.kind === 'entity' ? published : undefined);
  });
}
