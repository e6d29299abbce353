/** The words of CEL: texts in all its quotings, numbers, names, signs. */
import type { Shapes } from './tree';
import { SyntaxProblem } from './tree';

export interface Token {
  readonly is: 'end' | 'value' | 'name' | 'sign';
  /** The sign or the name as written; empty for values. */
  readonly text: string;
  readonly value?: Shapes['value'];
  readonly start: number;
  readonly end: number;
}

const BLANK = /(?:[ \t\n\r]+|\/\/[^\n]*)*/y;
const SIGN = /==|&&|\|\||<=|>=|!=|[-+*/%<>!()[\]{}.,:?]/y;
const NAME = /[A-Za-z_]\w*/y;
const HEX = /0[xX][0-9a-fA-F]*/y;
const NUMBER = /\d+(\.\d+)?([eE][+-]?\d+)?/y;
const MOST_UNSIGNED = 18446744073709551615n;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const at = (pattern: RegExp, input: string, start: number): string => {
  pattern.lastIndex = start;
  return pattern.exec(input)?.[0] ?? '';
};

/** The token that begins at `from` or after the blanks and comments there. Throws SyntaxProblem. */
export function tokenAt(input: string, from: number): Token {
  const start = from + at(BLANK, input, from).length;
  const sign = at(SIGN, input, start);
  if (sign) return { is: 'sign', text: sign, start, end: start + sign.length };
  const first = input[start];
  if (first === undefined) return { is: 'end', text: '', start, end: start };
  if (first === '"' || first === "'") return quoted(input, start, '');
  if (/[bBrR]/.test(first) && /["']/.test(input[start + 1] ?? '')) return quoted(input, start, first);
  const name = at(NAME, input, start);
  if (name) return word(name, start);
  if (/\d/.test(first)) return number(input, start);
  throw new SyntaxProblem(start, start + 1);
}

function word(text: string, start: number): Token {
  const end = start + text.length;
  const value = WORDS.get(text);
  if (value !== undefined) return { is: 'value', text: '', value, start, end };
  return { is: text === 'in' ? 'sign' : 'name', text, start, end };
}

function number(input: string, start: number): Token {
  const hex = at(HEX, input, start);
  const text = hex || at(NUMBER, input, start);
  const end = start + text.length;
  if (hex ? hex.length === 2 : /[eE]/.test(input[end] ?? '') && !/[eE]/.test(text) && end + 1 < input.length) {
    throw new SyntaxProblem(start, end);
  }
  const token = { is: 'value', text: '', start, end } as const;
  if (!hex && /[.eE]/.test(text)) {
    if (!Number.isFinite(Number(text))) throw new SyntaxProblem(start, end);
    return { ...token, value: Number(text) };
  }
  const whole = BigInt(text);
  if (!/[uU]/.test(input[end] ?? '')) return { ...token, value: whole };
  if (whole > MOST_UNSIGNED) throw new SyntaxProblem(start, end + 1);
  return { ...token, value: undefined, end: end + 1 };
}

/** `"…"`, `'…'`, three quotes for texts of several lines, `r"…"` without escapes, `b"…"` for bytes. */
function quoted(input: string, start: number, prefix: string): Token {
  const open = start + prefix.length;
  const quote = input[open]!;
  const isLong = input.startsWith(quote.repeat(3), open);
  const mark = isLong ? quote.repeat(3) : quote;
  const from = open + mark.length;
  let to = from;
  for (; to < input.length && !input.startsWith(mark, to); to += 1) {
    if (!isLong && /[\n\r]/.test(input[to]!)) throw new SyntaxProblem(to, to + 1);
    if (input[to] === '\\') to += 1;
  }
  if (to >= input.length) throw new SyntaxProblem(open, input.length);
  const raw = input.slice(from, to);
  const isBytes = /[bB]/.test(prefix);
  const value = /[rR]/.test(prefix) ? raw : unescaped(raw, from, isBytes);
  return { is: 'value', text: '', value: isBytes ? undefined : value, start, end: to + mark.length };
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2})|([0-7]{3})|([^])|$)/g;
const PLAIN: { readonly [escaped: string]: string } = {
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(raw: string, from: number, isBytes: boolean): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    ESCAPE,
    (whole: string, short?: string, long?: string, hex?: string, octal?: string, one?: string, ...rest: unknown[]) => {
      const place = from + Number(rest[0]);
      const wrong = (): never => {
        throw new SyntaxProblem(place, place + whole.length);
      };
      if (one !== undefined) return PLAIN[one] ?? wrong();
      const unicode = short ?? long;
      const code =
        unicode === undefined ? Number.parseInt(hex ?? octal ?? '', hex ? 16 : 8) : Number.parseInt(unicode, 16);
      if (unicode === undefined) return octal && code > 0xff ? wrong() : String.fromCharCode(code);
      const isSurrogate = code >= 0xd800 && code <= 0xdfff;
      return isBytes || isSurrogate || code > 0x10ffff ? wrong() : String.fromCodePoint(code);
    },
  );
}
