/** Conditional colours: which rule fits a record, as CSS colours that stay readable in both themes. */
import type { RecordView } from '@/engine/kernel/api';
import type { ViewColor } from '@/engine/kernel/documents.generated';
import { matches, type MatchContext } from '../matches';

export const RULE_COLORS: readonly ViewColor['color'][] = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'grape',
  'gray',
];
/** Opaque, because pinned cells lie over others. */
export const colorCss = (color: ViewColor['color']): string =>
  `light-dark(color-mix(in srgb, var(--mantine-color-${color}-2) 55%, white), color-mix(in srgb, var(--mantine-color-${color}-9) 38%, var(--mantine-color-body)))`;

export interface Colored {
  readonly row?: string;
  readonly cells: { readonly [field: string]: string };
}
const PLAIN: Colored = { cells: {} };

/** The first rule that fits wins, for the row and for each cell. */
export function colorsOf(rules: readonly ViewColor[], row: RecordView, context: MatchContext): Colored {
  if (rules.length === 0) return PLAIN;
  let whole: string | undefined;
  const cells: { [field: string]: string } = {};
  for (const { when, color, field } of rules) {
    const isTaken = field === undefined ? whole !== undefined : field in cells;
    if (isTaken || !matches(when, row, context)) continue;
    if (field === undefined) whole = colorCss(color);
    else cells[field] = colorCss(color);
  }
  return { ...(whole && { row: whole }), cells };
}
