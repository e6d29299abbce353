/**
 * Input masks: `###-####` for 555-0199. `#` stands for a digit, `@` for a letter, `*` for either; everything else stands
 * for itself, and `\` before a sign makes it stand for itself. What is kept holds the signs between, as people read it.
 */
import { toHalfWidth } from './values';

interface Slot {
  /** undefined: a sign that stands for itself. */
  readonly kind: '#' | '@' | '*' | undefined;
  readonly sign: string;
}
const FITS = { '#': /\d/, '@': /[A-Za-z]/, '*': /[A-Za-z\d]/ } as const;
const PATTERNS = { '#': '[0-9]', '@': '[A-Za-z]', '*': '[A-Za-z0-9]' } as const;
const isSlot = (sign: string): sign is '#' | '@' | '*' => sign === '#' || sign === '@' || sign === '*';

export function readMask(mask: string): readonly Slot[] {
  const signs = [...mask];
  const slots: Slot[] = [];
  for (let i = 0; i < signs.length; i += 1) {
    const sign = signs[i]!;
    if (sign === '\\' && i + 1 < signs.length) slots.push({ kind: undefined, sign: signs[(i += 1)]! });
    else slots.push({ kind: isSlot(sign) ? sign : undefined, sign });
  }
  return slots;
}

export interface Masked {
  readonly text: string;
  readonly isComplete: boolean;
}

/**
 * What was typed or pasted, brought into the mask: full-width signs become half-width, signs that fit nowhere are left
 * out, signs between are put in as soon as something follows them. Never more than the mask holds.
 */
export function applyMask(mask: string, given: string): Masked {
  const signs = [...toHalfWidth(given)].slice(0, 500);
  let text = '';
  let waiting = '';
  let at = 0;
  for (const slot of readMask(mask)) {
    if (slot.kind === undefined) {
      waiting += slot.sign;
      // Typed or pasted along with the rest: passed over, not taken for the next place.
      if (signs[at] === slot.sign) at += 1;
      continue;
    }
    while (at < signs.length && !FITS[slot.kind].test(signs[at]!)) at += 1;
    if (at >= signs.length) return { text, isComplete: false };
    text += waiting + signs[at]!;
    waiting = '';
    at += 1;
  }
  return { text: text + waiting, isComplete: true };
}

const isFilled = (mask: string, sign: string): boolean =>
  readMask(mask).some(({ kind }) => kind !== undefined && FITS[kind].test(sign));

/** Where the caret stands in the masked text, when before the mask `count` signs that fill it stood before it. */
export function caretAfter(mask: string, masked: string, typed: string, caret: number): number {
  const wanted = [...typed.slice(0, caret)].filter((sign) => isFilled(mask, sign)).length;
  let seen = 0;
  for (let i = 0; i < masked.length; i += 1) {
    if (seen >= wanted) return caret >= typed.length ? masked.length : i;
    if (isFilled(mask, masked[i]!)) seen += 1;
  }
  return masked.length;
}

/** A JSON Schema pattern for complete values: linear in the length of the text. */
export const maskPattern = (mask: string): string =>
  `^${readMask(mask)
    .map(({ kind, sign }) => (kind ? PATTERNS[kind] : sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')))
    .join('')}$`;
