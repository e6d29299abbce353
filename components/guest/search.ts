/** The search that pays for an answer (engine/host/links/keys.ts checks it). It names no worker: the worker loads it. */
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
