/** Which columns of a printed table keep their values in one line, so that numbers and codes are not torn. Pure. */

/** Widths are in halves of a Chinese character, which is about what a Latin letter takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += char.codePointAt(0)! > 0x2e7f ? 2 : 1;
  return width;
}

/** Of the space inside its borders. */
const PADDING = 2;
/** So much of a line may be held by columns that do not wrap; the rest is for those that do. */
const SHARE = 0.75;

/**
 * The narrowest columns first, as long as there is room for the others.
 * @param widths of the widest value of each column
 * @param room of the whole line
 * @returns for each column, whether it stays in one line
 */
export function keptInLine(widths: readonly number[], room: number): readonly boolean[] {
  const kept = widths.map(() => false);
  const order = widths.map((_, index) => index).sort((a, b) => widths[a]! - widths[b]!);
  let used = 0;
  for (const index of order) {
    used += widths[index]! + PADDING;
    const isLast = index === order.at(-1);
    if (used > room * (isLast ? 1 : SHARE)) break;
    kept[index] = true;
  }
  return kept;
}
