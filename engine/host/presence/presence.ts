/**
 * Who is where: people who look at a record or build a document, and what they edit. Nothing is stored; each process
 * keeps what the others tell by NOTIFY. Whoever is silent for STALE_MS has gone, whatever became of their browser.
 */
import type { Clock } from '../../kernel/clock';
import type { LiveService } from '../services/live';

/** One window of one person at one place. `field`: id of the field being edited. */
export interface Sign {
  readonly place: string;
  readonly tab: string;
  readonly person: string;
  readonly name: string;
  readonly field: string | null;
  readonly isGone?: boolean;
}
export interface Here {
  readonly person: string;
  readonly name: string;
  readonly field: string | null;
}
export interface PresenceService {
  /** Tells every process; this one at once. */
  tell(sign: Sign): void;
  /** People at a place; who has several windows is there once, with the field of the window that edits one. */
  at(place: string): readonly Here[];
  close(): void;
}

/** Browsers tell every 10 s that they are here (components/page/presence/usePresence); two may be lost on the way. */
const STALE_MS = 25_000;
const SWEEP_MS = 5_000;
/** More windows than this at one place are not kept: it bounds what one process holds for it. */
const MOST_AT_PLACE = 200;

interface Window extends Sign {
  readonly seen: number;
}

export function createPresence(
  live: Pick<LiveService, 'signal' | 'onPresence' | 'tellHere'>,
  clock: Clock,
): PresenceService {
  const places = new Map<string, Map<string, Window>>();

  /** People there hear that something changed; nobody else hears of the place at all. */
  function announce(place: string, people: ReadonlySet<string>): void {
    if (people.size > 0) live.tellHere({ topic: 'presence', place, people: [...people] });
  }
  const peopleAt = (place: string): Set<string> =>
    new Set([...(places.get(place)?.values() ?? [])].map(({ person }) => person));

  function take(sign: Sign): void {
    const here = places.get(sign.place) ?? new Map<string, Window>();
    const known = here.get(sign.tab);
    // A window belongs to whoever opened it: nobody speaks for another person's.
    if (known && known.person !== sign.person) return;
    if (sign.isGone) {
      if (!known) return;
      here.delete(sign.tab);
    } else {
      if (!known && here.size >= MOST_AT_PLACE) return;
      here.set(sign.tab, { ...sign, seen: clock.now().getTime() });
    }
    if (here.size === 0) places.delete(sign.place);
    else places.set(sign.place, here);
    const isSame = known !== undefined && !sign.isGone && known.field === sign.field;
    if (!isSame) announce(sign.place, peopleAt(sign.place));
  }

  function sweep(): void {
    const limit = clock.now().getTime() - STALE_MS;
    for (const [place, here] of [...places]) {
      const gone = [...here.values()].filter(({ seen }) => seen < limit);
      if (gone.length === 0) continue;
      for (const { tab } of gone) here.delete(tab);
      if (here.size === 0) places.delete(place);
      announce(place, peopleAt(place));
    }
  }

  const stop = live.onPresence(take);
  const timer = setInterval(sweep, SWEEP_MS);
  timer.unref();
  return {
    tell(sign) {
      take(sign);
      live.signal({ topic: 'here', sign });
    },
    at(place) {
      const limit = clock.now().getTime() - STALE_MS;
      const people = new Map<string, Here>();
      for (const { person, name, field, seen } of places.get(place)?.values() ?? []) {
        if (seen < limit) continue;
        const known = people.get(person);
        people.set(person, { person, name, field: field ?? known?.field ?? null });
      }
      return [...people.values()];
    },
    close() {
      stop();
      clearInterval(timer);
    },
  };
}
