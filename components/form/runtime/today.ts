/** The day it is somewhere, as an ISO date: `isoDay(zone).format(now)`. */
// Making a formatter costs more than running the rules of a key.
const days = new Map<string, Intl.DateTimeFormat>();
export function isoDay(timeZone: string): Intl.DateTimeFormat {
  // Swedish dates are ISO dates.
  const known = days.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  days.set(timeZone, known);
  return known;
}
