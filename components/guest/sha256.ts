/** SHA-256 (FIPS 180-4) of one block. The browser's own is missing where a page comes without TLS, and waits for each hash. */
const K = constants();

/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
function constants(): Uint32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return Uint32Array.from(primes, (prime) => (Math.cbrt(prime) % 1) * 2 ** 32);
}
/** The same of the square roots of the first eight. */
const START = Uint32Array.from([2, 3, 5, 7, 11, 13, 17, 19], (prime) => (Math.sqrt(prime) % 1) * 2 ** 32);

const rotated = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
const W = new Uint32Array(64);

/**
 * @param block sixteen words, padded; it stays as it is
 * @returns the first word of the hash, unsigned: what is asked of it is how it begins
 */
export function firstWord(block: Uint32Array): number {
  W.set(block);
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [W[i - 15]!, W[i - 2]!];
    const small = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const large = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    W[i] = (W[i - 16]! + small + W[i - 7]! + large) | 0;
  }
  let [a, b, c, d] = [START[0]! | 0, START[1]! | 0, START[2]! | 0, START[3]! | 0];
  let [e, f, g, h] = [START[4]! | 0, START[5]! | 0, START[6]! | 0, START[7]! | 0];
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + W[i]!) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  return (a + START[0]!) >>> 0;
}

/** A text of at most 55 ASCII characters as a padded block, written into `block`. */
export function fillBlock(block: Uint32Array, text: string): void {
  block.fill(0);
  for (let i = 0; i < text.length; i += 1) block[i >> 2]! |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  block[text.length >> 2]! |= 0x80 << (24 - 8 * (text.length & 3));
  block[15] = text.length * 8;
}
