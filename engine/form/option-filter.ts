/**
 * Limits of a relation as a filter over its candidates: what a limit says of the form is written out as values, what it
 * says of `option` becomes a condition on the candidate itself. A help for the picker; the verdict is `findProblems`.
 */
import { compileExpression, type Expression, type Scope } from '../expression/compile';
import { children, parseExpression, type ASTNode } from '../expression/parse';
import type { Json } from '../kernel/json';
import { Draft } from './draft';
import { scopeOf, valueScope } from './effects';
import { OPTION, type FormPlan } from './plan';
import type { Model } from '../kernel/model';
import type { FormContext, FormState } from './state';

type Context = Parameters<Expression['evaluate']>[0];

/**
 * The limits that hold at present, joined, as an expression about the candidates: `option.region == region` →
 * `region == "east"`. undefined: nothing is limited, or a limit cannot be written as a filter (it compares rows of the
 * form with the candidate).
 * @param context asked for where something is limited only: a form has a thousand fields that are not
 * @param at the field; of line items with the list and the row
 */
export function optionFilter(
  plan: FormPlan,
  state: FormState,
  context: () => FormContext,
  model: Model,
  at: { readonly key: string; readonly row?: number },
): string | undefined {
  const rules = plan.states.find(({ key }) => key === at.key);
  if (!rules?.field || rules.field.kind !== 'record' || rules.limits.length === 0) return undefined;
  const draft = new Draft(plan, state, context());
  const where = rules.list ? draft.atRow(rules.list, at.row ?? 0) : draft.at();
  const parts = rules.limits
    .filter(({ when }) => when.test(where))
    .map(({ rule, value }) => {
      const scope = scopeOf(rule!, { entity: plan.entity, model, types: plan.types });
      if (!scope) return undefined;
      return written(value.source, valueScope('options', rules.field!, scope, model).scope, where);
    });
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  return parts.map((part) => `(${part})`).join(' && ');
}

function written(source: string, scope: Scope, at: Context): string | undefined {
  const parsed = parseExpression(source);
  if (!parsed.ok) return undefined;
  try {
    // The parser leaves brackets at the edges out of the range of a node.
    const { tree } = parsed;
    return write({ ...tree, start: 0, end: source.length } as ASTNode, source, scope, at);
  } catch (error) {
    if (error instanceof NotAFilter) return undefined;
    throw error;
  }
}

class NotAFilter extends Error {}

/** The text of a node: parts without the candidate as values, paths of the candidate without its name. */
function write(node: ASTNode, source: string, scope: Scope, at: Context): string {
  const text = source.slice(node.start, node.end);
  if (!mentionsOption(node) && node.op !== 'list' && isBalanced(text)) return valueOf(text, scope, at);
  if (node.op === '.' && isPathOfOption(node)) return text.replace(/^\s*option\s*\.\s*/, '');
  if (node.op === 'id') throw new NotAFilter();
  let written = '';
  let from = node.start;
  for (const child of [...children(node)].sort((a, b) => a.start - b.start)) {
    written += source.slice(from, child.start) + write(child, source, scope, at);
    from = child.end;
  }
  return written + source.slice(from, node.end);
}

/** Whether a piece of the text can be read by itself; else it is written part by part. */
function isBalanced(text: string): boolean {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return (bare.match(/\(/g) ?? []).length === (bare.match(/\)/g) ?? []).length;
}

const mentionsOption = (node: ASTNode): boolean =>
  (node.op === 'id' && node.args === OPTION) || children(node).some(mentionsOption);

function isPathOfOption(node: ASTNode): boolean {
  let at: ASTNode = node;
  while (at.op === '.') at = at.args[0];
  return at.op === 'id' && at.args === OPTION;
}

/** A part that says nothing of the candidate, as a literal. A list in brackets is written item by item. */
function valueOf(text: string, scope: Scope, at: Context): string {
  const compiled = compileExpression(text, scope);
  // Lists and names of rows have no value of their own.
  if (!compiled.ok) throw new NotAFilter();
  const value = compiled.expression.evaluate(at);
  if (compiled.expression.kind === 'textList' || compiled.expression.kind === 'idList') {
    const items = (value ?? []) as readonly Json[];
    if (items.length === 0) throw new NotAFilter();
    return `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new NotAFilter();
  return compiled.expression.kind === 'number' ? `(${value})` : JSON.stringify(value);
}
