/** Live events: told to every process by NOTIFY, so that browsers of any of them hear of a change within moments. */
import type { Pool } from 'pg';
import { listen } from '../../data/listen';
import type { LiveEvent } from '../../kernel/api';
import type { LiveEvents, Tx } from '../contract';
import type { Sign } from '../presence/presence';

export type Told = LiveEvent & { readonly people?: readonly string[] };
/** What processes tell each other beside the events of browsers: who may do what has changed. */
export type Signal = Told | { readonly topic: 'people' } | { readonly topic: 'here'; readonly sign: Sign };

export interface LiveService extends LiveEvents {
  /** People, roles, departments, keys or sessions changed: every process forgets its viewers. */
  peopleChanged(tx: Tx): void;
  onPeopleChanged(listener: () => void): () => void;
  /** To every process, this one included. */
  signal(signal: Signal): void;
  /** Signs of presence of all processes, this one's own included. */
  onPresence(listener: (sign: Sign) => void): () => void;
  /** To the browsers of this process only: what every process finds out by itself. */
  tellHere(event: Told): void;
  close(): Promise<void>;
}

const CHANNEL = 'trellis';
/** Events of this long are told together: NOTIFY at the commit of every write would put all commits in one queue. */
const GATHER_MS = 20;

/**
 * @param pool sends; @param databaseUrl a connection of its own listens
 * Events are hints, never data: what is lost in a crash is read again when the browser reconnects.
 */
export async function createLive(pool: Pool, databaseUrl: string): Promise<LiveService> {
  const listeners = new Set<(event: Told) => void>();
  const forgetters = new Set<() => void>();
  const watchers = new Set<(sign: Sign) => void>();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const forgetPeople = (): void => {
    for (const forget of forgetters) forget();
  };

  function receive(payload: string): void {
    const signal = JSON.parse(payload) as Signal;
    if (signal.topic === 'people') forgetPeople();
    else if (signal.topic === 'here') for (const watch of watchers) watch(signal.sign);
    else for (const listener of listeners) listener(signal);
  }

  async function flush(): Promise<void> {
    timer = undefined;
    const payloads = [...waiting];
    waiting.clear();
    if (payloads.length > 0) {
      await pool.query(`select pg_notify('${CHANNEL}', p) from unnest($1::text[]) p`, [payloads]);
    }
  }

  function tell(signal: Signal): void {
    waiting.add(JSON.stringify(signal));
    timer ??= setTimeout(() => void flush().catch(() => undefined), GATHER_MS);
  }

  // Whatever was told while nobody listened: people are looked up again, documents read again.
  const listening = await listen(databaseUrl, CHANNEL, receive, () => {
    forgetPeople();
    for (const listener of listeners) listener({ topic: 'documents' });
  });
  return {
    async publish(tx, event) {
      tx.afterCommit(() => tell(event));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    peopleChanged(tx) {
      tx.afterCommit(() => {
        // This process at once: whoever changed their language or lost a role gets the next answer accordingly.
        forgetPeople();
        tell({ topic: 'people' });
      });
    },
    onPeopleChanged(listener) {
      forgetters.add(listener);
      return () => forgetters.delete(listener);
    },
    signal: tell,
    onPresence(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    tellHere(event) {
      for (const listener of listeners) listener(event);
    },
    async close() {
      clearTimeout(timer);
      await flush().catch(() => undefined);
      await listening.close();
    },
  };
}
