/** JSON values as JSON Schema compares them. */

/** Equal values give equal texts: keys sorted, -0 as 0. Not recursive in the depth of lists alone: JSON.parse limits neither, so depth is. */
export function valueKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueKey).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${valueKey(item)}`);
  return `{${entries.join(',')}}`;
}

/** digits × 10^exponent, exactly as the shortest text of the number says. */
function decimal(value: number): readonly [digits: bigint, exponent: number] {
  const [mantissa = '0', exponent = '0'] = value.toString().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

/** Whether a number is a whole multiple of another; exact, so 0.0075 is a multiple of 0.0001. */
export function isMultiple(value: number, of: number): boolean {
  if (of === 0 || !Number.isFinite(value)) return false;
  const [a, aExponent] = decimal(value);
  const [b, bExponent] = decimal(of);
  const common = Math.min(aExponent, bExponent);
  return (a * 10n ** BigInt(aExponent - common)) % (b * 10n ** BigInt(bExponent - common)) === 0n;
}

/** Length in code points. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

export const jsonType = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
};
