import { CHOICE_COLORS } from '../../choices';

/**
 * The colour of a tag: by its text alone, so that it is the same everywhere and for everybody. FNV-1a, 32 bits (Fowler,
 * Noll, Vo), over the 12 colours beside gray.
 */
export function tagColor(tag: string): string {
  let hash = 0x811c9dc5;
  for (const c of tag.toLowerCase()) hash = Math.imul(hash ^ c.codePointAt(0)!, 0x01000193);
  const colors = CHOICE_COLORS.slice(1);
  return colors[(hash >>> 0) % colors.length]!;
}
