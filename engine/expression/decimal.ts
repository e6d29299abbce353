/**
 * Exact decimal numbers over BigInt. PostgreSQL's `numeric` computes the same way, so a form in the browser and a
 * report in the database give one answer (0.1 + 0.2 = 0.3 on both sides).
 */
export interface Decimal {
  /** The value times 10^scale. */
  readonly digits: bigint;
  /** How many digits stand after the point; ≥ 0. */
  readonly scale: number;
}

/** Digits after the point of a quotient: 1 / 3 = 0.3333333333. */
export const DIVISION_SCALE = 10;
/** Longer texts are not numbers anybody means; the limit keeps parsing linear. */
const MAX_LENGTH = 200;
const MAX_EXPONENT = 400;
const NUMERAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

export const ZERO: Decimal = { digits: 0n, scale: 0 };

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Reads `-12.50`, `.5`, `1e3`; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const match = NUMERAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_EXPONENT) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - shift;
  return scale >= 0 ? { digits, scale } : { digits: digits * power(-scale), scale: 0 };
}

/** A value of a record or of JSON as a decimal: decimal text, number or bigint. undefined: not a number. */
export function toDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'string') return parseDecimal(value);
  if (typeof value === 'number') return Number.isFinite(value) ? parseDecimal(String(value)) : undefined;
  if (typeof value === 'bigint') return { digits: value, scale: 0 };
  return undefined;
}

/** Canonical text: no exponent, no `+`, no needless zeros, never `-0`. Equal decimals have equal texts. */
export function decimalText({ digits, scale }: Decimal): string {
  const isNegative = digits < 0n;
  const all = (isNegative ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = all.slice(0, all.length - scale);
  const fraction = all.slice(all.length - scale).replace(/0+$/, '');
  return `${isNegative ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/** Both digits at the larger of the two scales. */
function align(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.digits, b.digits, a.scale];
  return a.scale > b.scale
    ? [a.digits, b.digits * power(a.scale - b.scale), a.scale]
    : [a.digits * power(b.scale - a.scale), b.digits, b.scale];
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(a, b);
  return { digits: x + y, scale };
}

export const negate = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale });

export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

export const multiply = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  scale: a.scale + b.scale,
});

/** a / b to DIVISION_SCALE digits, half away from zero; undefined when b is 0. */
export function divide(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.digits === 0n) return undefined;
  const [x, y] = align(a, b);
  // One digit more, cut off: whether the last digit is ≥ 5 decides the rounding, whatever follows it.
  const quotient = (x * power(DIVISION_SCALE + 1)) / y;
  return round({ digits: quotient, scale: DIVISION_SCALE + 1 }, DIVISION_SCALE);
}

/** The rest of a division that truncates: it has the sign of a, as in SQL. undefined when b is 0. */
export function remainder(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.digits === 0n) return undefined;
  const [x, y, scale] = align(a, b);
  return { digits: x % y, scale };
}

/** Rounds to `places` digits after the point (negative: tens, hundreds …), half away from zero, as PostgreSQL does. */
export function round(a: Decimal, places: number): Decimal {
  if (a.scale <= places) return a;
  const unit = power(a.scale - places);
  const half = unit / 2n;
  const cut = (a.digits + (a.digits < 0n ? -half : half)) / unit;
  return places >= 0 ? { digits: cut, scale: places } : { digits: cut * power(-places), scale: 0 };
}

/** < 0, 0 or > 0. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = align(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** How many digits stand before the point; 0 for numbers below 1. */
export const integerDigits = (a: Decimal): number =>
  decimalText(a).replace('-', '').split('.')[0]!.replace(/^0$/, '').length;

/** The largest whole number that is not above it. */
export function floor(a: Decimal): Decimal {
  if (a.scale === 0) return a;
  const unit = power(a.scale);
  const cut = a.digits / unit;
  return { digits: a.digits < 0n && cut * unit !== a.digits ? cut - 1n : cut, scale: 0 };
}

/** The whole part as a JavaScript number, kept within limits. */
export function decimalInteger(a: Decimal, least: number, most: number): number {
  const whole = a.digits / power(a.scale);
  return whole < BigInt(least) ? least : whole > BigInt(most) ? most : Number(whole);
}

export const isDecimal = (value: unknown): value is Decimal =>
  typeof value === 'object' && value !== null && 'digits' in value && 'scale' in value;
