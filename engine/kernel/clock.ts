/** Where time comes from. Never `new Date()` in engine code: a test moves the clock by hand. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved, and never goes back. */
export function manualClock(
  start: Date | string,
): Clock & { advance(milliseconds: number): void; set(to: Date): void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    advance(milliseconds) {
      if (milliseconds < 0) throw new RangeError('A clock does not go back.');
      at = new Date(at.getTime() + milliseconds);
    },
    set(to) {
      if (to < at) throw new RangeError('A clock does not go back.');
      at = new Date(to);
    },
  };
}
