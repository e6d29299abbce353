/** An expression → conditions by pointing; undefined where it says more than can be pointed at. Pure. */
import { parseExpression, type ASTNode } from '@/engine/expression/parse';
import {
  COMPARE,
  EMPTY,
  fixedOperator,
  mayCompare,
  needsValue,
  operatorsOf,
  OPERATORS,
  type ConditionField,
  type Group,
  type Row,
} from './tree';

/** The tree, of which only a few shapes are read here. */
interface Shape {
  readonly op: string;
  readonly args: unknown;
}
const list = (node: Shape): readonly unknown[] => (Array.isArray(node.args) ? node.args : [node.args]);
const child = (node: Shape, at: number): Shape | undefined => {
  const found = list(node)[at];
  return typeof found === 'object' && found !== null && 'op' in found ? (found as Shape) : undefined;
};

/** Conditions of an expression. `true` is the condition that always holds: no rows. */
export function fromExpression(source: string, fields: readonly ConditionField[]): Group | undefined {
  if (source.trim() === '' || source.trim() === 'true') return EMPTY;
  const parsed = parseExpression(source);
  if (!parsed.ok) return undefined;
  const found = nodeOf(parsed.tree as ASTNode & Shape, new Map(fields.map((field) => [field.name, field])));
  if (!found) return undefined;
  return found.is === 'group' ? found : { ...EMPTY, of: [found] };
}

type Fields = ReadonlyMap<string, ConditionField>;

function nodeOf(node: Shape, fields: Fields): Row | Group | undefined {
  if (node.op !== '&&' && node.op !== '||') return rowOf(node, fields);
  const parts = flat(node, node.op).map((part) => nodeOf(part, fields));
  const of = parts.filter((part) => part !== undefined);
  return of.length === parts.length ? { is: 'group', all: node.op === '&&', of } : undefined;
}
/** a && b && c is a chain to the left. */
const flat = (node: Shape, op: string): readonly Shape[] =>
  node.op === op ? [...flat(child(node, 0)!, op), ...flat(child(node, 1)!, op)] : [node];

function rowOf(node: Shape, fields: Fields): Row | undefined {
  const row = callRow(node) ?? inRow(node) ?? comparedRow(node, fields);
  const field = row && fields.get(row.field);
  if (!field || !operatorsOf(field).includes(row.op)) return undefined;
  if (row.isField) return mayCompare(field, fields.get(row.value)!) ? row : undefined;
  // One record is not picked here, only the record in another field.
  return field.kind === 'record' && needsValue(row.op) ? undefined : row;
}

const CALLS: { readonly [name: string]: Row['op'] } = { CONTAINS: 'contains', STARTSWITH: 'startsWith' };
function callRow(node: Shape): Row | undefined {
  if (node.op !== 'call' && node.op !== 'rcall') return undefined;
  const [name, ...rest] = list(node);
  const args = rest.flat() as readonly Shape[];
  const op = CALLS[String(name).toUpperCase()];
  const [field, text] = [args[0] && pathOf(args[0]), args[1] && textOf(args[1])];
  return op && field && text && args.length === 2 ? { is: 'row', field, op, value: text } : undefined;
}

function inRow(node: Shape): Row | undefined {
  const [left, right] = [child(node, 0), child(node, 1)];
  if (node.op !== 'in' || !left || !right) return undefined;
  const text = textOf(left);
  const holder = pathOf(right);
  if (text && holder) return { is: 'row', field: holder, op: 'has', value: text };
  const field = pathOf(left);
  const texts = right.op === 'list' ? list(right).map((one) => textOf(one as Shape)) : [];
  if (!field || texts.length === 0 || texts.some((one) => !one)) return undefined;
  return { is: 'row', field, op: 'oneOf', value: JSON.stringify(texts) };
}

function comparedRow(node: Shape, fields: Fields): Row | undefined {
  const [left, right] = [child(node, 0), child(node, 1)];
  const field = left && pathOf(left);
  if (!right || !field) return undefined;
  const kind = fields.get(field)?.kind;
  const fixed = fixedOperator(`${node.op} ${fixedWord(right)}`, kind);
  if (fixed) return { is: 'row', field, op: fixed, value: '' };
  const op = OPERATORS.find((one) => COMPARE[one] === node.op);
  if (!op) return undefined;
  const value = kind === 'number' ? numberOf(right) : textOf(right);
  if (value) return { is: 'row', field, op, value };
  const path = pathOf(right);
  return path && fields.has(path) ? { is: 'row', field, op, value: path, isField: true } : undefined;
}

function fixedWord(node: Shape): string {
  if (node.op === 'value' && (node.args === null || typeof node.args === 'boolean')) return String(node.args);
  return pathOf(node) ?? '';
}
const textOf = (node: Shape): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : undefined;

const MOST_DIGITS = 15;
/** A number that was not rounded when it was read. */
function numberOf(node: Shape): string | undefined {
  if (node.op === '-_') {
    const positive = child(node, 0);
    const found = positive && numberOf(positive);
    return found === undefined ? undefined : `-${found}`;
  }
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'bigint') return String(node.args);
  const text = typeof node.args === 'number' ? String(node.args) : '';
  const isExact = text.replace(/\D/g, '').length <= MOST_DIGITS && /^-?\d+(\.\d+)?$/.test(text);
  return isExact ? text : undefined;
}

/** `amount`, `region.name`, `COUNT(items)`, `SUM(items.price)`. */
function pathOf(node: Shape): string | undefined {
  if (node.op === 'id') return String(node.args);
  if (node.op === '.') {
    const before = child(node, 0);
    const head = before && pathOf(before);
    return head === undefined ? undefined : `${head}.${String(list(node)[1])}`;
  }
  if (node.op !== 'call') return undefined;
  const [name, args] = list(node);
  const [only, ...more] = args as readonly Shape[];
  const inner = only && more.length === 0 ? pathOf(only) : undefined;
  return inner === undefined ? undefined : `${String(name).toUpperCase()}(${inner})`;
}
