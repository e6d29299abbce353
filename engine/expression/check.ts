/**
 * The second pass: syntax tree → checked term. Names are resolved, kinds are demanded, texts that stand for dates
 * become dates. All problems are found, each with its place in the text; a part that is wrong is `undefined` and what
 * stands around it does not complain again.
 */
import { isObject } from '../kernel/json';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import { checkCall } from './check-call';
import { coerce, unify } from './coerce';
import { decimalText, parseDecimal } from './decimal';
import type { ASTNode } from './parse';
import { Names } from './names';
import { KIND_WORDS, type Scope } from './scope';
import { asList, isListTerm, type Arithmetic, type Comparison, type Term } from './term';

export interface Checked {
  readonly term: Term | undefined;
  readonly problems: readonly Problem[];
  /** What can be run, but hardly means what was meant. */
  readonly warnings: readonly Problem[];
  readonly names: Names;
}

export function checkTree(tree: ASTNode, scope: Scope): Checked {
  const checker = new Checker(scope);
  const term = checker.check(tree);
  return { term, problems: checker.problems, warnings: checker.warnings, names: checker.names };
}

type Node<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;
const ORDERED: ReadonlySet<string> = new Set(['text', 'number', 'date', 'datetime']);
const COMPARABLE: ReadonlySet<string> = new Set([...ORDERED, 'boolean', 'record', 'null']);

const MAX_DIGITS = 40;

export class Checker {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly names: Names;

  constructor(readonly scope: Scope) {
    this.names = new Names(scope, (code, node, data) => this.report(code, node, data));
  }

  /** The checked term; undefined when something in it is wrong and has been reported. */
  check(node: ASTNode): Term | undefined {
    const check = this.#checks[node.op] as ((node: ASTNode) => Term | undefined) | undefined;
    return check ? check(node) : this.report('expression.unsupported', node);
  }

  /** A single value, never a list. */
  checkValue(node: ASTNode): Term | undefined {
    const term = this.check(node);
    if (!term || !isListTerm(term)) return term;
    return term.kind === 'lines'
      ? this.report('expression.rows', node)
      : this.wrongKind(node, KIND_WORDS.list, undefined);
  }

  /** A single value of a kind; null counts as any kind. */
  checkKind(node: ASTNode, kind: Exclude<Term['kind'], 'null'>): Term | undefined {
    const term = this.checkValue(node);
    return term && (coerce(term, kind) ?? this.wrongKind(node, KIND_WORDS[term.kind], KIND_WORDS[kind]));
  }

  report(code: string, node: ASTNode, data: { readonly [key: string]: string | number | Text } = {}): undefined {
    const text = textOf(node);
    this.problems.push(problem(code, [], { text, ...data, start: node.start, end: node.end }));
    return undefined;
  }

  wrongKind(node: ASTNode, found: Text, wanted: Text | undefined): undefined {
    return wanted
      ? this.report('expression.kind', node, { found, wanted })
      : this.report('expression.kind', node, { found, wanted: { 'zh-CN': '单个值', en: 'a single value' } });
  }

