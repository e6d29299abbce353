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

/** Milliseconds that a zone's clocks are ahead of UTC at an instant. */
export function zoneOffset(instant: number, timeZone: string): number {
  const wall = Date.parse(`${zoneWall(instant, timeZone)}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** Milliseconds of a wall clock (`2026-03-05T09:30:00`) in a zone. In a gap of summer time the later reading is taken. */
export function wallToInstant(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  // Twice: the offset at the first guess may be that of the other side of a change of the clocks.
  const first = asUtc - zoneOffset(asUtc, timeZone);
  return asUtc - zoneOffset(first, timeZone);
}
