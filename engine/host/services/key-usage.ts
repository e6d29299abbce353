/** Which API key used which entity and which of its fields on which day: counted in memory, written once a minute and at the end, never with a request. */
import type { Pool } from 'pg';
import type { Clock } from '../../kernel/clock';
import { isObject } from '../../kernel/json';
import type { Model } from '../../kernel/model';
import { fieldsNamed } from './key-fields';

export interface KeyUsage {
  /** @param input of an operation; counted when it names an entity that exists (a question by `entity` or `query.entity`) */
  note(key: string, input: unknown): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}
interface Count {
  calls: number;
  readonly fields: Set<string>;
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
  let counted = new Map<string, Count>();
  let cleaned = '';
  const add = (at: string, calls: number, fields: Iterable<string>): void => {
    const count = counted.get(at) ?? { calls: 0, fields: new Set<string>() };
    count.calls += calls;
    for (const field of fields) count.fields.add(field);
    counted.set(at, count);
  };

  async function flush(): Promise<void> {
    const taken = counted;
    if (taken.size === 0) return;
    counted = new Map();
    const rows = [...taken].map(([at, { calls, fields }]) => {
      const [key, entity, day] = at.split(' ');
      return { key, entity, day, calls, fields: [...fields] };
    });
    try {
      // A key that was deleted meanwhile counts no more.
      await pool.query(
        `insert into key_usage (key_id, entity_id, day, calls, fields)
           select v.key, v.entity, v.day, v.calls, v.fields
             from json_to_recordset($1::json) as v(key uuid, entity text, day date, calls bigint, fields text[])
             join api_key k on k.id = v.key
         on conflict (key_id, entity_id, day) do update set calls = key_usage.calls + excluded.calls,
             fields = array(select distinct unnest(key_usage.fields || excluded.fields) order by 1)`,
        [JSON.stringify(rows)],
      );
    } catch {
      // The database is away: it is written with the next ones.
      for (const [at, { calls, fields }] of taken) add(at, calls, fields);
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
      if (!entity) return;
      const day = clock.now().toISOString().slice(0, 10);
      for (const [id, fields] of fieldsNamed(model(), entity, input)) add(`${key} ${id} ${day}`, 1, fields);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush().catch(() => undefined);
    },
  };
}
