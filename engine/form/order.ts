/** The order in which rules feed each other, and who reads what. */
import type { FieldModel } from '../kernel/model';
import {
  keysOf,
  type Calculation,
  type Condition,
  type FormPlan,
  type Key,
  type MessageRule,
  type Readers,
  type StateRules,
} from './plan';

const readsOf = (conditions: readonly Condition[], list: FieldModel | undefined): readonly Key[] =>
  conditions.flatMap(({ when }) => keysOf(when.uses, list));

/** The values a calculation depends on. Columns depend on their rows: they may be cleared as a whole. */
export const readsOfCalculation = ({ assignments, show, list }: Calculation): readonly Key[] => [
  ...(list ? [list.name] : []),
  ...readsOf(assignments, list),
  ...assignments.flatMap(({ value }) => keysOf(value.uses, list)),
  ...readsOf(show.flat(), list),
];

const readsOfState = ({ show, require, readOnly, limits, list }: StateRules): readonly Key[] => [
  ...readsOf([...show.flat(), ...require, ...readOnly, ...limits], list),
  ...limits.flatMap(({ value }) => keysOf(value.uses, list)),
];

/** `items.amount` → it, and the rows it lies in. */
const withRows = (key: Key): readonly Key[] => (key.includes('.') ? [key, key.split('.')[0]!] : [key]);

/**
 * Puts calculations behind those that set what they read (depth-first topological sort, Tarjan 1976). `cycle` is the
 * first circle found, its first calculation again at the end; the calculations of a circle keep some order and run once.
 */
export function sortCalculations(calculations: readonly Calculation[]): {
  readonly ordered: readonly Calculation[];
  readonly cycle: readonly Calculation[] | undefined;
} {
  const byKey = new Map<Key, Calculation[]>();
  const add = (key: Key, calculation: Calculation): void => {
    byKey.set(key, [...(byKey.get(key) ?? []), calculation]);
  };
  for (const calculation of calculations) add(calculation.key, calculation);
  const ordered: Calculation[] = [];
  const state = new Map<Calculation, 'open' | 'done'>();
  const open: Calculation[] = [];
  let cycle: readonly Calculation[] | undefined;
  const visit = (calculation: Calculation): void => {
    if (state.get(calculation) === 'done') return;
    if (state.get(calculation) === 'open') {
      cycle ??= [...open.slice(open.indexOf(calculation)), calculation];
      return;
    }
    state.set(calculation, 'open');
    open.push(calculation);
    for (const key of new Set(readsOfCalculation(calculation).flatMap(withRows))) byKey.get(key)?.forEach(visit);
    open.pop();
    state.set(calculation, 'done');
    ordered.push(calculation);
  };
  calculations.forEach(visit);
  return { ordered, cycle };
}

/** Who has to look again when a value changes. Rows that come or go (`items`) concern whoever reads one of their columns. */
export function readersOf(
  calculations: readonly Calculation[],
  states: readonly StateRules[],
  messages: readonly MessageRule[],
): FormPlan['readers'] {
  const readers = new Map<Key, { [K in keyof Readers]: number[] }>();
  const note = (kind: keyof Readers, index: number, reads: readonly Key[], list: FieldModel | undefined): void => {
    const keys = new Set(reads.flatMap(withRows));
    // Rules about rows are run for rows that come.
    if (list) keys.add(list.name);
    for (const key of keys) {
      const entry = readers.get(key) ?? { calculations: [], states: [], messages: [] };
      entry[kind].push(index);
      readers.set(key, entry);
    }
  };
  calculations.forEach((one, index) => note('calculations', index, readsOfCalculation(one), one.list));
  states.forEach((one, index) => note('states', index, readsOfState(one), one.list));
  messages.forEach((one, index) => note('messages', index, one.reads, one.list));
  return readers;
}

/** What a calculation is called in a sentence: “Total”, or “Amount of Items”. */
export function labelOfTarget({ field, list }: Pick<Calculation, 'field' | 'list'>, locale: 'zh-CN' | 'en'): string {
  const label = field.label[locale] || field.name;
  if (!list) return label;
  const of = list.label[locale] || list.name;
  return locale === 'en' ? `${label} of ${of}` : `${of}的${label}`;
}