  readonly #checks: { readonly [Op in ASTNode['op']]?: (node: Node<Op>) => Term | undefined } = {
    value: (node) => this.#literal(node),
    id: (node) => this.names.resolve([node.args], node),
    '.': (node) => this.#path(node),
    call: (node) => checkCall(this, node, node.args[0], node.args[1]),
    rcall: (node) => this.#method(node),
    list: (node) => this.#list(node),
    '!_': (node) => this.#wrap('not', node.args, 'boolean'),
    '-_': (node) => this.#wrap('negate', node.args, 'number'),
    '&&': (node) => this.#logic('and', node),
    '||': (node) => this.#logic('or', node),
    '?:': (node) => this.#choose(node),
    '==': (node) => this.#equal(node, false),
    '!=': (node) => this.#equal(node, true),
    '<': (node) => this.#compare('<', node),
    '<=': (node) => this.#compare('<=', node),
    '>': (node) => this.#compare('>', node),
    '>=': (node) => this.#compare('>=', node),
    '+': (node) => this.#add(node),
    '-': (node) => this.#arithmetic('-', node),
    '*': (node) => this.#arithmetic('*', node),
    '/': (node) => this.#arithmetic('/', node),
    '%': (node) => this.#arithmetic('%', node),
    in: (node) => this.#member(node),
  };

  #literal(node: Node<'value'>): Term | undefined {
    const value = node.args;
    if (value === null) return { op: 'literal', kind: 'null', value };
    if (typeof value === 'boolean') return { op: 'literal', kind: 'boolean', value };
    if (typeof value === 'string') {
      if (/[\u0000\p{Cs}]/u.test(value)) return this.report('expression.text', node);
      return { op: 'literal', kind: 'text', value };
    }
    if (typeof value !== 'number' && typeof value !== 'bigint') return this.report('expression.unsupported', node);
    // The digits as written: a JavaScript number would already have lost some.
    const written = node.input.slice(node.start, node.end);
    const decimal = parseDecimal(written) ?? parseDecimal(String(value));
    const text = decimal && decimalText(decimal);
    // PostgreSQL stops at 131,072 digits; products of numbers people write never get there.
    if (!text || text.length > MAX_DIGITS) return this.report('expression.number', node, { max: MAX_DIGITS });
    return { op: 'literal', kind: 'number', value: text };
  }

  /** `a.b.c`, or a column of the rows that a filter left: `lines.filter(…).amount`. */
  #path(node: Node<'.'>): Term | undefined {
    const names: string[] = [];
    let at: ASTNode = node;
    while (at.op === '.') {
      names.unshift(at.args[1]);
      at = at.args[0];
    }
    if (at.op === 'id') return this.names.resolve([at.args, ...names], node);
    const rows = this.check(at);
    return rows && this.names.column(rows, names, node);
  }

  #method(node: Node<'rcall'>): Term | undefined {
    const [name, receiver, args] = node.args;
    if (name === 'map' || name === 'filter' || name === 'exists' || name === 'all') {
      return this.#overRows(node, name, receiver, args);
    }
    return checkCall(this, node, name, [receiver, ...args], true);
  }

  /** `lines.filter(l, l.amount > 1)` and its kin: the row is named by the first argument. */
  #overRows(
    node: ASTNode,
    name: 'map' | 'filter' | 'exists' | 'all',
    receiver: ASTNode,
    args: ASTNode[],
  ): Term | undefined {
    const [variable, body] = args;
    if (args.length !== 2 || variable?.op !== 'id' || !body) {
      return this.report('expression.arguments', node, { usage: `lines.${name}(row, …)` });
    }
    const list = this.check(receiver);
    if (!list) return undefined;
    if (list.op !== 'rows' || list.kind !== 'lines') return this.report('expression.notRows', receiver);
    return this.names.withRow(variable.args, list.rows, () => {
      if (name === 'map') {
        const value = this.checkValue(body);
        return value && { op: 'rows', rows: list.rows, value, kind: value.kind, target: value.target, isList: true };
      }
      const test = this.checkKind(body, 'boolean');
      if (!test) return undefined;
      if (name === 'filter') return { ...list, rows: { ...list.rows, where: [...list.rows.where, test] } };
      return { op: name, kind: 'boolean', rows: list.rows, test };
    });
  }

  #list(node: Node<'list'>): Term | undefined {
    if (node.args.length === 0) return this.report('expression.list', node);
    const items = this.#all(node.args.map((item) => this.checkValue(item)));
    const unified = items && unify(items);
    if (items && !unified) return this.report('expression.list', node);
    return unified && { op: 'items', isList: true, kind: unified[0]!.kind, target: unified[0]!.target, items: unified };
  }

  #all(terms: readonly (Term | undefined)[]): readonly Term[] | undefined {
    return terms.every((term) => term !== undefined) ? (terms as readonly Term[]) : undefined;
  }

  #wrap(op: 'not' | 'negate', of: ASTNode, kind: 'boolean' | 'number'): Term | undefined {
    const term = this.checkKind(of, kind);
    return term && { op, kind, of: term };
  }

  #logic(op: 'and' | 'or', node: Node<'&&' | '||'>): Term | undefined {
    // A chain is one term of many items: `a && b && c` is not deeper than `a && b`.
    const [left, right] = node.args.map((side) => this.checkKind(side, 'boolean'));
    if (!left || !right) return undefined;
    const items = [left, right].flatMap((term) => (term.op === op ? term.items : [term]));
    return { op, kind: 'boolean', items };
  }

  #choose(node: Node<'?:'>): Term | undefined {
    const [test, ...branches] = node.args;
    const condition = this.checkKind(test, 'boolean');
    const pair = this.#all(branches.map((branch) => this.checkValue(branch)));
    if (!condition || !pair) return undefined;
    const [then, otherwise] = unify(pair) ?? [];
    if (!then || !otherwise) return this.#mismatch(node, branches, pair);
    return { op: 'if', kind: then.kind, target: then.target, test: condition, then, otherwise };
  }

  #pair(node: ASTNode, sides: readonly [ASTNode, ASTNode]): readonly [Term, Term] | undefined {
    const terms = this.#all(sides.map((side) => this.checkValue(side)));
    if (!terms) return undefined;
    const unified = unify(terms);
    return unified ? [unified[0]!, unified[1]!] : this.#mismatch(node, sides, terms);
  }

  #mismatch(node: ASTNode, nodes: readonly ASTNode[], terms: readonly Term[]): undefined {
    const [left, right] = [nodes.length - 2, nodes.length - 1];
    return this.report('expression.kinds', node, {
      left: textOf(nodes[left]!),
      leftKind: KIND_WORDS[terms[left]!.kind],
      right: textOf(nodes[right]!),
      rightKind: KIND_WORDS[terms[right]!.kind],
    });
  }

  #equal(node: Node<'==' | '!='>, isNegated: boolean): Term | undefined {
    const pair = this.#pair(node, node.args);
    if (!pair) return undefined;
    // In a record an empty text is kept as nothing, so `name == ""` asks whether there is nothing.
    const [left, right] = pair.map((term) =>
      term.op === 'literal' && term.value === '' ? ({ op: 'literal', kind: term.kind, value: null } as const) : term,
    ) as [Term, Term];
    if (!COMPARABLE.has(left.kind)) return this.wrongKind(node.args[0], KIND_WORDS[left.kind], undefined);
    this.#warnOfChoice(left, right, node);
    this.#warnOfChoice(right, left, node);
    return { op: 'equal', kind: 'boolean', isNegated, left, right };
  }

  #compare(operator: Comparison, node: Node<Comparison>): Term | undefined {
    const pair = this.#pair(node, node.args);
    if (!pair) return undefined;
    const [left, right] = pair;
    if (!ORDERED.has(left.kind)) return this.#mismatch(node, node.args, pair);
    return { op: 'compare', kind: 'boolean', operator, left, right };
  }

  /** `+` adds numbers and joins texts. */
  #add(node: Node<'+'>): Term | undefined {
    const pair = this.#pair(node, node.args);
    if (!pair) return undefined;
    const [left, right] = pair;
    if (left.kind === 'number') return { op: 'arithmetic', kind: 'number', operator: '+', left, right };
    return left.kind === 'text' ? { op: 'concat', kind: 'text', left, right } : this.#mismatch(node, node.args, pair);
  }

  #arithmetic(operator: Arithmetic, node: Node<Arithmetic>): Term | undefined {
    const [left, right] = node.args.map((side) => this.checkKind(side, 'number'));
    return left && right && { op: 'arithmetic', kind: 'number', operator, left, right };
  }

  /** A field with options is compared with a text that is none of them: `status == "closd"`. */
  #warnOfChoice(field: Term, text: Term, node: ASTNode): void {
    if (field.op !== 'field' || text.op !== 'literal' || typeof text.value !== 'string') return;
    const { choices } = field.field.options;
    const isText = (choice: unknown): boolean => isObject(choice) && choice.value === text.value;
    if (!Array.isArray(choices) || choices.some(isText)) return;
    const data = { label: field.field.label, value: text.value, start: node.start, end: node.end };
    this.warnings.push({ ...problem('expression.choice', [], data), level: 'warning' });
  }

  #member(node: Node<'in'>): Term | undefined {
    const needle = this.checkValue(node.args[0]);
    const list = this.check(node.args[1]);
    if (!needle || !list) return undefined;
    const items = asList(list);
    if (!items || items.kind === 'lines') return this.report('expression.list', node.args[1]);
    if (items.op === 'items') items.items.forEach((item) => this.#warnOfChoice(needle, item, node.args[1]));
    const wanted = coerce(needle, items.kind);
    if (wanted && items.kind !== 'null') return { op: 'member', kind: 'boolean', needle: wanted, list: items };
    // `due in ["2026-01-01"]`: the list follows the value.
    const followed = items.op === 'items' ? unify([needle, ...items.items]) : undefined;
    if (!followed || needle.kind === 'null') return this.#mismatch(node, node.args, [needle, items]);
    return {
      op: 'member',
      kind: 'boolean',
      needle,
      list: { ...items, kind: needle.kind, items: followed.slice(1) } as Term,
    };
  }
}

/** The piece of the text a node stands for, short enough for a sentence. */
export function textOf(node: ASTNode): string {
  const text = node.input.slice(node.start, node.end);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
