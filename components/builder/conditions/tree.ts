/** Conditions put together by pointing: rows (field, comparison, value) in groups of "all" or "one". Pure. */
import { choicesOf } from '@/engine/form/choices';
import type { ScopeField } from '../properties/scope';

export const OPERATORS = [
  'is',
  'isNot',
  'oneOf',
  'contains',
  'startsWith',
  'more',
  'atLeast',
  'less',
  'atMost',
  'has',
  'yes',
  'no',
  'me',
  'myDepartment',
  'past',
  'future',
  'filled',
  'empty',
] as const;
export type Operator = (typeof OPERATORS)[number];

/**
 * `amount atLeast 1000`. The value is text as it was typed, empty where the operator takes none; with `isField` it is
 * the path of a field; of `oneOf` it is a JSON list of texts.
 */
export interface Row {
  readonly is: 'row';
  readonly field: string;
  readonly op: Operator;
  readonly value: string;
  readonly isField?: boolean;
}
/** All of them must hold, or one. */
export interface Group {
  readonly is: 'group';
  readonly all: boolean;
  readonly of: readonly Node[];
}
export type Node = Row | Group;
/** What a condition can be about. `name` is how the expression names it: `amount`, `region.name`, `COUNT(items)`. */
export type ConditionField = ScopeField & { readonly under?: ScopeField['label'] };

const NEEDS_VALUE: ReadonlySet<Operator> = new Set([
  'is',
  'isNot',
  'oneOf',
  'contains',
  'startsWith',
  'more',
  'atLeast',
  'less',
  'atMost',
  'has',
]);
export const needsValue = (op: Operator): boolean => NEEDS_VALUE.has(op);

const EMPTINESS: readonly Operator[] = ['filled', 'empty'];
const ORDER: readonly Operator[] = ['is', 'isNot', 'more', 'atLeast', 'less', 'atMost'];
const BY_KIND: { readonly [kind: string]: readonly Operator[] } = {
  text: ['is', 'isNot', 'contains', 'startsWith', ...EMPTINESS],
  number: [...ORDER, ...EMPTINESS],
  boolean: ['yes', 'no'],
  date: ['is', 'more', 'atLeast', 'less', 'atMost', 'past', 'future', ...EMPTINESS],
  datetime: ['past', 'future', ...EMPTINESS],
  textList: ['has'],
};
/** Comparisons whose other side may be a field of the same kind. */
export const takesField = (op: Operator): boolean => ORDER.includes(op);

export const choicesFor = (field: ScopeField | undefined) => choicesOf((field?.options ?? {}) as never);

/** What a field can be compared by; nothing for fields that conditions by pointing do not know. */
export function operatorsOf(field: ScopeField): readonly Operator[] {
  const { kind, target } = field;
  if (kind === 'record') {
    const mine: readonly Operator[] = target === 'person' ? ['me'] : target === 'department' ? ['myDepartment'] : [];
    return [...mine, ...EMPTINESS, 'is', 'isNot'];
  }
  if (kind === 'text' && choicesFor(field).length > 0) return ['is', 'isNot', 'oneOf', ...EMPTINESS];
  return BY_KIND[kind ?? ''] ?? [];
}

/** Whether one can be the other side of a comparison: both of one kind; records are compared with records of the same entity. */
export const mayCompare = (one: ScopeField, other: ScopeField): boolean =>
  one.kind === other.kind && (one.kind !== 'record' || one.target === other.target);

export const COMPARE: { readonly [op in Operator]?: string } = {
  is: '==',
  isNot: '!=',
  more: '>',
  atLeast: '>=',
  less: '<',
  atMost: '<=',
};
const FIXED: { readonly [op in Operator]?: string } = {
  yes: '== true',
  no: '!= true',
  me: '== me',
  myDepartment: '== me.department',
  past: '< today',
  future: '>= today',
  filled: '!= null',
  empty: '== null',
};

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The texts of a `oneOf`. */
export function listOf(value: string): readonly string[] {
  if (value === '') return [];
  const found: unknown = JSON.parse(value);
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
}

/** A value as it stands in an expression; undefined while it is none. */
function literal(text: string, kind: string | undefined): string | undefined {
  if (text === '' || kind === 'record') return undefined;
  if (kind === 'number') return isNumber(text) ? text : undefined;
  if (kind === 'date') return isDate(text) ? JSON.stringify(text) : undefined;
  return JSON.stringify(text);
}

/** A row as it stands in an expression; undefined while its value is missing. */
function writtenRow({ field, op, value, isField }: Row, kind: string | undefined): string | undefined {
  const fixed = FIXED[op];
  if (fixed) return `${field} ${kind === 'datetime' ? fixed.replace('today', 'now') : fixed}`;
  const text = value.trim();
  if (text === '') return undefined;
  if (isField) return `${field} ${COMPARE[op]} ${text}`;
  if (op === 'oneOf') return listOf(text).length > 0 ? `${field} in ${listText(listOf(text))}` : undefined;
  if (op === 'has') return `${JSON.stringify(text)} in ${field}`;
  if (op === 'contains') return `CONTAINS(${field}, ${JSON.stringify(text)})`;
  if (op === 'startsWith') return `STARTSWITH(${field}, ${JSON.stringify(text)})`;
  const side = literal(text, kind);
  return side && `${field} ${COMPARE[op]} ${side}`;
}
const listText = (texts: readonly string[]): string => `[${texts.map((one) => JSON.stringify(one)).join(', ')}]`;

/** The expression of the rows that are complete; undefined when there is none. */
export function toExpression(node: Node, fields: readonly ConditionField[]): string | undefined {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]));
  const write = (one: Node, isInside: boolean): string | undefined => {
    if (one.is === 'row') return writtenRow(one, kinds.get(one.field));
    const texts = one.of.flatMap((part) => write(part, true) ?? []);
    if (texts.length === 0) return undefined;
    const joined = texts.join(one.all ? ' && ' : ' || ');
    return isInside && texts.length > 1 ? `(${joined})` : joined;
  };
  return write(node, false);
}

export const EMPTY: Group = { is: 'group', all: true, of: [] };

/** The operator a row with these words has: the one that is fixed for the kind of the field. */
export function fixedOperator(words: string, kind: string | undefined): Operator | undefined {
  const asDate = kind === 'datetime' ? words.replace('now', 'today') : words;
  return OPERATORS.find((op) => FIXED[op] === asDate);
}
