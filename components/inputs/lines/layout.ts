/** Widths of line items, as CSS values. The first columns stand still while the others are moved sideways. */
import type { FieldView } from '@/engine/kernel/api';
import { fieldType } from '../units';
import { NUMBER_WIDTH } from './types';

/** Texts and links need room, numbers and yes or no little. */
function widthOf(column: FieldView): number {
  const unit = fieldType(column.type);
  if (unit?.kind === 'boolean') return 80;
  if (unit?.kind === 'number' || unit?.kind === 'date') return 124;
  if (unit?.group === 'choice') return 128;
  return unit?.input === 'longText' || unit?.kind === 'record' ? 200 : 168;
}

const MOST_PINNED = 3;
/** How many of the first columns stand still: as the field says, else one. */
export const pinnedOf = ({ options }: FieldView, columns: readonly FieldView[]): number =>
  Math.min(typeof options.frozen === 'number' ? options.frozen : 1, MOST_PINNED, columns.length - 1);

/** `--cols`: all tracks; `--p0`, `--p1` …: where each pinned column stands; the least width of a row. */
export function trackStyle(columns: readonly FieldView[], pinned: number): { [name: string]: string } {
  const widths = columns.map(widthOf);
  const tracks = widths.map((width, i) => (i < pinned ? `${width}px` : `minmax(${width}px, ${width}fr)`));
  const style: { [name: string]: string } = {
    '--cols': `${NUMBER_WIDTH}px ${tracks.join(' ')}`,
    '--least': `${NUMBER_WIDTH + widths.reduce((sum, width) => sum + width, 0)}px`,
  };
  let left = NUMBER_WIDTH;
  for (let i = 0; i < pinned; i += 1) {
    style[`--p${i}`] = `${left}px`;
    left += widths[i]!;
  }
  style['--cover'] = `${left}px`;
  return style;
}
