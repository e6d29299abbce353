/** What a season of changes is asked and tells. */

export interface SeasonOptions {
  readonly changes: number;
  readonly records: number;
  readonly seed: number;
  /** Every so many publications that go on behind, one is killed somewhere first. */
  readonly killEvery: number;
  readonly databaseUrl: string;
  readonly log?: (line: string) => void;
}
export interface SeasonResult {
  readonly done: { readonly [change: string]: number };
  readonly refused: { readonly [code: string]: number };
  readonly kills: number;
  readonly behind: number;
  readonly writes: number;
  readonly refusedWrites: number;
  readonly reads: number;
  /** Reads that waited for a lock longer than 500 ms. */
  readonly lockedOut: number;
  /** As the reader saw it: with the time it waited for the processor. */
  readonly longestReadMs: number;
  readonly longestWriteMs: number;
  readonly values: number;
  readonly inField: number;
  readonly setAside: number;
  readonly inTrash: number;
  readonly lost: readonly string[];
  /** Computed values that are not what is computed from scratch. */
  readonly wrong: number;
  readonly seconds: number;
}

/** Small, fast and the same everywhere (mulberry32, Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
