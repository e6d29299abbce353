/** Tree → program of a non-deterministic automaton (Thompson 1968), which reads a text once, whatever the pattern. */
import { isWordChar, PatternFault, type CharSet, type Edge, type Node } from './parse';

type Step =
  | { readonly do: 'read'; readonly set: CharSet }
  | { readonly do: 'edge'; readonly edge: Edge }
  | { readonly do: 'look'; readonly look: number; readonly isNegative: boolean }
  | { readonly do: 'fork'; to: readonly number[] }
  | { readonly do: 'done' };
interface Program {
  readonly steps: readonly Step[];
  /** Reads from the end of the text to its beginning. */
  readonly isBackward: boolean;
}
export interface Programs {
  readonly main: Program;
  /** Looks ahead and behind, inner ones first; each is read over the whole text once. */
  readonly looks: readonly Program[];
}

/** Steps of all programs of a pattern: `{1,1000}` is written out. */
const MAX_STEPS = 10_000;
/** Work on one text: steps × characters, at most (≈ 0.2 s). */
export const MAX_WORK = 10_000_000;

/** The text is too long for the pattern. */
export class PatternWork extends Error {}

/** @throws PatternFault when the pattern is too large */
export function compileProgram(node: Node): Programs {
  const looks: Program[] = [];
  let count = 0;
  const build = (root: Node, isBackward: boolean): Program => {
    const steps: Step[] = [];
    const put = (step: Step): number => {
      count += 1;
      if (count > MAX_STEPS) throw new PatternFault('pattern.tooLarge', 0);
      return steps.push(step) - 1;
    };
    const emit = (part: Node): void => {
      if (part.kind === 'set') put({ do: 'read', set: part.set });
      else if (part.kind === 'edge') put({ do: 'edge', edge: part.edge });
      else if (part.kind === 'cat') (isBackward ? part.parts.toReversed() : part.parts).forEach(emit);
      else if (part.kind === 'alt') emitAlternatives(part.options);
      else if (part.kind === 'repeat') emitRepeat(part);
      else {
        // What is ahead is found by reading backwards: every place is marked from which it can be read.
        looks.push(build(part.node, !part.isBehind));
        put({ do: 'look', look: looks.length - 1, isNegative: part.isNegative });
      }
    };
    const emitAlternatives = (options: readonly Node[]): void => {
      const fork = { do: 'fork', to: [] as number[] } as const;
      put(fork);
      const exits = options.map((option) => {
        fork.to.push(steps.length);
        emit(option);
        const exit = { do: 'fork', to: [] as number[] } as const;
        put(exit);
        return exit;
      });
      for (const exit of exits) exit.to.push(steps.length);
    };
    const emitRepeat = ({ node: inner, min, max }: Extract<Node, { kind: 'repeat' }>): void => {
      for (let i = 0; i < min; i += 1) emit(inner);
      if (max === Infinity) {
        const start = put({ do: 'fork', to: [] });
        emit(inner);
        put({ do: 'fork', to: [start] });
        (steps[start] as { to: readonly number[] }).to = [start + 1, steps.length];
        return;
      }
      const forks: number[] = [];
      for (let i = min; i < max; i += 1) {
        forks.push(put({ do: 'fork', to: [] }));
        emit(inner);
      }
      for (const at of forks) (steps[at] as { to: readonly number[] }).to = [at + 1, steps.length];
    };
    emit(root);
    put({ do: 'done' });
    return { steps, isBackward };
  };
  const main = build(node, false);
  return { main, looks };
}

/**
 * Whether a pattern matches anywhere in a text. Time is proportional to steps × characters.
 * @throws PatternWork when that is more than MAX_WORK
 */
export function runPrograms({ main, looks }: Programs, text: string): boolean {
  if (text.length > MAX_WORK) throw new PatternWork();
  const work = { left: MAX_WORK };
  const chars = codePoints(text);
  const marks: Uint8Array[] = [];
  for (const look of looks) marks.push(scan(look, chars, marks, work, false));
  const found = scan(main, chars, marks, work, true);
  return found.length > 0;
}

function codePoints(text: string): Uint32Array {
  const chars = new Uint32Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i)!;
    if (code > 0xffff) i += 1;
    chars[length++] = code;
  }
  return chars.subarray(0, length);
}

const NONE = new Uint8Array(0);
const FOUND = new Uint8Array(1);

/**
 * Runs one program from every place at once. With `isFirst` it stops at the first match (a list that is not empty);
 * otherwise every place where a match ends is marked.
 */
function scan(
  { steps, isBackward }: Program,
  chars: Uint32Array,
  marks: readonly Uint8Array[],
  work: { left: number },
  isFirst: boolean,
): Uint8Array {
  const ends = isFirst ? NONE : new Uint8Array(chars.length + 1);
  const seen = new Int32Array(steps.length).fill(-1);
  const stack = new Int32Array(steps.length * 2 + 2);
  let now = new Int32Array(steps.length);
  let next = new Int32Array(steps.length);
  let count = 0;
  let nextCount = 0;

  /** Follows everything that reads no character; the steps that read one come into `next`. Tells whether the end is reached. */
  const follow = (first: number, place: number): boolean => {
    let isDone = false;
    let height = 0;
    stack[height++] = first;
    while (height > 0) {
      const at = stack[--height]!;
      if (seen[at] === place) continue;
      seen[at] = place;
      if (--work.left < 0) throw new PatternWork();
      const step = steps[at]!;
      if (step.do === 'read') next[nextCount++] = at;
      else if (step.do === 'done') isDone = true;
      else if (step.do === 'fork') for (const to of step.to) stack[height++] = to;
      else if (holds(step, chars, place, marks)) stack[height++] = at + 1;
    }
    return isDone;
  };

  const { length } = chars;
  for (let i = 0; i <= length; i += 1) {
    const place = isBackward ? length - i : i;
    nextCount = 0;
    let isDone = false;
    if (i > 0) {
      const char = chars[isBackward ? place : place - 1]!;
      for (let k = 0; k < count; k += 1) {
        const step = steps[now[k]!] as Extract<Step, { do: 'read' }>;
        if (step.set(char) && follow(now[k]! + 1, place)) isDone = true;
      }
    }
    if (follow(0, place)) isDone = true;
    if (isDone && isFirst) return FOUND;
    if (isDone) ends[place] = 1;
    [now, next] = [next, now];
    count = nextCount;
  }
  return ends;
}

function holds(
  step: Extract<Step, { do: 'edge' | 'look' }>,
  chars: Uint32Array,
  place: number,
  marks: readonly Uint8Array[],
): boolean {
  if (step.do === 'look') return (marks[step.look]![place] === 1) !== step.isNegative;
  if (step.edge === 'start') return place === 0;
  if (step.edge === 'end') return place === chars.length;
  const before = place > 0 && isWordChar(chars[place - 1]!);
  const after = place < chars.length && isWordChar(chars[place]!);
  return (before !== after) === (step.edge === 'word');
}
