/** Cells of a workbook as a person would type them: dates by their format, numbers written out. */

/** Numbers of built-in formats that show a date or a time: ECMA-376 Part 1 §18.8.30, with those of East Asia. */
const BUILT_IN: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Does a number format show a day or a time of day? Elapsed time (`[h]:mm`) is a number of days, and stays one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([from, to]) => id >= from && id <= to);
  if (/\[(h+|m+|s+)\]/i.test(code)) return false;
  // What is quoted, escaped or a colour or condition in brackets shows nothing of the value.
  const plain = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0]!;
  return /[ymdhs年月日时]/i.test(plain) && !/general|通用|0|#/i.test(plain.replace(/s\.0+/gi, 's'));
}

const DAY_MS = 86_400_000;
/** Day 0 of the two date systems of Excel, as days before 1970. */
const EPOCH = { 1900: 25_569, 1904: 24_107 } as const;

/** `2026-01-31`, `2026-01-31 09:30:00`, or `09:30:00` for a time without a day. */
export function serialText(serial: number, system: keyof typeof EPOCH): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return plainNumber(String(serial));
  // Excel believes in 29 February 1900; serials before it are one day off.
  const days = system === 1900 && serial < 60 && serial >= 1 ? serial + 1 : serial;
  const iso = new Date(Math.round((days - EPOCH[system]) * 86_400) * 1000).toISOString();
  if (serial < 1) return iso.slice(11, 19);
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}
/** A JavaScript date, whose wall clock is meant in UTC. */
export const dateText = (date: Date): string => serialText(date.getTime() / DAY_MS + EPOCH[1900], 1900);

/**
 * A number of a file as digits: 1e+21 and 1e-7 written out, 1.1000000000000001 as 1.1 (Excel keeps 15 digits; the rest
 * is noise of the binary). Whole numbers of any length stay as they are.
 */
export function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const short = String(Number(value.toPrecision(15)));
  return /e/i.test(short) ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : short;
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** `BC12` → 54, the index of the column. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}
