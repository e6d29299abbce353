/** The text of a pattern → a tree. The language is that of JSON Schema: ECMA-262 with `u`, without back references. */

/** Whether a code point is in the set. */
export type CharSet = (codePoint: number) => boolean;
export type Edge = 'start' | 'end' | 'word' | 'notWord';
export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'cat'; readonly parts: readonly Node[] }
  | { readonly kind: 'alt'; readonly options: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'look'; readonly node: Node; readonly isBehind: boolean; readonly isNegative: boolean };

/** What cannot be used, and where in the text it begins. */
export class PatternFault extends Error {
  constructor(
    readonly code: 'pattern.syntax' | 'pattern.backReference' | 'pattern.tooLarge',
    readonly at: number,
  ) {
    super(`${code} at ${at}`);
  }
}

const MAX_NESTING = 100;

/** @throws PatternFault */
export function parsePattern(source: string): Node {
  const parser = new Parser(source);
  const node = parser.alternatives(0);
  if (!parser.isDone) throw new PatternFault('pattern.syntax', parser.at);
  return node;
}

class Parser {
  at = 0;
  constructor(private readonly source: string) {}

  get isDone(): boolean {
    return this.at >= this.source.length;
  }
  private peek(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }
  private take(text: string): boolean {
    if (!this.peek(text)) return false;
    this.at += text.length;
    return true;
  }
  private match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found) this.at += found[0].length;
    return found;
  }
  private fail(at = this.at): never {
    throw new PatternFault('pattern.syntax', at);
  }

  alternatives(nesting: number): Node {
    if (nesting > MAX_NESTING) throw new PatternFault('pattern.tooLarge', this.at);
    const options = [this.sequence(nesting)];
    while (this.take('|')) options.push(this.sequence(nesting));
    return options.length === 1 ? options[0]! : { kind: 'alt', options };
  }

  private sequence(nesting: number): Node {
    const parts: Node[] = [];
    while (!this.isDone && !this.peek('|') && !this.peek(')')) parts.push(this.quantified(nesting));
    return parts.length === 1 ? parts[0]! : { kind: 'cat', parts };
  }

  private quantified(nesting: number): Node {
    const start = this.at;
    const node = this.atom(nesting);
    const range = this.quantifier();
    if (!range) return node;
    if (node.kind === 'edge' || (node.kind === 'look' && node.isBehind)) this.fail(start);
    if (range.max < range.min) this.fail(start);
    return { kind: 'repeat', node, ...range };
  }

  private quantifier(): { min: number; max: number } | undefined {
    const range = this.range();
    // Whether it takes much or little first makes no difference to whether it matches at all.
    if (range) this.take('?');
    return range;
  }
  private range(): { min: number; max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Infinity };
    if (this.take('+')) return { min: 1, max: Infinity };
    if (this.take('?')) return { min: 0, max: 1 };
    const found = this.match(/\{(\d{1,9})(,)?(\d{1,9})?\}/y);
    if (!found || (found[3] !== undefined && !found[2])) return undefined;
    const min = Number(found[1]);
    return { min, max: found[3] !== undefined ? Number(found[3]) : found[2] ? Infinity : min };
  }

  private atom(nesting: number): Node {
    if (this.take('(')) return this.group(nesting);
    if (this.take('[')) return { kind: 'set', set: this.charClass() };
    if (this.take('^')) return { kind: 'edge', edge: 'start' };
    if (this.take('$')) return { kind: 'edge', edge: 'end' };
    if (this.take('.')) return { kind: 'set', set: (c) => c !== 10 && c !== 13 && c !== 0x2028 && c !== 0x2029 };
    if (this.range()) this.fail();
    if (this.take('\\')) return this.escape();
    return { kind: 'set', set: only(this.character()) };
  }

  private group(nesting: number): Node {
    const start = this.at - 1;
    const look = this.match(/\?(<?)([=!])/y);
    if (!look && !this.take('?:') && !this.match(/\?<[\p{L}_$][\p{L}\p{N}_$]*>/uy) && this.peek('?')) this.fail(start);
    const node = this.alternatives(nesting + 1);
    if (!this.take(')')) this.fail(start);
    return look
      ? { kind: 'look', node, isBehind: look[1] === '<', isNegative: look[2] === '!' }
      : { kind: 'cat', parts: [node] };
  }

  private character(): number {
    const code = this.source.codePointAt(this.at);
    if (code === undefined) this.fail();
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private escape(): Node {
    if (this.take('b')) return { kind: 'edge', edge: 'word' };
    if (this.take('B')) return { kind: 'edge', edge: 'notWord' };
    const start = this.at - 1;
    if (this.match(/[1-9]|k</y)) throw new PatternFault('pattern.backReference', start);
    return { kind: 'set', set: this.classEscape() ?? only(this.characterEscape()) };
  }

  /** `\d`, `\p{L}` …, after the backslash; undefined when something else stands there. */
  private classEscape(): CharSet | undefined {
    const letter = this.match(/[dDwWsS]/y)?.[0];
    if (letter) return CLASSES[letter]!;
    const start = this.at - 1;
    const property = this.match(/[pP]\{\w+(?:=\w+)?\}/y)?.[0];
    if (!property) return undefined;
    try {
      const known = new RegExp(`^\\${property}$`, 'u');
      return (code) => known.test(String.fromCodePoint(code));
    } catch {
      return this.fail(start);
    }
  }

  private characterEscape(): number {
    const start = this.at - 1;
    const control = this.match(/[nrtvf0](?!\d)/y)?.[0];
    if (control && (control !== '0' || !/\d/.test(this.source[this.at] ?? ''))) return CONTROLS[control]!;
    const hex = this.match(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}/y);
    if (hex) return this.withTrail(Number.parseInt(hex[1] ?? hex[2] ?? hex[3]!, 16), start);
    const letter = this.match(/c([A-Za-z])/y);
    if (letter) return letter[1]!.charCodeAt(0) % 32;
    // `\-` and `\@` are no escapes by the letter of ECMA-262, but everybody means the sign itself.
    if (/[A-Za-z0-9]/.test(this.source[this.at] ?? 'a')) this.fail(start);
    return this.character();
  }

  /** `\ud83d\ude00` is one character. */
  private withTrail(code: number, start: number): number {
    if (code > 0x10ffff) this.fail(start);
    if (code < 0xd800 || code > 0xdbff) return code;
    const trail = this.match(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y);
    return trail ? (code - 0xd800) * 0x400 + Number.parseInt(trail[1]!, 16) - 0xdc00 + 0x10000 : code;
  }

  private charClass(): CharSet {
    const start = this.at - 1;
    const isNegative = this.take('^');
    const ranges: [number, number][] = [];
    const sets: CharSet[] = [];
    while (!this.take(']')) {
      if (this.isDone) this.fail(start);
      const low = this.classMember();
      if (typeof low === 'function') {
        sets.push(low);
        continue;
      }
      const isRange = this.peek('-') && !this.peek('-]');
      const high = isRange ? this.rangeEnd() : low;
      if (typeof high === 'function') {
        // `[a-\d]`: the hyphen is a hyphen.
        ranges.push([low, low], [45, 45]);
        sets.push(high);
      } else {
        if (high < low) this.fail();
        ranges.push([low, high]);
      }
    }
    return setOf(ranges, sets, isNegative);
  }
  private rangeEnd(): number | CharSet {
    this.take('-');
    return this.classMember();
  }
  private classMember(): number | CharSet {
    if (!this.take('\\')) return this.character();
    if (this.take('b')) return 8;
    if (this.take('-')) return 45;
    return this.classEscape() ?? this.characterEscape();
  }
}

