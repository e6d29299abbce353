/** Where identities come from. Injected, so that a test can foresee them. */
export interface Ids {
  /** A UUID version 7 (RFC 9562): sortable by time of creation. */
  uuid(): string;
}

const hex: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** The first two parts of an id: those of a millisecond are all the same. */
function timePart(milliseconds: number): string {
  if (milliseconds === lastTime) return lastPart;
  const time = milliseconds.toString(16).padStart(12, '0');
  lastTime = milliseconds;
  return (lastPart = `${time.slice(0, 8)}-${time.slice(8)}-`);
}
let lastTime = -1;
let lastPart = '';

/** UUID version 7, RFC 9562 §5.7: 48 bits of Unix milliseconds, then version, variant and 74 random bits. `r` has 16 bytes from `at` on. */
export function uuidv7(milliseconds: number, r: Uint8Array, at = 0): string {
  const a = hex[(r[at + 6]! & 0x0f) | 0x70]! + hex[r[at + 7]!]!;
  const b = hex[(r[at + 8]! & 0x3f) | 0x80]! + hex[r[at + 9]!]!;
  const c = hex[r[at + 10]!]! + hex[r[at + 11]!]! + hex[r[at + 12]!]!;
  return `${timePart(milliseconds)}${a}-${b}-${c}${hex[r[at + 13]!]!}${hex[r[at + 14]!]!}${hex[r[at + 15]!]!}`;
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
    return uuidv7(Date.now(), random, used - 16);
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
