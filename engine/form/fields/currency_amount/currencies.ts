/** Currencies and how many digits their amounts have (ISO 4217:2015, list one). */
import type { Locale } from '../../../kernel/text';

/** All others have two. */
const DIGITS: { readonly [code: string]: number } = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};
export const digitsOf = (code: string): number => DIGITS[code] ?? 2;

/** What people write instead of a code. `¥` and `元` are the yuan, `$` the US dollar, unless the field has another of the name. */
const WORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(人民币|元|圆|rmb|¥|￥|cn¥)$/i, ['CNY', 'JPY']],
  [/^(美元|美金|\$|us\$)$/i, ['USD', 'HKD', 'SGD', 'AUD', 'CAD']],
  [/^(欧元|€)$/, ['EUR']],
  [/^(英镑|£)$/, ['GBP']],
  [/^(日元|日圆|jp¥)$/i, ['JPY']],
  [/^(港元|港币|hk\$)$/i, ['HKD']],
];
export function codeOf(word: string, allowed: readonly string[]): string | undefined {
  const upper = word.trim().toUpperCase();
  if (allowed.includes(upper)) return upper;
  const meant = WORDS.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? [];
  return meant.find((code) => allowed.includes(code));
}

const names = new Map<Locale, Intl.DisplayNames>();
/** `人民币 CNY`. */
export function nameOf(code: string, locale: Locale): string {
  const known =
    names.get(locale) ?? names.set(locale, new Intl.DisplayNames(locale, { type: 'currency' })).get(locale)!;
  const name = known.of(code);
  return name && name !== code ? `${name} ${code}` : code;
}
