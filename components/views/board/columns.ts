/** The columns of a board. Pure. */
import type { Choice } from '@/engine/form/choices';
import type { Text } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';

export interface BoardColumn {
  readonly key: string;
  /** null: records without a value. */
  readonly value: string | null;
  readonly label: Text | null;
  readonly color: string | undefined;
  /** Records hold the value, but it is not among the choices any more: nothing can be moved here. */
  readonly isGone: boolean;
}
export const NO_VALUE = '';
export const keyOf = (value: Json | undefined): string => (typeof value === 'string' ? value : NO_VALUE);

/**
 * The choices in their order, then values that are no longer among them, then the records without a value.
 * @param isRequired then that last column stands there only while there are such records
 */
export function columnsOf(
  choices: readonly Choice[],
  groups: readonly { readonly value: Json; readonly count: number }[],
  isRequired: boolean,
): readonly BoardColumn[] {
  const known = new Set(choices.map(({ value }) => value));
  const gone = groups.flatMap(({ value }) => (typeof value === 'string' && !known.has(value) ? [value] : []));
  const hasEmpty = groups.some(({ value, count }) => value === null && count > 0);
  return [
    ...choices.map(({ value, label, color }) => ({ key: value, value, label, color, isGone: false })),
    ...gone.map((value) => ({ key: value, value, label: null, color: undefined, isGone: true })),
    ...(isRequired && !hasEmpty
      ? []
      : [{ key: NO_VALUE, value: null, label: null, color: undefined, isGone: isRequired }]),
  ];
}

/** The column beside one to which a card can go; undefined at the edge. */
export function columnBeside(columns: readonly BoardColumn[], key: string, step: 1 | -1): BoardColumn | undefined {
  for (let at = columns.findIndex((one) => one.key === key) + step; ; at += step) {
    const column = columns[at];
    if (!column || !column.isGone) return column;
  }
}