const CONTROLS: { readonly [letter: string]: number } = { n: 10, r: 13, t: 9, v: 11, f: 12, 0: 0 };
const only =
  (code: number): CharSet =>
  (c) =>
    c === code;
const isDigit: CharSet = (c) => c >= 48 && c <= 57;
export const isWordChar: CharSet = (c) => isDigit(c) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);
/** White space and line ends of ECMA-262 (12.2, 12.3). */
const isSpace: CharSet = (c) =>
  (c >= 9 && c <= 13) ||
  c === 32 ||
  c === 0xa0 ||
  c === 0x1680 ||
  (c >= 0x2000 && c <= 0x200a) ||
  [0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff].includes(c);
const not =
  (set: CharSet): CharSet =>
  (c) =>
    !set(c);
const CLASSES: { readonly [letter: string]: CharSet } = {
  d: isDigit,
  D: not(isDigit),
  w: isWordChar,
  W: not(isWordChar),
  s: isSpace,
  S: not(isSpace),
};

/** ASCII is looked up in a table, all else is compared range by range. */
function setOf(ranges: readonly [number, number][], sets: readonly CharSet[], isNegative: boolean): CharSet {
  const has: CharSet = (c) => ranges.some(([low, high]) => c >= low && c <= high) || sets.some((set) => set(c));
  const table = Uint8Array.from({ length: 128 }, (_, c) => Number(has(c) !== isNegative));
  return (c) => (c < 128 ? table[c] === 1 : has(c) !== isNegative);
}
