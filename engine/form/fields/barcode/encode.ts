/** Bar codes as bars: strings of 1 (dark) and 0. EAN and UPC by ISO/IEC 15420, Code 128 by ISO/IEC 15417. */

export type Format = 'ean13' | 'ean8' | 'upca' | 'code128' | 'qr';
/** What a field may ask for; `any` takes every text and draws what fits it. */
export type Wanted = Format | 'any';

const LENGTHS = { ean13: 13, ean8: 8, upca: 12 } as const;
type Gs1 = keyof typeof LENGTHS;
const isGs1 = (format: Wanted): format is Gs1 => Object.hasOwn(LENGTHS, format);

/** The last digit as GS1 computes it: the others weigh 3 and 1 in turn, from the right; the sum is filled up to a ten. */
export function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}
const hasCheckDigit = (code: string): boolean => checkDigit(code.slice(0, -1)) === Number(code.at(-1));

/** What is wrong with a code of a format; undefined when it is good. */
export function faultOf(code: string, wanted: Wanted): 'length' | 'checkDigit' | 'characters' | undefined {
  if (isGs1(wanted)) {
    if (!/^\d+$/.test(code) || code.length !== LENGTHS[wanted]) return 'length';
    return hasCheckDigit(code) ? undefined : 'checkDigit';
  }
  if (wanted === 'code128') return /^[\x20-\x7e]{1,80}$/.test(code) ? undefined : 'characters';
  return undefined;
}

/** What a code is drawn as. */
export function formatOf(code: string, wanted: Wanted): Format {
  if (wanted !== 'any') return wanted;
  const fits = (['ean13', 'ean8', 'upca'] as const).find((format) => faultOf(code, format) === undefined);
  return fits ?? (/^[\x20-\x7e]{1,30}$/.test(code) ? 'code128' : 'qr');
}

// ---- EAN, UPC -------------------------------------------------------------------------------------------------------
const LEFT = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const RIGHT = LEFT.map((bars) => [...bars].map((bar) => (bar === '1' ? '0' : '1')).join(''));
const MIRRORED = RIGHT.map((bars) => [...bars].reverse().join(''));
/** Which of the six left digits are mirrored tells the first digit. */
const FIRST = ['000000', '001011', '001101', '001110', '010011', '011001', '011100', '010101', '010110', '011010'];

const GUARD = '101';
const CENTRE = '01010';

/** 95 modules. A UPC-A code is an EAN-13 code that begins with 0. */
function ean13(code: string): string {
  const parity = FIRST[Number(code[0])]!;
  const left = [...code.slice(1, 7)].map((d, i) => (parity[i] === '1' ? MIRRORED : LEFT)[Number(d)]);
  return GUARD + left.join('') + CENTRE + [...code.slice(7)].map((d) => RIGHT[Number(d)]).join('') + GUARD;
}
/** 67 modules. */
const ean8 = (code: string): string =>
  GUARD +
  [...code.slice(0, 4)].map((d) => LEFT[Number(d)]).join('') +
  CENTRE +
  [...code.slice(4)].map((d) => RIGHT[Number(d)]).join('') +
  GUARD;

// ---- Code 128 -------------------------------------------------------------------------------------------------------
/** Widths of bar, space, bar … of the values 0 to 106. */
export const CODE128 =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const START_B = 104;
const START_C = 105;
const STOP = 106;

/** Values with start, check value and stop. Digits in pairs (set C) where the code is nothing else; else set B. */
export function code128Values(text: string): readonly number[] {
  const isPaired = /^(\d\d)+$/.test(text);
  const data = isPaired
    ? (text.match(/\d\d/g) ?? []).map(Number)
    : [...text].map((character) => character.charCodeAt(0) - 32);
  const values = [isPaired ? START_C : START_B, ...data];
  const check = values.reduce((sum, value, i) => sum + value * Math.max(i, 1), 0) % 103;
  return [...values, check, STOP];
}
const code128 = (text: string): string =>
  code128Values(text)
    .map((value) => [...CODE128[value]!].map((width, i) => (i % 2 === 0 ? '1' : '0').repeat(Number(width))).join(''))
    .join('');

const BARS: { readonly [F in Exclude<Format, 'qr'>]: (code: string) => string } = {
  ean13,
  ean8,
  upca: (code) => ean13(`0${code}`),
  code128,
};
/** The modules of a code from left to right; the code must be good for the format. */
export const barsOf = (code: string, format: Exclude<Format, 'qr'>): string => BARS[format](code);
