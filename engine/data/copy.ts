/** COPY … FROM STDIN: many rows as one text. PostgreSQL writes them page by page, and in two thirds of the time of an INSERT. */
import type pg from 'pg';

interface CopyConnection {
  readonly stream: { cork(): void; uncork(): void };
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
}

/**
 * What pg asks of a query (PostgreSQL's documentation, "Message Flow", COPY Operations). An error may come while the text
 * is still on its way: the server drops the rest by itself.
 */
class CopyFrom {
  readonly #text: string;
  readonly #body: Uint8Array;
  #error: Error | undefined;
  readonly callback: (error?: Error) => void;

  constructor(text: string, body: Uint8Array, callback: (error?: Error) => void) {
    this.#text = text;
    this.#body = body;
    this.callback = callback;
  }
  submit(connection: CopyConnection): null {
    connection.query(this.#text);
    return null;
  }
  handleCopyInResponse(connection: CopyConnection): void {
    connection.stream.cork();
    connection.sendCopyFromChunk(this.#body);
    connection.endCopyFrom();
    connection.stream.uncork();
  }
  handleError(error: Error): void {
    if (this.#error) return;
    this.#error = error;
    this.callback(error);
  }
  handleReadyForQuery(): void {
    if (!this.#error) this.callback();
  }
  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
}

/**
 * Runs `text`, a COPY … FROM STDIN in text format, with `body`: lines of cells (`copyText`) apart by tabulators, each ended
 * by a line feed. Rejects as a query does; nothing of it stays then.
 */
export const copyFrom = (client: pg.ClientBase, text: string, body: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const query = new CopyFrom(text, body, (error) => (error ? reject(error) : resolve()));
    (client as unknown as { query(query: CopyFrom): void }).query(query);
  });

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: { readonly [char: string]: string } = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text as a cell of COPY's text format. */
export const copyText = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char]!) : text;

/** No value. */
export const COPY_NULL = '\\N';

/**
 * Lines for COPY. Each is put into bytes by itself: as one long text with a single Chinese character in it, all of it takes
 * twice the memory and twice the time.
 */
export class CopyLines {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #size = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** @param line cells apart by tabulators, without the line feed */
  add(line: string): void {
    // A UTF-16 unit takes three bytes at most.
    const most = this.#size + line.length * 3 + 1;
    if (most > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, this.#size);
      this.#bytes = grown;
    }
    this.#size += this.#bytes.write(line, this.#size, 'utf8');
    this.#bytes[this.#size] = LINE_FEED;
    this.#size += 1;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }
}
const LINE_FEED = 10;
