/** Texts as PostgreSQL sees them: letters by the C collation, lengths in code points. */

/** Applies a change to the matching (ASCII) parts only; `toUpperCase` alone would turn ß into SS. */
export const mapAscii = (text: string, parts: RegExp, change: (part: string) => string): string =>
  text.replace(parts, change);

/** Length in code points. */
export function characters(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
