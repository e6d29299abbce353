/** A draft that several devices write to: what is kept, field by field. Pure. */
import { sameJson, type Json } from '../../kernel/json';

export interface KeptValue {
  readonly value: Json;
  /** Rev of the draft in which the field was last set. */
  readonly rev: number;
  readonly at: string;
}
export type Kept = ReadonlyMap<string, KeptValue>;

/**
 * @param base the rev the writer last heard of
 * @param now ISO instant
 * @returns the fields as they are from now on, and those that were changed elsewhere since `base` and stay as they are
 */
export function keep(
  kept: Kept,
  sent: ReadonlyMap<string, Json>,
  about: { readonly base: number; readonly rev: number; readonly now: string },
): { readonly kept: Kept; readonly clashes: readonly string[] } {
  const next = new Map(kept);
  const clashes: string[] = [];
  for (const [field, value] of sent) {
    const before = kept.get(field);
    if (before && sameJson(before.value, value)) continue;
    if (before && before.rev > about.base) clashes.push(field);
    else next.set(field, { value, rev: about.rev, at: about.now });
  }
  return { kept: next, clashes };
}
