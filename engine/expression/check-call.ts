/** Calls of functions: which one, and whether the arguments fit what it takes. */
import type { ExpressionFunction, ExpressionParameter } from '../kernel/contract';
import type { ValueKind } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { Checker } from './check';
import { coerce, unify } from './coerce';
import { functions } from './functions/index.generated';
import type { ASTNode } from './parse';
import { KIND_WORDS } from './scope';
import { asList, type Term } from './term';

const BUILT_IN: ReadonlyMap<string, ExpressionFunction> = new Map(functions.map((fn) => [fn.type, fn]));
const METHODS: ReadonlyMap<string, ExpressionFunction> = new Map(
  functions.flatMap((fn) => (fn.method ? [[fn.method, fn] as const] : [])),
);

/** `IF(test, then, [otherwise])`. */
export const usageOf = ({ type, takes }: ExpressionFunction): string =>
  `${type}(${takes
    .filter(({ given }) => !given)
    .map(({ name, isOptional, isRepeated }) => `${isOptional ? `[${name}]` : name}${isRepeated ? ', …' : ''}`)
    .join(', ')})`;

export function checkCall(
  checker: Checker,
  node: ASTNode,
  name: string,
  args: readonly ASTNode[],
  isMethod = false,
): Term | undefined {
  const type = name.toUpperCase();
  const fn = isMethod ? METHODS.get(name) : (BUILT_IN.get(type) ?? checker.scope.functions?.get(type));
  if (!fn) return checker.report('expression.unknownFunction', node, { name });
  const matched = match(fn, args);
  if (!matched) return checker.report('expression.arguments', node, { usage: usageOf(fn) });
  const terms = matched.map(({ parameter, nodes }) => checkArgument(checker, parameter, nodes));
  if (terms.includes('wrong')) return undefined;
  const present = terms as readonly (Term | undefined)[];
  const same = unifySame(matched, present);
  if (!same) return checker.report('expression.arguments', node, { usage: usageOf(fn) });
  // Optional arguments that were left out stand at the end and are not passed on.
  const passed = same.filter((term): term is Term => term !== undefined);
  const leader = passed.find((term, index) => matched[index]?.parameter.isSame && term.kind !== 'null');
  const kind = fn.gives === 'same' ? (leader?.kind ?? 'null') : fn.gives;
  return { op: 'call', kind, target: fn.gives === 'same' ? leader?.target : undefined, fn, args: passed };
}

interface Matched {
  readonly parameter: ExpressionParameter;
  readonly nodes: readonly ASTNode[];
}

/** Which nodes each parameter gets; undefined when there are too few or too many. */
function match({ takes }: ExpressionFunction, args: readonly ASTNode[]): readonly Matched[] | undefined {
  const rest = [...args];
  const matched: Matched[] = [];
  for (const parameter of takes) {
    if (parameter.given) matched.push({ parameter, nodes: [] });
    else if (parameter.isRepeated && !parameter.isList) {
      if (rest.length === 0 && !parameter.isOptional) return undefined;
      matched.push(...rest.splice(0).map((node) => ({ parameter, nodes: [node] })));
    } else {
      const nodes = parameter.isRepeated ? rest.splice(0) : rest.splice(0, 1);
      if (nodes.length === 0 && !parameter.isOptional) return undefined;
      matched.push({ parameter, nodes });
    }
  }
  return rest.length === 0 ? matched : undefined;
}

const GIVEN_KIND = { today: 'date', now: 'datetime', timeZone: 'text' } as const;

function checkArgument(
  checker: Checker,
  parameter: ExpressionParameter,
  nodes: readonly ASTNode[],
): Term | undefined | 'wrong' {
  const { given } = parameter;
  if (given) {
    checker.names.given.add(given);
    return { op: 'given', name: given, kind: GIVEN_KIND[given] };
  }
  const [node] = nodes;
  if (!node) return undefined;
  if (parameter.isList) return checkList(checker, parameter, nodes) ?? 'wrong';
  const term = checker.checkValue(node);
  if (!term) return 'wrong';
  if (parameter.oneOf) return checkOneOf(checker, parameter.oneOf, node, term) ?? 'wrong';
  return (
    fit(term, parameter.kinds) ?? checker.wrongKind(node, KIND_WORDS[term.kind], wordsOf(parameter.kinds)) ?? 'wrong'
  );
}

function checkOneOf(checker: Checker, options: readonly string[], node: ASTNode, term: Term): Term | undefined {
  if (term.op === 'literal' && typeof term.value === 'string' && options.includes(term.value)) return term;
  return checker.report('expression.oneOf', node, { options: options.map((option) => `"${option}"`).join(' / ') });
}

/** One list, or several values that make one: SUM(lines.amount), MAX(a, b). */
function checkList(checker: Checker, { kinds }: ExpressionParameter, nodes: readonly ASTNode[]): Term | undefined {
  const terms = nodes.flatMap((node) => checker.check(node) ?? []);
  if (terms.length < nodes.length) return undefined;
  const list = terms.length === 1 ? asList(terms[0]!) : undefined;
  if (!list) return checkItems(checker, kinds, nodes, terms);
  const isAny = kinds.length === 0 || list.kind === 'null';
  if (isAny || kinds.some((kind) => kind === list.kind)) return list;
  return list.kind === 'lines'
    ? checker.report('expression.rows', nodes[0]!)
    : checker.wrongKind(nodes[0]!, KIND_WORDS[list.kind], wordsOf(kinds));
}

function checkItems(
  checker: Checker,
  kinds: readonly ValueKind[],
  nodes: readonly ASTNode[],
  terms: readonly Term[],
): Term | undefined {
  const nested = nodes.find((_, index) => terms[index]!.isList);
  const items = unify(terms);
  if (!items || nested) return checker.report('expression.list', nested ?? nodes[0]!);
  const fitted = items.flatMap((item) => fit(item, kinds) ?? []);
  const wrong = items.findIndex((item) => !fit(item, kinds));
  if (wrong >= 0) return checker.wrongKind(nodes[wrong]!, KIND_WORDS[items[wrong]!.kind], wordsOf(kinds));
  const { kind, target } = fitted.find((item) => item.kind !== 'null') ?? fitted[0]!;
  return { op: 'items', isList: true, kind, target, items: fitted };
}

/** The term as one of the kinds; any kind when there are none. */
function fit(term: Term, kinds: readonly ValueKind[]): Term | undefined {
  if (kinds.length === 0) return term;
  for (const kind of kinds) {
    const fitted = coerce(term, kind);
    if (fitted) return fitted;
  }
  return undefined;
}

/** All `isSame` arguments brought to one kind; undefined when they are of several. */
function unifySame(
  matched: readonly Matched[],
  terms: readonly (Term | undefined)[],
): readonly (Term | undefined)[] | undefined {
  const indexes = matched.flatMap(({ parameter }, index) => (parameter.isSame && terms[index] ? [index] : []));
  const unified = unify(indexes.map((index) => terms[index]!));
  if (!unified) return undefined;
  return terms.map((term, index) => (indexes.includes(index) ? unified[indexes.indexOf(index)] : term));
}

const wordsOf = (kinds: readonly ValueKind[]): Text => ({
  'zh-CN': kinds.map((kind) => KIND_WORDS[kind]['zh-CN']).join('或'),
  en: kinds.map((kind) => KIND_WORDS[kind].en).join(' or '),
});
