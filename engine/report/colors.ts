/**
 * The colours of charts. Middle shades that stand on white and on near-black alike (contrast ≥ 3:1 on both), so that
 * an option need not know the theme. Choices name their colour; everything else takes the series in order.
 */
const NAMED: { readonly [name: string]: string } = {
  gray: '#868e96',
  red: '#e8545c',
  pink: '#d6558b',
  grape: '#ad5cc4',
  violet: '#8562e0',
  indigo: '#5475e6',
  blue: '#3186d9',
  cyan: '#1595ab',
  teal: '#14997b',
  green: '#389e4c',
  lime: '#6b9a1f',
  yellow: '#c98d0a',
  orange: '#e0752d',
};

/** Neighbours in the series differ in hue and in lightness, also for most colour-blind people. */
export const SERIES_COLORS: readonly string[] = [
  NAMED.blue!,
  NAMED.orange!,
  NAMED.teal!,
  NAMED.violet!,
  NAMED.yellow!,
  NAMED.pink!,
  NAMED.green!,
  NAMED.red!,
  NAMED.cyan!,
  NAMED.gray!,
];

/** Colour of groups that have no value. */
export const NO_VALUE_COLOR = '#a4a9b3';

/** The colour a choice names, as hex; undefined for an unknown name. */
export const namedColor = (name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
