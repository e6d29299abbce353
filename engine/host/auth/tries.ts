/**
 * How often somebody may try to sign in under one e-mail address. The limit by network address (better-auth's) does not
 * stop a guesser who has many addresses; this one does, whether the e-mail belongs to anybody or not.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../../kernel/clock';
import type { Ids } from '../../kernel/ids';

const MOST_TRIES = 10;
const WINDOW_MS = 60_000;

export interface Tries {
  /** Counts a try before the password is looked at, so that tries sent all at once count too. false: too many. */
  begin(email: string): Promise<boolean>;
  /** The password was right: earlier tries are forgotten. */
  succeeded(email: string): Promise<void>;
}

/** Addresses are not kept as they were typed: people type passwords into the wrong box. */
const keyOf = (email: string): string =>
  `email:${createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')}`;

/** @returns a counter in the database, the same for every process; a window starts with its first try and ends by itself */
export function createTries(pool: Pool, clock: Clock, ids: Ids): Tries {
  return {
    async begin(email) {
      const now = clock.now().getTime();
      const { rows } = await pool.query<{ count: number }>(
        `insert into rate_limit as r (id, key, count, last_request) values ($1, $2, 1, $3)
         on conflict (key) do update set
           count = case when r.last_request <= $3::bigint - $4::bigint then 1 else r.count + 1 end,
           last_request = case when r.last_request <= $3::bigint - $4::bigint then $3::bigint else r.last_request end
         returning count`,
        [ids.uuid(), keyOf(email), now, WINDOW_MS],
      );
      return rows[0]!.count <= MOST_TRIES;
    },
    async succeeded(email) {
      await pool.query('delete from rate_limit where key = $1', [keyOf(email)]);
    },
  };
}
