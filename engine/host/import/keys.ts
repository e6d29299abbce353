/** Which texts a file has had so far, and in which line first; 12 bytes a text, so that a million of them are 24 MB. */

/** Grows when it is this full. */
const FULL = 0.6;

/**
 * Texts are kept as 64-bit hashes (two 32-bit lanes, after bryc's cyrb53, public domain): that two different ones of a
 * million are taken for the same happens once in 37 million files.
 */
export class LineIndex {
  #mask = (1 << 12) - 1;
  #low = new Uint32Array(1 << 12);
  #high = new Uint32Array(1 << 12);
  /** 0: an empty place. */
  #lines = new Int32Array(1 << 12);
  #size = 0;

  /** The line that had the text before; 0 if none had, and then it is `line`'s from now on. */
  add(text: string, line: number): number {
    const [low, high] = hash(text);
    const at = this.#place(low, high);
    const before = this.#lines[at]!;
    if (before !== 0) return before;
    this.#low[at] = low;
    this.#high[at] = high;
    this.#lines[at] = line;
    this.#size += 1;
    if (this.#size > this.#mask * FULL) this.#grow();
    return 0;
  }

  /** The line that has the text; 0 if none has. */
  lineOf(text: string): number {
    const [low, high] = hash(text);
    return this.#lines[this.#place(low, high)]!;
  }

  #place(low: number, high: number): number {
    let at = low & this.#mask;
    while (this.#lines[at] !== 0 && (this.#low[at] !== low || this.#high[at] !== high)) at = (at + 1) & this.#mask;
    return at;
  }

  #grow(): void {
    const [low, high, lines] = [this.#low, this.#high, this.#lines];
    const size = lines.length * 2;
    this.#mask = size - 1;
    this.#low = new Uint32Array(size);
    this.#high = new Uint32Array(size);
    this.#lines = new Int32Array(size);
    for (let i = 0; i < lines.length; i += 1) {
      if (lines[i] === 0) continue;
      const at = this.#place(low[i]!, high[i]!);
      this.#low[at] = low[i]!;
      this.#high[at] = high[i]!;
      this.#lines[at] = lines[i]!;
    }
  }
}

function hash(text: string): readonly [number, number] {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return [a >>> 0, b >>> 0];
}
