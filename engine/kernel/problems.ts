import type { Json } from './json';
import { fill, say, type Locale, type Text } from './text';

/** A problem a person can act on: which code, where, and with what. The words live in a table (`defineProblems`). */
export interface Problem {
  /** Dotted code, e.g. `record.required`; the part before the dot names the owner. */
  readonly code: string;
  /** Where: keys and indexes into the input or the document. */
  readonly path: readonly (string | number)[];
  /** What the words name; a Text is said in the reader's language. */
  readonly data?: { readonly [key: string]: Json | Text };
  /** Defaults to `error`. A warning never stops anything. */
  readonly level?: 'error' | 'warning';
}

/** Words and HTTP status of a problem code. `{places}` in the words are filled from the problem's data. */
export interface ProblemKind {
  readonly status: number;
  readonly words: Text;
}
export type ProblemTable = { readonly [code: string]: ProblemKind };

/** Thrown by an operation that cannot do what was asked; carries all the problems found, not only the first. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[] | Problem) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((p) => `${p.code} at ${p.path.join('.') || '(root)'}`).join('; '));
    this.name = 'Refusal';
    this.problems = list;
  }
}

export const problem = (
  code: string,
  path: readonly (string | number)[] = [],
  data?: { readonly [key: string]: Json | Text },
): Problem => (data ? { code, path, data } : { code, path });

/** Throws a Refusal with one problem. */
export function refuse(
  code: string,
  path: readonly (string | number)[] = [],
  data?: { readonly [key: string]: Json | Text },
): never {
  throw new Refusal(problem(code, path, data));
}

/** The sentence of a problem in a language. A data value that is itself a Text is said in that language. */
export function sentence(table: ProblemTable, p: Problem, locale: Locale): string {
  const kind = table[p.code];
  if (!kind) return p.code;
  const data = Object.fromEntries(
    Object.entries(p.data ?? {}).map(([key, value]) => [key, isText(value) ? say(value, locale) : value]),
  );
  return fill(say(kind.words, locale), data);
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh-CN' in value;
