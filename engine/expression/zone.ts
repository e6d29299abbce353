/** Wall clocks of time zones, by the zone data of the JavaScript engine. */

const pad = (value: number | string, width = 2): string => String(value).padStart(width, '0');

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a zone at an instant (milliseconds since 1970), to the second: `2026-03-05T09:30:00`. */
export function zoneWall(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${pad(parts.year!, 4)}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** Since then every zone has changed its clocks at a quarter of an hour only (the last to: Liberia, 7 January 1972). */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const QUARTER = 15 * 60_000;
const offsets = new Map<string, Map<number, number>>();
/** Quarters remembered of a zone. */
const MOST_QUARTERS = 20_000;

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. Remembered by the quarter: a file of a million times asks for few. */
export function zoneOffset(instant: number, timeZone: string): number {
  if (!(instant >= QUARTERS_SINCE)) return offsetAt(instant, timeZone);
  let known = offsets.get(timeZone);
  if (!known || known.size > MOST_QUARTERS) offsets.set(timeZone, (known = new Map<number, number>()));
  const quarter = Math.floor(instant / QUARTER);
  let offset = known.get(quarter);
  if (offset === undefined) known.set(quarter, (offset = offsetAt(quarter * QUARTER, timeZone)));
  return offset;
}

function offsetAt(instant: number, timeZone: string): number {
  const wall = Date.parse(`${zoneWall(instant, timeZone)}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}

const ISO_LENGTH = 24;
/** `zoneWall` with the offset remembered: for files of many times. */
export function zoneWallFast(instant: number, timeZone: string): string {
  const at = Math.floor(instant / 1000) * 1000;
  const text = new Date(at + zoneOffset(at, timeZone)).toISOString();
  // Years of five digits, or before the first, are written in another way.
  return text.length === ISO_LENGTH ? text.slice(0, 19) : zoneWall(instant, timeZone);
}

/** Milliseconds of a wall clock (`2026-03-05T09:30:00`) in a zone. In a gap of summer time the later reading is taken. */
export function wallToInstant(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  // Twice: the offset at the first guess may be that of the other side of a change of the clocks.
  const first = asUtc - zoneOffset(asUtc, timeZone);
  return asUtc - zoneOffset(first, timeZone);
}
