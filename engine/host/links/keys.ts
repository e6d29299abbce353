/**
 * Everything about links that follows from the secret of the installation.
 *
 * A token is derived (HMAC of the link's id and epoch) and not stored: who may see the link may see its address again and
 * print its QR code anew, yet a stolen table opens nothing. What is stored is the token's SHA-256, by which it is found:
 * so links that were printed still work when the secret changes, only their address cannot be shown again.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';

export interface Visit {
  /** Made by the server; pays for one answer. */
  readonly id: string;
  readonly link: string;
  readonly issuedAt: number;
  readonly bits: number;
}

export interface LinkKeys {
  /** 192 bits as 32 characters that an address may hold. */
  token(id: string, epoch: number): string;
  /** What is stored of a token. */
  hash(token: string): string;
  /** A network address as it is counted: of IPv6 the network, for one household has 2^64 addresses. Not reversible. */
  caller(address: string): string;
  sign(visit: Visit): string;
  /** undefined: altered, or never signed here. */
  read(challenge: string): Visit | undefined;
  /** A way to the files of one link for an hour, for pictures: an `<img>` sends no header. */
  pass(link: string, until: number): string;
  linkOfPass(pass: string, now: number): string | undefined;
}

const TOKEN = /^[\w-]{32}$/;
export const isToken = (text: unknown): text is string => typeof text === 'string' && TOKEN.test(text);

const network = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;

export function createLinkKeys(secret: string): LinkKeys {
  const key = createHmac('sha256', secret).update('form links').digest();
  const mac = (purpose: string, text: string): Buffer =>
    createHmac('sha256', key).update(`${purpose}\n${text}`).digest().subarray(0, 24);
  const signed = (purpose: string, parts: readonly (string | number)[]): string => {
    const text = parts.join('.');
    return `${text}.${mac(purpose, text).toString('base64url')}`;
  };
  /** The parts, if it was signed here for this purpose. */
  const opened = (purpose: string, text: string): readonly string[] | undefined => {
    const at = text.lastIndexOf('.');
    const [given, wanted] = [
      Buffer.from(text.slice(at + 1), 'base64url'),
      mac(purpose, text.slice(0, Math.max(at, 0))),
    ];
    const isSame = given.length === wanted.length && timingSafeEqual(given, wanted);
    return isSame ? text.slice(0, at).split('.') : undefined;
  };
  return {
    token: (id, epoch) => mac('token', `${id} ${epoch}`).toString('base64url'),
    hash: (token) => createHash('sha256').update(token).digest('hex'),
    caller: (address) => mac('caller', network(address)).toString('base64url').slice(0, 22),
    sign: ({ id, link, issuedAt, bits }) => signed('visit', [id, link, issuedAt, bits]),
    read(challenge) {
      const parts = opened('visit', challenge);
      if (parts?.length !== 4) return undefined;
      const [id, link, issuedAt, bits] = parts as [string, string, string, string];
      return { id, link, issuedAt: Number(issuedAt), bits: Number(bits) };
    },
    pass: (link, until) => signed('pass', [link, until]),
    linkOfPass(pass, now) {
      const [link, until] = opened('pass', pass) ?? [];
      return link !== undefined && Number(until) > now ? link : undefined;
    },
  };
}

/**
 * Whether SHA-256 of the challenge's signature, a dot and the nonce begins with so many zero bits: one block of 64 bytes,
 * so that a phone hashes as fast as it can. The signature stands for link, time and bits (components/guest/work.ts).
 */
export function isPaid(challenge: string, nonce: string, bits: number): boolean {
  const signature = challenge.slice(challenge.lastIndexOf('.') + 1);
  const hash = createHash('sha256').update(`${signature}.${nonce}`).digest();
  const whole = bits >> 3;
  if (hash.subarray(0, whole).some((byte) => byte !== 0)) return false;
  return bits % 8 === 0 || hash[whole]! >> (8 - (bits % 8)) === 0;
}
