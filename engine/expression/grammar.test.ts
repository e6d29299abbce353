/** Our reader of expressions gives the trees of a reader that others maintain: for what forms say, and for any text. */
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from './grammar';
import { SyntaxProblem } from './tree';

const theirs = new Environment({
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: 40, maxDepth: 6, maxListElements: 4, maxMapEntries: 3, maxCallArguments: 3 },
});
const LIMITS = { nodes: 40, nesting: 6, items: 4, entries: 3, parameters: 3 };

interface Loose {
  readonly op: string;
  readonly args: unknown;
  readonly start: number;
  readonly end: number;
}
/** Bytes and unsigned numbers are read, and have no value here. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? `${value}n` : value;
  if (!('op' in value)) return undefined;
  const { op, args, start, end } = value as Loose;
  return { op, args: plain(args), start, end };
};
function both(source: string): { readonly ours: unknown; readonly theirs: unknown } {
  const read = (parse: () => unknown): unknown => {
    try {
      return plain(parse());
    } catch (error) {
      if (error instanceof SyntaxProblem) return error.isLimit ? 'too large' : 'no expression';
      return (error as { code?: string }).code === 'limit_exceeded' ? 'too large' : 'no expression';
    }
  };
  return { ours: read(() => treeOf(source, LIMITS)), theirs: read(() => theirs.parse(source).ast) };
}
function same(source: string): void {
  const { ours, theirs: wanted } = both(source);
  expect(ours, source).toEqual(wanted);
}

describe('an expression is read as CEL says', () => {
  it('in every quoting, number and sign', () => {
    const some = [
      `a.b.c == "x" && !(d in [1, 2.5e3, 0x1F, 7u,]) || -e % 2 >= 1 // why`,
      `x ? y : z ? 1 : 2`,
      `f(a, b, ) + a.f(1)[0].g() - {"k": 1, 'l': [2]}.k`,
      `'''a\n"b"''' + """c'd""" + r"\\d" + R'\\' + b"\\x41" + "\\u00e9\\U0001F600\\101\\n\\?"`,
      `if`,
      `a.if`,
      `1.`,
      `1e`,
      `1em`,
      `1e+`,
      `0x`,
      `1e999`,
      `99999999999999999999u`,
      `"\\ud800"`,
      `"\\9"`,
      `"a\nb"`,
      `"a`,
      `a b`,
      `a = b`,
      `中`,
      `"中文" + '😀'`,
      ``,
      `--1`,
      `[[[[[[[1]]]]]]]`,
      `a.b.c.d.e.f.g`,
      `f(1,2,3,4)`,
      `[1,2,3,4,5]`,
      `((((((1))))))`,
    ];
    some.forEach(same);
  });

  it('whatever is typed', () => {
    const word = fc.constantFrom(
      ...['a', 'b1', 'in', 'if', 'true', 'null', '1', '2.5', '1e3', '0x1', '7u', '"s"', "r'\\d'", `'\\n'`, 'b"x"'],
      ...[
        '==',
        '!=',
        '<',
        '<=',
        '&&',
        '||',
        '+',
        '-',
        '*',
        '/',
        '%',
        '!',
        '?',
        ':',
        '.',
        ',',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
      ],
      ...['a(', 'a.f(', ' ', '\n', '//c\n', '&', '=', '\\', '"', '中'],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => same(words.join(' '))),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 10 }), (words) => same(words.join(''))),
      { numRuns: 1500 },
    );
  });

  it('however expressions are put into each other', () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('a', 'a.b', '1', '"x"', 'true', '[1, 2]'),
        fc
          .tuple(tie('expression'), fc.constantFrom('==', '<', '+', '*', '&&', '||', 'in'), tie('expression'))
          .map((parts) => parts.join(' ')),
        tie('expression').map((of) => `(${of})`),
        tie('expression').map((of) => `!${of}`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `f(${a}, ${b})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `rows.some(r, ${a}).x[${b}]`),
        fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
      ),
    }));
    fc.assert(fc.property(expression, same), { numRuns: 1000 });
  });
});
