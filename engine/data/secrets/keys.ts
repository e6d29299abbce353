/** Keys of the installation: `TRELLIS_KEYS=id:base64,id:base64`, the first one current; or a file of them in a demo. */
import { hkdfSync, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export interface Key {
  readonly id: string;
  /** 32 bytes, derived from the configured key: what is configured encrypts nothing itself. */
  readonly data: Buffer;
}
const KEY_BYTES = 32;
const ID = /^[a-z0-9_-]{1,16}$/i;
/** Ids of keys the installation makes itself, for its history. */
const RESERVED = /^h\d+$/;

const derive = (master: Buffer): Buffer => Buffer.from(hkdfSync('sha256', master, '', 'trellis values 1', KEY_BYTES));

/**
 * Throws an Error in plain words for whatever is no list of keys; without a key in it.
 * @param text `id:base64,id:base64`; blanks and line breaks around the parts do not matter
 */
export function parseKeys(text: string): readonly Key[] {
  const seen = new Set<string>();
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('#'))
    .map((part, index) => {
      const at = part.indexOf(':');
      const id = part.slice(0, Math.max(at, 0));
      const master = Buffer.from(part.slice(at + 1), 'base64');
      if (!ID.test(id) || RESERVED.test(id)) {
        throw new Error(
          `TRELLIS_KEYS: part ${index + 1} must be id:key, with an id of letters, digits, _ and - (at most 16, not h1, h2 …).`,
        );
      }
      if (seen.has(id)) throw new Error(`TRELLIS_KEYS: the id "${id}" is there twice.`);
      if (master.length !== KEY_BYTES) {
        throw new Error(
          `TRELLIS_KEYS: the key "${id}" must be ${KEY_BYTES} bytes as base64 (make one: openssl rand -base64 ${KEY_BYTES}).`,
        );
      }
      seen.add(id);
      return { id, data: derive(master) };
    });
}

/** Keys from the environment, else from the file; makes the file where that is allowed. [] where there are none. */
export function findKeys(options: {
  readonly keys: string | undefined;
  readonly dataDir: string;
  /** In a demo or while developing: a key beside the data protects nothing, but everything works. */
  readonly mayMake: boolean;
}): readonly Key[] {
  if (options.keys?.trim()) return parseKeys(options.keys);
  const file = path.join(options.dataDir, 'encryption-keys');
  if (!fs.existsSync(file)) {
    if (!options.mayMake) return [];
    makeFile(file);
  }
  return parseKeys(fs.readFileSync(file, 'utf8'));
}

function makeFile(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = `# Keys of encrypted fields. Whoever has this file can read them; without it nobody can.\n# For real data set TRELLIS_KEYS instead and keep it elsewhere.\nlocal:${randomBytes(KEY_BYTES).toString('base64')}\n`;
  try {
    // Another process may start at the same moment: the first one's key counts.
    fs.writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    console.warn(
      `⚠ Encrypted fields use the key in ${file}, beside the data they protect. Good for trying out; for real data set TRELLIS_KEYS.`,
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
