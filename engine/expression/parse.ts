/** The first pass: text → syntax tree, within limits, remembered. */
import { problem, type Problem } from '../kernel/problems';
import { treeOf } from './grammar';
import { SyntaxProblem, type ASTNode } from './tree';

export type { ASTNode };

export const MAX_SOURCE = 4000;
const MAX_NODES = 2000;
/** Nesting of parentheses, calls and lists. */
const MAX_NESTING = 50;
/** Height of the tree: long chains (a && b && c …) are one step each. PostgreSQL and JavaScript both recurse over it. */
const MAX_HEIGHT = 250;
const CACHE_SIZE = 2000;

export type Parsed =
  { readonly ok: true; readonly tree: ASTNode } | { readonly ok: false; readonly problems: readonly Problem[] };

const LIMITS = { nodes: MAX_NODES, nesting: MAX_NESTING, items: 200, entries: 20, parameters: 32 };

const cache = new Map<string, Parsed>();

/** Parses an expression of at most 4,000 characters. The answer is remembered: rules and rights repeat. */
export function parseExpression(source: unknown): Parsed {
  if (typeof source !== 'string' || source.trim() === '') return failed('expression.empty', 0, 0);
  if (source.length > MAX_SOURCE) return failed('expression.tooLong', MAX_SOURCE, source.length, { max: MAX_SOURCE });
  const known = cache.get(source);
  if (known) return known;
  const parsed = parse(source);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(source, parsed);
  return parsed;
}

function parse(source: string): Parsed {
  try {
    const tree = treeOf(source, LIMITS);
    return height(tree, MAX_HEIGHT) > MAX_HEIGHT
      ? failed('expression.tooComplex', 0, source.length)
      : { ok: true, tree };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { start, end } = error;
    if (error.isLimit) return failed('expression.tooComplex', start, end);
    const found = source.slice(start, Math.max(end, start + 1)).slice(0, 40) || '…';
    return failed('expression.syntax', start, Math.max(end, start), { position: start + 1, found });
  }
}

const failed = (code: string, start: number, end: number, data: Record<string, string | number> = {}): Parsed => ({
  ok: false,
  problems: [problem(code, [], { ...data, start, end })],
});

/** Height of a tree, walked no deeper than `limit`. */
function height(node: ASTNode, limit: number): number {
  if (limit < 0) return 1;
  let highest = 0;
  for (const child of children(node)) highest = Math.max(highest, height(child, limit - 1));
  return highest + 1;
}

/** The nodes directly below a node. */
export function children(node: ASTNode): readonly ASTNode[] {
  const found: ASTNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null && 'op' in value) found.push(value as ASTNode);
  };
  visit(node.args);
  return found;
}
