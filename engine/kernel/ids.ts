/** Where identities come from. Injected, so that a test can foresee them. */
export interface Ids {
  /** A UUID version 7 (RFC 9562): sortable by time of creation. */
  uuid(): string;
}

const hex: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** UUID version 7, RFC 9562 §5.7: 48 bits of Unix milliseconds, then version, variant and 74 random bits. */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.subarray(0, 16));
  let rest = milliseconds;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const h = Array.from(bytes, (b) => hex[b]!);
  return `${h.slice(0, 4).join('')}-${h.slice(4, 6).join('')}-${h.slice(6, 8).join('')}-${h.slice(8, 10).join('')}-${h.slice(10).join('')}`;
}

/** Random bytes are fetched for 256 ids at once: asked for one by one they take longer than all the rest of an id. */
const random = new Uint8Array(4096);
let used = random.length;
export const systemIds: Ids = {
  uuid() {
    if (used >= random.length) {
      crypto.getRandomValues(random);
      used = 0;
    }
    used += 16;
    return uuidv7(Date.now(), random.subarray(used - 16, used));
  },
};

const ALPHABET = '0123456789abcdefghijkmnpqrstvwxyz';
/** A random immutable id of a document part: `fld_8k3x…`. 80 bits of chance; safe in XState ids, SQL names and URLs. */
export function documentId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}_${Array.from(bytes, (b) => ALPHABET[b % 32]!).join('')}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
