/** Which API key used which entity on which day: counted in memory, written once a minute and at the end, never with a request. */
import type { Pool } from 'pg';
import type { Clock } from '../../kernel/clock';
import { isObject } from '../../kernel/json';
import type { Model } from '../../kernel/model';

export interface KeyUsage {
  /** @param input of an operation; counted when it names an entity that exists (a question by `entity` or `query.entity`) */
  note(key: string, input: unknown): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}
const FLUSH_MS = 60_000;
/** For so long it is known. */
export const KEPT_DAYS = 90;

const entityNamed = (input: unknown): string | undefined => {
  if (!isObject(input)) return undefined;
  if (typeof input.entity === 'string') return input.entity;
  return entityNamed(input.query);
};

export function createKeyUsage(pool: Pool, clock: Clock, model: () => Model): KeyUsage {
  let counted = new Map<string, number>();
  let cleaned = '';
  const add = (at: string, calls: number): void => void counted.set(at, (counted.get(at) ?? 0) + calls);

  async function flush(): Promise<void> {
    const taken = counted;
    if (taken.size === 0) return;
    counted = new Map();
    const rows = [...taken].map(([at, calls]) => {
      const [key, entity, day] = at.split(' ');
      return { key, entity, day, calls };
    });
    try {
      // A key that was deleted meanwhile counts no more.
      await pool.query(
        `insert into key_usage (key_id, entity_id, day, calls)
           select v.key, v.entity, v.day, v.calls
             from json_to_recordset($1::json) as v(key uuid, entity text, day date, calls bigint)
             join api_key k on k.id = v.key
         on conflict (key_id, entity_id, day) do update set calls = key_usage.calls + excluded.calls`,
        [JSON.stringify(rows)],
      );
    } catch {
      // The database is away: it is written with the next ones.
      for (const [at, calls] of taken) add(at, calls);
      return;
    }
    const today = rows.at(-1)!.day!;
    if (today === cleaned) return;
    cleaned = today;
    await pool.query(`delete from key_usage where day < $1::date - $2::int`, [today, KEPT_DAYS]);
  }

  const timer = setInterval(() => void flush().catch(() => undefined), FLUSH_MS);
  timer.unref();
  return {
    note(key, input) {
      const name = entityNamed(input);
      const entity = name === undefined ? undefined : model().entity(name);
      if (entity) add(`${key} ${entity.id} ${clock.now().toISOString().slice(0, 10)}`, 1);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush().catch(() => undefined);
    },
  };
}
