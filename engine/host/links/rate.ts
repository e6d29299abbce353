/**
 * How often: sliding windows in the database, the same for every web process. A window is approximated by two fixed ones,
 * the earlier counted by the part of it that still lies within (the error of this is small: Cloudflare, "How we built
 * rate limiting capable of scaling to millions of domains", 2017: 0.003 % of 400 million requests).
 */
import type { Host, Tx } from '../contract';

export const WINDOW_MS = 10 * 60_000;

type Queryable = Pick<Tx, 'query'>;

/** Counts one more under each key, in one statement. @returns how many there were within the last ten minutes, this one included */
export async function count(db: Queryable, now: Date, keys: readonly string[]): Promise<readonly number[]> {
  const slot = Math.floor(now.getTime() / WINDOW_MS);
  const rest = 1 - (now.getTime() % WINDOW_MS) / WINDOW_MS;
  // In the order of keys: two requests at once lock the same rows in the same order.
  const sorted = [...new Set(keys)].sort();
  const { rows } = await db.query<{ key: string; here: number; before: number }>(
    `with counted as (
       insert into public.form_link_rate as r (key, slot, count, until)
       select k, $2, 1, $3 from unnest($1::text[]) as k
       on conflict (key, slot) do update set count = r.count + 1
       returning key, count
     )
     select c.key, c.count as here, coalesce(p.count, 0) as before
       from counted c left join public.form_link_rate p on p.key = c.key and p.slot = $2::bigint - 1`,
    [sorted, slot, new Date((slot + 3) * WINDOW_MS)],
  );
  const found = new Map(rows.map(({ key, here, before }) => [key, here + before * rest]));
  return keys.map((key) => found.get(key) ?? 0);
}

/** What can be done with a link, and how often in ten minutes: from one network address, and by everybody. */
export const LIMITS = {
  open: { caller: 200, link: 6_000 },
  submit: { caller: 60, link: 1_000 },
  look: { caller: 600, link: 20_000 },
  file: { caller: 100, link: 2_000 },
  /** Tokens that open nothing; by address alone. */
  miss: { caller: 60, link: Infinity },
} as const;
export type Deed = keyof typeof LIMITS;

export interface Counted {
  readonly caller: number;
  readonly link: number;
  readonly isTooMuch: boolean;
}

/** @param source network address of the caller; without one everybody is one caller */
export async function counted(
  host: Pick<Host, 'pool' | 'clock' | 'links'>,
  deed: Deed,
  link: string,
  source: string | undefined,
): Promise<Counted> {
  const keys = [`${deed} ${link} ${host.links.caller(source ?? '')}`, `${deed} ${link}`];
  const [caller = 0, all = 0] = await count(host.pool, host.clock.now(), keys);
  const limit = LIMITS[deed];
  return { caller, link: all, isTooMuch: caller > limit.caller || all > limit.link };
}

const LEAST_BITS = 17;
const MOST_BITS = 22;
/** So many openings in ten minutes are nothing special. */
const USUAL = { caller: 20, link: 300 };

/**
 * Zero bits a browser has to find: 17 (about 131,000 hashes), one more with each doubling of the rate from this address or
 * of the link. It follows from openings, because each answer needs one of its own.
 */
export function bitsFor({ caller, link }: Pick<Counted, 'caller' | 'link'>): number {
  const crowd = Math.max(caller / USUAL.caller, link / USUAL.link, 1);
  return Math.min(LEAST_BITS + Math.ceil(Math.log2(crowd)), MOST_BITS);
}
