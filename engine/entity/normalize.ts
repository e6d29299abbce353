import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { lineFields } from './model';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

/**
 * Adds to `after` every name that `before`, the same thing by id, had: a name that was published stays valid for ever,
 * whether or not the editor kept the list of aliases.
 */
export function keepFormerNames<T extends Named>(after: T, before: Named | undefined): T {
  const former = new Set([...(after.aliases ?? []), ...(before?.aliases ?? [])]);
  if (before) former.add(before.name);
  former.delete(after.name);
  const { aliases: _, ...rest } = after;
  return former.size === 0 ? (rest as T) : { ...(rest as T), aliases: [...former].sort() };
}

/** The entity with the former names of itself, its fields and the columns of its line items. */
export function normalizeEntity(after: EntityDocument, before: EntityDocument | undefined): EntityDocument {
  return { ...keepFormerNames(after, before), fields: normalizeFields(after.fields, before?.fields ?? []) };
}

function normalizeFields(after: readonly FieldUse[], before: readonly FieldUse[]): FieldUse[] {
  const old = new Map(before.map((use) => [use.id, use]));
  const present = new Set(after.map(({ name }) => name));
  return after.map((use) => {
    const was = old.get(use.id);
    const kept = withoutMoved(keepFormerNames(use, was), was, present);
    const lines = lineFields(use.options);
    if (lines.length === 0) return kept;
    return {
      ...kept,
      options: { ...use.options, fields: normalizeFields(lines, lineFields(old.get(use.id)?.options)) },
    };
  });
}

/** A name that goes over to another field in this very publication (two swap theirs) is no former name of the first. */
function withoutMoved(use: FieldUse, was: FieldUse | undefined, present: ReadonlySet<string>): FieldUse {
  if (!was || !use.aliases || use.name === was.name || !present.has(was.name)) return use;
  const { aliases, ...rest } = use;
  const left = aliases.filter((alias) => alias !== was.name);
  return left.length > 0 ? { ...rest, aliases: left } : rest;
}
