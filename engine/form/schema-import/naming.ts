/** What fields made from foreign names are called: for people (labels) and in the API (names). */
import { isName, isSystemField } from '../../kernel/names';
import type { Text } from '../../kernel/text';

/** Chinese → how it sounds, in Latin letters; on the server it is pinyin. */
export type Romanize = (text: string) => string;

const LONGEST = 36;

/**
 * An API name from any text: lower case, `_` between words (also where case changes), at most 40 characters, none of
 * `taken`, and no name the system uses. What leaves nothing is called by `fallback`.
 */
export function apiName(
  text: string,
  taken: ReadonlySet<string>,
  fallback: string,
  romanize: Romanize = (t) => t,
): string {
  const plain = (/\p{Script=Han}/u.test(text) ? romanize(text) : text)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+/, '')
    // A name begins with a letter: `2024 sales` becomes `form_2024_sales`.
    .replace(/^(?=\d)/, `${fallback}_`)
    .slice(0, LONGEST)
    .replace(/_+$/, '');
  const base = isName(plain) ? (isSystemField(plain) ? `${plain}_value` : plain) : fallback;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.has(`${base}_${n}`)) return `${base}_${n}`;
}

/** `dateOfBirth`, `date_of_birth` → `Date of birth`; Chinese stays as it is. */
export function humanize(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim();
  const lower = words.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());
  return (lower.charAt(0).toUpperCase() + lower.slice(1)).slice(0, 200);
}

/** One language is known: it is said in both, until somebody translates it. */
export const labelOf = (text: string): Text => {
  const said = text.replace(/\s+/g, ' ').trim().slice(0, 200);
  return { 'zh-CN': said, en: said };
};
