/** The work a browser does before it sends an answer (engine/host/links/keys.ts checks it). */
import { fillBlock, firstWord } from './sha256';

export interface Work {
  readonly challenge: string;
  readonly bits: number;
}

/**
 * Looks through `many` numbers from `from` on for one whose SHA-256, together with the challenge's signature, begins with
 * `bits` zero bits. @returns it, or undefined: go on after them
 */
export function search({ challenge, bits }: Work, from: number, many: number): number | undefined {
  const signature = challenge.slice(challenge.lastIndexOf('.') + 1);
  const block = new Uint32Array(16);
  const limit = 2 ** (32 - bits);
  for (let nonce = from; nonce < from + many; nonce += 1) {
    fillBlock(block, `${signature}.${nonce}`);
    if (firstWord(block) < limit) return nonce;
  }
  return undefined;
}

const SLICE = 2_000;

/** Where no worker may run: in slices, so that the page goes on answering. */
async function searchHere(work: Work): Promise<string> {
  for (let from = 0; ; from += SLICE) {
    const nonce = search(work, from, SLICE);
    if (nonce !== undefined) return String(nonce);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** @returns the nonce, found beside the page: nobody who types feels it */
export function workOff(work: Work): Promise<string> {
  return new Promise((resolve) => {
    const here = () => void searchHere(work).then(resolve);
    try {
      const worker = new Worker(new URL('./work.worker.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<number>) => {
        worker.terminate();
        resolve(String(data));
      };
      worker.onerror = () => {
        worker.terminate();
        here();
      };
      worker.postMessage(work);
    } catch {
      here();
    }
  });
}
