/** So many at once, so many waiting, and nobody else. */

/** Runs what is handed in, `atOnce` at a time and in order; at most `mostWaiting` wait, others are told `busy` at once. */
export function createSlots(atOnce: number, mostWaiting: number, busy: () => never) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async function inSlot<T>(run: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) busy();
      // Who leaves hands the slot on: it is never free in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
