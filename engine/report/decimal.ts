/** Just enough exact-looking arithmetic for shares and changes, which are shown rounded to a tenth of a percent. */

/** (now − before) / |before| as a fraction; undefined where there is nothing to compare with. */
export function change(now: unknown, before: unknown): number | undefined {
  const [a, b] = [toNumber(now), toNumber(before)];
  return a === undefined || b === undefined || b === 0 ? undefined : (a - b) / Math.abs(b);
}

/** part / whole as a fraction; undefined when there is no whole. */
export function share(part: unknown, whole: unknown): number | undefined {
  const [a, b] = [toNumber(part), toNumber(whole)];
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}

/** A decimal string or number as a number for geometry; undefined for null and for what is no number. */
export function toNumber(value: unknown): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
