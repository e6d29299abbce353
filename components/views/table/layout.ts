/** Widths, pinned columns and heights of a table, as CSS values: dragging an edge changes one property and draws no cell. */
import { inputOf } from '@/components/inputs/registry';
import { fieldType } from '@/components/inputs/units';
import type { ViewDefinition } from '@/engine/kernel/documents.generated';
import type { ShownColumn } from '../contract';

export const TICK_WIDTH = 36;
export const LEAST_WIDTH = 56;
export const HEIGHTS: { readonly [height in NonNullable<ViewDefinition['rowHeight']>]: number } = {
  short: 34,
  medium: 56,
  tall: 88,
};
export const GROUP_HEIGHT = 36;
export const linesIn = (height: number): number => Math.max(1, Math.floor((height - 8) / 18));

/** Titles need room, numbers and yes or no little. */
export function widthOf(column: ShownColumn, titleField: string): number {
  if (column.width) return column.width;
  if (column.field === titleField) return 230;
  const kind = fieldType(column.shown.type)?.kind;
  if (kind === 'boolean') return 90;
  if (fieldType(column.shown.type)?.group === 'choice') return 120;
  if (kind === 'number' || kind === 'date') return 130;
  return inputOf(column.shown).isWide ? 260 : 145;
}

/** Pinned columns stand first, in their order. */
export const inOrder = (columns: readonly ShownColumn[]): readonly ShownColumn[] => [
  ...columns.filter(({ pinned }) => pinned),
  ...columns.filter(({ pinned }) => !pinned),
];

/** `--cols`: all tracks; `--p0`, `--p1` …: where each pinned column stands. */
export function trackStyle(widths: readonly number[], pinned: number, hasTicks: boolean): { [name: string]: string } {
  const ticks = hasTicks ? TICK_WIDTH : 0;
  const style: { [name: string]: string } = {
    '--cols': `${hasTicks ? `${TICK_WIDTH}px ` : ''}${widths.map((width) => `${width}px`).join(' ')} minmax(24px, 1fr)`,
  };
  let left = ticks;
  for (let i = 0; i < pinned; i += 1) {
    style[`--p${i}`] = `${left}px`;
    left += widths[i]!;
  }
  return style;
}

const plain = ({ shown: _shown, label: _label, isFar: _isFar, ...column }: ShownColumn) => column;
export const plainColumns = (columns: readonly ShownColumn[]) => columns.map(plain);

/** Moves one column before or behind another; it takes over whether that one is pinned. */
export function moved(columns: readonly ShownColumn[], field: string, target: string, isBehind: boolean) {
  const one = columns.find((column) => column.field === field)!;
  const at = columns.find((column) => column.field === target)!;
  const rest = columns.filter((column) => column !== one);
  const index = rest.indexOf(at) + (isBehind ? 1 : 0);
  return plainColumns([...rest.slice(0, index), { ...one, pinned: at.pinned ?? false }, ...rest.slice(index)]);
}
