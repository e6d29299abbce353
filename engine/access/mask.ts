/** Values as those see them who may see them masked only. */
import type { FieldType } from '../kernel/contract';
import type { Masked } from '../kernel/api';
import type { FieldModel } from '../kernel/model';

const HIDDEN = '***';

/** Always the same number of stars, however long the text: `张**`, `s***e`; nothing of what is shorter than that. */
function maskText(text: string): string {
  const signs = [...text];
  const [first = ''] = signs;
  if (/\p{Script=Han}/u.test(first) && signs.length > 1 && signs.length <= 4) return `${first}**`;
  return signs.length >= 6 ? `${first}${HIDDEN}${signs.at(-1)!}` : HIDDEN;
}

/** `138****5678`: of eleven digits the first three and the last four, as on every Chinese bill. */
export function maskPhone(text: string): string {
  const digits = text.replace(/\D/g, '');
  return digits.length >= 10 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** `a***@example.com`. */
export function maskEmail(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 1 ? HIDDEN : `${[...text][0]!}${HIDDEN}${text.slice(at)}`;
}

const PHONE = /^\+?[\d\s()-]{7,24}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * A present value → what is shown of it. A type may bring its own way (`FieldType.mask`); a text is masked by what it
 * looks like; numbers, dates, choices and relations give nothing away at all.
 */
export function maskValue(type: FieldType | undefined, field: FieldModel, value: unknown): Masked {
  if (type?.mask && !field.system) return { masked: type.mask(value, field.options) };
  if (field.kind !== 'text' || typeof value !== 'string' || type?.group === 'choice') return { masked: HIDDEN };
  if (EMAIL.test(value)) return { masked: maskEmail(value) };
  return { masked: PHONE.test(value) && !field.system ? maskPhone(value) : maskText(value) };
}
