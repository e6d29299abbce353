/** The shared strings of a workbook: in memory while they are few, in a file when they are many. */
import fs from 'node:fs';

/** Bytes kept in memory; more go to disk. */
const IN_MEMORY = 48 * 1024 * 1024;
const BLOCK = 1 << 16;
/** Blocks of the file kept: strings are mostly used in the order in which they stand. */
const BLOCKS = 128;

export class SharedStrings {
  #offsets = new Float64Array(1 << 12);
  #count = 0;
  #size = 0;
  #pieces: Buffer[] = [];
  #pending = 0;
  #whole: Buffer | undefined;
  #file: number | undefined;
  readonly #blocks = new Map<number, Buffer>();

  /** @param path of a file that may be made; the caller deletes it */
  constructor(readonly path: string) {}

  add(text: string): void {
    if (this.#count + 2 >= this.#offsets.length) {
      const larger = new Float64Array(this.#offsets.length * 2);
      larger.set(this.#offsets);
      this.#offsets = larger;
    }
    const bytes = Buffer.from(text, 'utf8');
    this.#pieces.push(bytes);
    this.#pending += bytes.length;
    this.#size += bytes.length;
    this.#count += 1;
    this.#offsets[this.#count] = this.#size;
    if (this.#pending > IN_MEMORY || (this.#file !== undefined && this.#pending > BLOCK)) this.#spill();
  }

  #spill(): void {
    this.#file ??= fs.openSync(this.path, 'w+', 0o600);
    fs.writeSync(this.#file, Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#pending = 0;
  }

  /** All are added; from now on they are read. */
  seal(): void {
    if (this.#file !== undefined) this.#spill();
    else this.#whole = Buffer.concat(this.#pieces);
    this.#pieces = [];
  }

  at(index: number): string {
    if (!(index >= 0 && index < this.#count)) return '';
    const from = this.#offsets[index]!;
    const to = this.#offsets[index + 1]!;
    if (this.#whole) return this.#whole.toString('utf8', from, to);
    const parts: Buffer[] = [];
    for (let at = from; at < to;) {
      const block = Math.floor(at / BLOCK);
      const end = Math.min(to, (block + 1) * BLOCK);
      parts.push(this.#block(block).subarray(at - block * BLOCK, end - block * BLOCK));
      at = end;
    }
    return (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8');
  }

  #block(number: number): Buffer {
    let block = this.#blocks.get(number);
    if (block) return block;
    block = Buffer.alloc(BLOCK);
    fs.readSync(this.#file!, block, 0, BLOCK, number * BLOCK);
    if (this.#blocks.size >= BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value!);
    this.#blocks.set(number, block);
    return block;
  }

  close(): void {
    if (this.#file !== undefined) fs.closeSync(this.#file);
    this.#file = undefined;
    this.#whole = undefined;
    this.#blocks.clear();
  }
}
