/** Conditions of "Show only": what each way of comparing needs, and the stretches of time people speak of. */
import type { FilterOperator } from '@/engine/kernel/contract';
import type { Grain } from '@/engine/query/question';
import type { Choice } from './fields';

/** How the value of a condition is entered. */
export type ValueShape = 'none' | 'one' | 'many' | 'two' | 'relative' | 'own';
const SHAPES: { readonly [op in FilterOperator]?: ValueShape } = {
  isEmpty: 'none',
  notEmpty: 'none',
  isMe: 'none',
  myDepartment: 'none',
  myDepartmentAndBelow: 'none',
  in: 'many',
  notIn: 'many',
  between: 'two',
  relative: 'relative',
  near: 'own',
  inRegion: 'own',
};
export const shapeOfValue = (op: FilterOperator): ValueShape => SHAPES[op] ?? 'one';

/** Ways to compare in the order people expect; lists of values are offered only where the values can be picked. */
const ORDER: readonly FilterOperator[] = [
  'relative',
  'near',
  'inRegion',
  'eq',
  'in',
  'ne',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'endsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'isMe',
  'myDepartment',
  'myDepartmentAndBelow',
  'below',
  'isEmpty',
  'notEmpty',
];
export function operatorsOf(choice: Choice): readonly FilterOperator[] {
  const hasList = Array.isArray(choice.field.options.choices);
  return ORDER.filter((op) => choice.filters.includes(op) && (shapeOfValue(op) !== 'many' || hasList));
}

export interface Stretch {
  readonly name: string;
  readonly value: { readonly unit: Grain; readonly from: number; readonly to: number };
}
/** Names are keys of the messages `report.relative`. */
export const STRETCHES: readonly Stretch[] = [
  { name: 'today', value: { unit: 'day', from: 0, to: 0 } },
  { name: 'yesterday', value: { unit: 'day', from: -1, to: -1 } },
  { name: 'last7', value: { unit: 'day', from: -6, to: 0 } },
  { name: 'last30', value: { unit: 'day', from: -29, to: 0 } },
  { name: 'thisWeek', value: { unit: 'week', from: 0, to: 0 } },
  { name: 'thisMonth', value: { unit: 'month', from: 0, to: 0 } },
  { name: 'lastMonth', value: { unit: 'month', from: -1, to: -1 } },
  { name: 'last12Months', value: { unit: 'month', from: -11, to: 0 } },
  { name: 'thisQuarter', value: { unit: 'quarter', from: 0, to: 0 } },
  { name: 'thisYear', value: { unit: 'year', from: 0, to: 0 } },
  { name: 'lastYear', value: { unit: 'year', from: -1, to: -1 } },
];
export const sameStretch = (value: unknown, stretch: Stretch): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(stretch.value).every(([key, part]) => (value as { [key: string]: unknown })[key] === part);
