/** The operators a filter offers for a field, and what value each takes. */
import { inputOf } from '@/components/inputs/registry';
import { fieldType } from '@/components/inputs/units';
import type { FieldView } from '@/engine/kernel/api';
import type { FilterOperator } from '@/engine/kernel/contract';

/** Stretches of days around today, as the query engine reads them. */
export const RELATIVE = [
  { name: 'today', value: { unit: 'day', from: 0, to: 0 } },
  { name: 'yesterday', value: { unit: 'day', from: -1, to: -1 } },
  { name: 'tomorrow', value: { unit: 'day', from: 1, to: 1 } },
  { name: 'last7', value: { unit: 'day', from: -6, to: 0 } },
  { name: 'last30', value: { unit: 'day', from: -29, to: 0 } },
  { name: 'next7', value: { unit: 'day', from: 0, to: 6 } },
  { name: 'thisWeek', value: { unit: 'week', from: 0, to: 0 } },
  { name: 'lastWeek', value: { unit: 'week', from: -1, to: -1 } },
  { name: 'nextWeek', value: { unit: 'week', from: 1, to: 1 } },
  { name: 'thisMonth', value: { unit: 'month', from: 0, to: 0 } },
  { name: 'lastMonth', value: { unit: 'month', from: -1, to: -1 } },
  { name: 'nextMonth', value: { unit: 'month', from: 1, to: 1 } },
  { name: 'thisQuarter', value: { unit: 'quarter', from: 0, to: 0 } },
  { name: 'lastQuarter', value: { unit: 'quarter', from: -1, to: -1 } },
  { name: 'thisYear', value: { unit: 'year', from: 0, to: 0 } },
  { name: 'lastYear', value: { unit: 'year', from: -1, to: -1 } },
  { name: 'past', value: { unit: 'day', from: null, to: -1 } },
  { name: 'olderThan30', value: { unit: 'day', from: null, to: -31 } },
  { name: 'future', value: { unit: 'day', from: 1, to: null } },
] as const;

/** `own` what the field's input asks for itself, `one` a value of the field, `two` a range, `many` of a choice, `text` a part of a text, `relative` of RELATIVE. */
export type Takes = 'none' | 'one' | 'two' | 'many' | 'text' | 'relative' | 'own';
const TAKES: { readonly [op in FilterOperator]: Takes } = {
  eq: 'one',
  ne: 'one',
  lt: 'one',
  lte: 'one',
  gt: 'one',
  gte: 'one',
  between: 'two',
  in: 'many',
  notIn: 'many',
  contains: 'text',
  notContains: 'text',
  startsWith: 'text',
  endsWith: 'text',
  isEmpty: 'none',
  notEmpty: 'none',
  isMe: 'none',
  myDepartment: 'none',
  myDepartmentAndBelow: 'none',
  below: 'one',
  relative: 'relative',
  near: 'own',
  inRegion: 'own',
};
export const takes = (op: FilterOperator): Takes => TAKES[op];

const hasChoices = (field: FieldView): boolean => Array.isArray(field.options.choices);

/** Where the browser knows that there is a tree. */
const ofTrees = ({ options, target }: FieldView): readonly FilterOperator[] =>
  options.tree === true || target === 'department' ? ['below'] : [];

/** What is seen masked can be asked for in no way. */
export const isOpen = (field: FieldView): boolean => field.right !== 'masked';

/** Lists of values can be pointed at only where there is a list to choose from. */
export const operatorsOf = (field: FieldView): readonly FilterOperator[] =>
  [...(fieldType(field.type)?.filters ?? []), ...ofTrees(field)].filter((op) => {
    if (!isOpen(field)) return false;
    // Of an encrypted value only its equality is known.
    if (field.encrypted && !['eq', 'ne', 'isEmpty', 'notEmpty'].includes(op)) return false;
    if (takes(op) === 'many') return hasChoices(field) || inputOf(field).filters?.[op] !== undefined;
    return !(takes(op) === 'text' && hasChoices(field));
  });

/** What is asked first: a text is seldom known as a whole. */
export const usualOperator = (field: FieldView): FilterOperator | undefined => {
  const operators = operatorsOf(field);
  return operators.includes('contains') ? 'contains' : operators[0];
};

export const canFilter = (field: FieldView): boolean => operatorsOf(field).length > 0;
export const canSort = (field: FieldView): boolean =>
  isOpen(field) && !field.encrypted && (fieldType(field.type)?.canSort ?? false);
