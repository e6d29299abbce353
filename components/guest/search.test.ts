import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLinkKeys, isPaid } from '@/engine/host/links/keys';
import { fillBlock, firstWord } from './sha256';
import { search } from './search';

describe('the work before an answer', () => {
  it('hashes as everybody does', () => {
    const block = new Uint32Array(16);
    for (const text of ['', 'abc', 'x'.repeat(55), 'A_-9.12345']) {
      fillBlock(block, text);
      expect(firstWord(block)).toBe(createHash('sha256').update(text).digest().readUInt32BE());
    }
  });

  it('done by a browser is taken by the server, and only for its own challenge', () => {
    const keys = createLinkKeys('a secret');
    const of = (bits: number) => {
      const challenge = keys.sign({ id: 'v', link: 'l', issuedAt: 1, bits });
      return { challenge, bits };
    };
    for (const bits of [1, 7, 8, 9, 12]) {
      const work = of(bits);
      const nonce = String(search(work, 0, 1_000_000));
      expect(isPaid(work.challenge, nonce, bits)).toBe(true);
    }
    const [easy, hard] = [of(2), of(16)];
    expect(isPaid(hard.challenge, String(search(easy, 0, 1_000)), 16)).toBe(false);
  });
});
