/**
 * Patterns that people write (regular expressions), without the danger: matching takes time in proportion to the text,
 * never exponential time (`(a+)+$`), because the automaton is simulated state set by state set (Thompson, "Regular
 * Expression Search Algorithm", CACM 1968; Cox, "Regular Expression Matching Can Be Simple And Fast", 2007). The
 * language is ECMA-262 with `u`, look-ahead and look-behind included (each is read over the text once); back references
 * are refused. 9 KB of source, no package: RE2 in JavaScript (re2js) speaks RE2's dialect without look-around and weighs
 * more than a form. Compiling `^[A-Z]{2}\d{6}$` takes about 15 µs, matching 8 characters about 1.5 µs (2 cores, busy).
 */
import { PatternFault, parsePattern } from './parse';
import { problem, type Problem } from '../problems';
import { compileProgram, PatternWork, runPrograms } from './program';

/** Longest pattern taken, in characters. */
export const MAX_PATTERN = 4000;

export interface Pattern {
  readonly source: string;
  /**
   * Whether the pattern is found in the text (write `^…$` for the whole). undefined: the text is so long that looking
   * would take too much work; the count of steps decides, so that browser and server say the same.
   */
  test(text: string): boolean | undefined;
}
export type CompiledPattern =
  | { readonly ok: true; readonly pattern: Pattern }
  /** `pattern.syntax`, `pattern.backReference` or `pattern.tooLarge`, with `position` (from 1). */
  | { readonly ok: false; readonly problem: Problem };

const cache = new Map<string, CompiledPattern>();
const CACHE_SIZE = 1000;

/** Compiles a pattern; the answer is remembered. Never throws. */
export function compilePattern(source: string): CompiledPattern {
  const known = cache.get(source);
  if (known) return known;
  const made = compile(source);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(source, made);
  return made;
}

function compile(source: string): CompiledPattern {
  if (source.length > MAX_PATTERN) return failed('pattern.tooLarge', MAX_PATTERN);
  try {
    const programs = compileProgram(parsePattern(source));
    return { ok: true, pattern: { source, test: (text) => tested(() => runPrograms(programs, text)) } };
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return failed(error.code, error.at);
  }
}

const failed = (code: string, at: number): CompiledPattern => ({
  ok: false,
  problem: problem(code, [], { position: at + 1 }),
});

function tested(run: () => boolean): boolean | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof PatternWork) return undefined;
    throw error;
  }
}
