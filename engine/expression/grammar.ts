/**
 * The grammar of CEL (github.com/google/cel-spec, langdef.md): text → tree, by descent, with the place of whatever does
 * not fit. It reads what @marcbachmann/cel-js reads and gives the same trees (grammar.test.ts asks both), in a tenth of
 * its weight: a form that is filled in carries this file, 2 KB, instead of an evaluator and a type checker nobody calls.
 */
import { SyntaxProblem, type ASTNode, type Infix, type Shapes } from './tree';
import { tokenAt, type Token } from './tokens';

export interface Limits {
  readonly nodes: number;
  /** Of parentheses, calls, lists, branches. */
  readonly nesting: number;
  readonly items: number;
  readonly entries: number;
  readonly parameters: number;
}

/** What binds loosest comes first; all of them to the left. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['||']),
  new Set(['&&']),
  new Set(['==', '!=']),
  new Set(['<', '<=', '>', '>=', 'in']),
  new Set(['+', '-']),
  new Set(['*', '/', '%']),
];
const RESERVED = new Set(
  (
    'as break const continue else for function if import let loop package namespace return var void while ' +
    '__proto__ prototype'
  ).split(' '),
);

/** The tree of a text. Throws SyntaxProblem. */
export const treeOf = (input: string, limits: Limits): ASTNode => new Reader(input, limits).whole();

class Reader {
  readonly #input: string;
  readonly #limits: Limits;
  #token: Token;
  #nodes: number;
  #nesting: number;

  constructor(input: string, limits: Limits) {
    this.#input = input;
    this.#limits = limits;
    this.#nodes = limits.nodes;
    this.#nesting = limits.nesting;
    this.#token = tokenAt(input, 0);
  }

  whole(): ASTNode {
    const tree = this.#expression();
    if (this.#token.is !== 'end') throw this.#unexpected();
    return tree;
  }

  #is(sign: string): boolean {
    return this.#token.is === 'sign' && this.#token.text === sign;
  }
  #next(): Token {
    const token = this.#token;
    this.#token = tokenAt(this.#input, token.end);
    return token;
  }
  #take(sign: string): Token {
    if (!this.#is(sign)) throw this.#unexpected();
    return this.#next();
  }
  #unexpected(): SyntaxProblem {
    return new SyntaxProblem(this.#token.start, this.#token.end);
  }
  #tooMuch(at: number): SyntaxProblem {
    return new SyntaxProblem(at, at, true);
  }
  #deeper(at = this.#token.start): void {
    if (this.#nesting === 0) throw this.#tooMuch(at);
    this.#nesting -= 1;
  }
  #node<Op extends keyof Shapes>(op: Op, args: Shapes[Op], start: number, end: number): ASTNode {
    if (this.#nodes === 0) throw this.#tooMuch(start);
    this.#nodes -= 1;
    return { op, args, input: this.#input, start, end } as ASTNode;
  }

  #expression(): ASTNode {
    this.#deeper();
    const test = this.#infix(0);
    if (this.#is('?')) {
      this.#next();
      const then = this.#expression();
      this.#take(':');
      const otherwise = this.#expression();
      this.#nesting += 1;
      return this.#node('?:', [test, then, otherwise], test.start, otherwise.end);
    }
    this.#nesting += 1;
    return test;
  }

  #infix(level: number): ASTNode {
    const signs = LEVELS[level];
    if (!signs) return this.#unary();
    let left = this.#infix(level + 1);
    while (this.#token.is === 'sign' && signs.has(this.#token.text)) {
      const op = this.#next().text as Infix;
      const right = this.#infix(level + 1);
      left = this.#node(op, [left, right], left.start, right.end);
    }
    return left;
  }

  #unary(): ASTNode {
    if (!this.#is('!') && !this.#is('-')) return this.#postfix();
    const { text, start } = this.#next();
    const of = this.#unary();
    return this.#node(text === '!' ? '!_' : '-_', of, start, of.end);
  }

  #postfix(): ASTNode {
    let of = this.#primary();
    const nesting = this.#nesting;
    while (this.#is('.') || this.#is('[')) {
      const sign = this.#next();
      this.#deeper(sign.start);
      of = sign.text === '.' ? this.#member(of) : this.#index(of);
    }
    this.#nesting = nesting;
    return of;
  }
  #member(of: ASTNode): ASTNode {
    if (this.#token.is !== 'name') throw this.#unexpected();
    const name = this.#next();
    if (!this.#is('(')) return this.#node('.', [of, name.text], of.start, name.end);
    this.#next();
    const [args, end] = this.#list(')', this.#limits.parameters, () => this.#expression());
    return this.#node('rcall', [name.text, of, args], of.start, end);
  }
  #index(of: ASTNode): ASTNode {
    const index = this.#expression();
    return this.#node('[]', [of, index], of.start, this.#take(']').end);
  }

  #primary(): ASTNode {
    const { is, text, start, end, value } = this.#token;
    if (is === 'value') {
      const node = this.#node('value', value, start, end);
      this.#next();
      return node;
    }
    if (is === 'name') return this.#name();
    if (this.#is('(')) {
      this.#next();
      const inner = this.#expression();
      this.#take(')');
      return inner;
    }
    if (is !== 'sign' || (text !== '[' && text !== '{')) throw this.#unexpected();
    this.#next();
    if (text === '[') {
      const [items, close] = this.#list(']', this.#limits.items, () => this.#expression());
      return this.#node('list', items, start, close);
    }
    const [entries, close] = this.#list('}', this.#limits.entries, (): [ASTNode, ASTNode] => {
      const key = this.#expression();
      this.#take(':');
      return [key, this.#expression()];
    });
    return this.#node('map', entries, start, close);
  }
  #name(): ASTNode {
    const { text, start, end } = this.#next();
    if (RESERVED.has(text)) throw new SyntaxProblem(start, end);
    if (!this.#is('(')) return this.#node('id', text, start, end);
    this.#next();
    const [args, close] = this.#list(')', this.#limits.parameters, () => this.#expression());
    return this.#node('call', [text, args], start, close);
  }

  /** What stands between commas up to the closing sign, and where that ends. A comma may stand before it. */
  #list<Item>(close: string, most: number, read: () => Item): [Item[], number] {
    const items: Item[] = [];
    while (!this.#is(close)) {
      const { start } = this.#token;
      items.push(read());
      if (items.length > most) throw this.#tooMuch(start);
      if (!this.#is(',')) break;
      this.#next();
    }
    return [items, this.#take(close).end];
  }
}
