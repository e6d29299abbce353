/** Conditions put together by pointing ⇄ the expression that is stored. What cannot be pointed at stays text. Pure. */
import type { ScopeField } from '../properties/scope';

export const OPERATORS = [
  'is',
  'isNot',
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
/** `amount atLeast 1000`; the value is text as it was typed, empty where the operator takes none. */
export interface Part {
  readonly field: string;
  readonly op: Operator;
  readonly value: string;
}

const NEEDS_VALUE: ReadonlySet<Operator> = new Set(['is', 'isNot', 'more', 'atLeast', 'less', 'atMost', 'has']);
export const needsValue = (op: Operator): boolean => NEEDS_VALUE.has(op);

const EMPTINESS: readonly Operator[] = ['filled', 'empty'];
const BY_KIND: { readonly [kind: string]: readonly Operator[] } = {
  text: ['is', 'isNot', ...EMPTINESS],
  number: ['is', 'isNot', 'more', 'atLeast', 'less', 'atMost', ...EMPTINESS],
  boolean: ['yes', 'no'],
  date: ['past', 'future', ...EMPTINESS],
  textList: ['has'],
};

/** What a field can be compared by; nothing for fields that conditions by pointing do not know. */
export function operatorsOf({ kind, target }: ScopeField): readonly Operator[] {
  if (kind === 'record') {
    const mine: readonly Operator[] = target === 'person' ? ['me'] : target === 'department' ? ['myDepartment'] : [];
    return [...mine, ...EMPTINESS];
  }
  return BY_KIND[kind ?? ''] ?? [];
}

const COMPARE: { readonly [op in Operator]?: string } = {
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

/** A part as it stands in an expression; undefined while its value is missing. */
function written({ field, op, value }: Part, kind: string | undefined): string | undefined {
  if (FIXED[op]) return `${field} ${FIXED[op]}`;
  const text = value.trim();
  if (text === '') return undefined;
  if (op === 'has') return `${JSON.stringify(text)} in ${field}`;
  if (kind === 'number') return isNumber(text) ? `${field} ${COMPARE[op]} ${text}` : undefined;
  return `${field} ${COMPARE[op]} ${JSON.stringify(text)}`;
}

/** The expression of the parts that are complete; undefined when there is none. */
export function toExpression(parts: readonly Part[], fields: readonly ScopeField[]): string | undefined {
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]));
  const texts = parts.flatMap((part) => written(part, kinds.get(part.field)) ?? []);
  return texts.length === 0 ? undefined : texts.join(' && ');
}

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
const CONJUNCT = new RegExp(String.raw`\s*((?:${TEXT}|[^"&])+?)\s*(?:&&|$)`, 'y');

/** The parts of an expression; undefined where it says more than can be pointed at. */
export function fromExpression(source: string, fields: readonly ScopeField[]): readonly Part[] | undefined {
  if (source.trim() === '') return [];
  const parts: Part[] = [];
  CONJUNCT.lastIndex = 0;
  while (CONJUNCT.lastIndex < source.length) {
    const found = CONJUNCT.exec(source);
    const part = found?.[1] === undefined ? undefined : partOf(found[1]);
    const field = part && fields.find(({ name }) => name === part.field);
    if (!part || !field || !operatorsOf(field).includes(part.op)) return undefined;
    parts.push(part);
  }
  return toExpression(parts, fields) === source.trim() ? parts : undefined;
}

function partOf(text: string): Part | undefined {
  const list = new RegExp(`^(${TEXT}) in ([a-z][a-z0-9_]*)$`).exec(text);
  if (list) return { field: list[2]!, op: 'has', value: JSON.parse(list[1]!) as string };
  const [, field, rest] = /^([a-z][a-z0-9_]*) (.+)$/.exec(text) ?? [];
  if (!field || !rest) return undefined;
  const fixed = OPERATORS.find((op) => FIXED[op] === rest);
  if (fixed) return { field, op: fixed, value: '' };
  const [, sign, value] = new RegExp(`^(==|!=|>=|<=|>|<) (${TEXT}|-?\\d+(?:\\.\\d+)?)$`).exec(rest) ?? [];
  const op = OPERATORS.find((one) => COMPARE[one] === sign);
  if (!op || value === undefined) return undefined;
  return { field, op, value: value.startsWith('"') ? (JSON.parse(value) as string) : value };
}
