/** What was drawn, and pictures of it. */

export type Point = readonly [x: number, y: number];
/** Strokes in the order in which they were drawn, in CSS pixels of the field. */
export type Ink = readonly (readonly Point[])[];

/** A smooth line: quadratic curves from the middle of one step to the middle of the next. A tap is a dot. */
export function strokePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const at = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (rest.length === 0) return `M${at(first)}h0.1`;
  const curves = rest.map((point, i) => {
    const [x, y] = points[i]!;
    return `Q${at([x, y])} ${at([(x + point[0]) / 2, (y + point[1]) / 2])}`;
  });
  return `M${at(first)}${curves.join('')}L${at(rest.at(-1)!)}`;
}

/** A dot or a twitch is no signature: less than 40 pixels of line. */
export function isBlankInk(ink: Ink): boolean {
  let length = 0;
  for (const stroke of ink) {
    stroke.forEach(([x, y], i) => {
      const before = stroke[i - 1];
      if (before) length += Math.hypot(x - before[0], y - before[1]);
    });
  }
  return length < 40;
}
