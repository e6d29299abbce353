/**
 * Values of encrypted fields. Columns are encrypted by the installation's current key and re-encrypted by
 * `trellis rotate-keys` (rotate.ts). The history may never be rewritten, so its values have keys of their own, which lie
 * in the database, wrapped by the current key: after a rotation the old key is needed for nothing. So is the key of the
 * blind indexes, which must stay the same for equal values to be found.
 */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { refuse, type ProblemTable } from '../../kernel/problems';
import { SEALED_PREFIX, type SecretPlace, type Secrets, type SecretService } from '../../kernel/secrets';
import { decrypt, encrypt, fingerprint } from './cipher';
import type { Key } from './keys';

export const SECRET_PROBLEMS: ProblemTable = {
  'secrets.noKey': {
    status: 503,
    words: {
      'zh-CN': '没有可用的加密密钥，加密字段现在不能填写或筛选。请管理员设置 TRELLIS_KEYS。',
      en: 'There is no encryption key, so encrypted fields cannot be written or filtered. An administrator must set TRELLIS_KEYS.',
    },
  },
};

/** A key kept in the database, encrypted by the installation's key `by`. */
interface Wrapped {
  readonly id: string;
  readonly by: string;
  readonly key: string;
}
interface Stored {
  readonly blind: Wrapped;
  /** The last one encrypts. */
  readonly history: readonly Wrapped[];
}
const UNREADABLE = { unreadable: true } as const;

/** @param keys of the installation, the current one first; without any, values cannot be sealed and are unreadable */
export async function createSecrets(pool: Pool, keys: readonly Key[]): Promise<SecretService> {
  const [current] = keys;
  const byId = new Map(keys.map(({ id, data }) => [id, data]));
  let stored = await readStored(pool);
  if (!stored && current) stored = await makeStored(pool, current);
  let blindKey: Buffer | undefined;
  let historyId: string | undefined;

  const unwrap = ({ id, by, key }: Wrapped): Buffer | undefined => {
    const master = byId.get(by);
    return master && decrypt(master, Buffer.from(key, 'base64url'), `key ${id}`);
  };
  const take = (all: Stored): void => {
    blindKey = unwrap(all.blind);
    historyId = undefined;
    for (const wrapped of all.history) {
      const key = unwrap(wrapped);
      if (!key) continue;
      byId.set(wrapped.id, key);
      historyId = wrapped.id;
    }
  };
  if (stored) take(stored);
  if (stored && current && !blindKey) {
    console.error(
      `secrets: the key "${stored.blind.by}" is missing from TRELLIS_KEYS; encrypted fields cannot be used.`,
    );
  }
  const missing = new Set<string>();
  const unreadable = (id: string, why: string): typeof UNREADABLE => {
    // Once for each key: a list of a thousand such values would drown everything else.
    if (!missing.has(id)) console.error(`secrets: a value encrypted by the key "${id}" ${why}.`);
    missing.add(id);
    return UNREADABLE;
  };
  const blind: Secrets['blind'] = ({ entity, field }, value) =>
    blindKey ? fingerprint(blindKey, `${entity}\n${field}\n${value}`) : refuse('secrets.noKey');

  return {
    keys: keys.map(({ id }) => id),
    blind,
    seal(place, value, where = 'column') {
      const id = where === 'history' ? historyId : current?.id;
      const key = id === undefined ? undefined : byId.get(id);
      if (!key) return refuse('secrets.noKey');
      const index = where === 'history' ? '' : blind(place, value);
      const body = encrypt(key, Buffer.from(value), contextOf(place)).toString('base64url');
      return `${SEALED_PREFIX}${id}:${index}:${body}`;
    },
    open(place, sealed) {
      const [, id = '', , body = ''] = sealed.split(':');
      const key = byId.get(id);
      if (!sealed.startsWith(SEALED_PREFIX)) return unreadable('', 'was never encrypted');
      if (!key) return unreadable(id, 'cannot be read: the key is missing from TRELLIS_KEYS');
      const value = decrypt(key, Buffer.from(body, 'base64url'), contextOf(place));
      return value ? value.toString('utf8') : unreadable(id, 'was changed or moved and cannot be read');
    },
    async rewrap() {
      if (!current || !stored || !blindKey) return refuse('secrets.noKey');
      const { history } = stored;
      const kept = history.map((wrapped) => {
        const key = unwrap(wrapped);
        return key ? wrap(current, wrapped.id, key) : wrapped;
      });
      const isNew = history.at(-1)!.by !== current.id;
      const fresh = isNew ? [wrap(current, `h${history.length + 1}`, randomBytes(32))] : [];
      stored = { blind: wrap(current, 'blind', blindKey), history: [...kept, ...fresh] };
      await pool.query(`update setting set value = $1 where key = $2`, [JSON.stringify(stored), SETTING]);
      take(stored);
    },
  };
}

const contextOf = ({ entity, field, record }: SecretPlace): string => `${entity}\n${field}\n${record}`;

const SETTING = 'encryptionKeys';

const wrap = (by: Key, id: string, key: Buffer): Wrapped => ({
  id,
  by: by.id,
  key: encrypt(by.data, key, `key ${id}`).toString('base64url'),
});

async function readStored(pool: Pool): Promise<Stored | undefined> {
  const { rows } = await pool.query<{ value: Stored }>('select value from setting where key = $1', [SETTING]);
  return rows[0]?.value;
}

/** Several processes may start at once: the first one's keys count. */
async function makeStored(pool: Pool, current: Key): Promise<Stored> {
  const made: Stored = {
    blind: wrap(current, 'blind', randomBytes(32)),
    history: [wrap(current, 'h1', randomBytes(32))],
  };
  await pool.query('insert into setting (key, value) values ($1, $2) on conflict do nothing', [
    SETTING,
    JSON.stringify(made),
  ]);
  return (await readStored(pool))!;
}
