/** From a request to its viewer: by the cookie of a session or by an API key. What was found is kept for some seconds. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import type { Viewer } from '../../kernel/viewer';
import type { People } from '../services/people';
import type { Auth } from './auth';

/** How long a viewer may be served from memory. A change of person, role or session is told by NOTIFY and ends it at once. */
const KEPT_MS = 10_000;
const MOST_KEPT = 20_000;

export interface Identity {
  readonly viewer: Viewer;
  /** A cookie comes along by itself, so writes must prove their origin; a key does not. */
  readonly by: 'session' | 'key';
  /** Id of the key. */
  readonly key?: string;
  /** Cookies that lengthen the session, to be sent along. */
  readonly cookies: readonly string[];
}

export interface Viewers {
  /** undefined: nobody is signed in, or the key is unknown, expired or revoked. */
  identify(headers: Headers): Promise<Identity | undefined>;
  /** Forgets everybody: people, roles, departments, keys or sessions changed. */
  forget(): void;
}

export const keyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** RFC 9110: the name of the scheme in any case. */
const BEARER = /^bearer +(\S+)\s*$/i;
const SESSION_COOKIE = /(?:^|;\s*)((?:__Secure-)?trellis\.session_token)=([^;]+)/;

export function createViewers(auth: Auth, people: People, clock: Clock): Viewers {
  const kept = new Map<string, { readonly until: number; readonly identity: Identity }>();
  /** Counts how often everybody was forgotten: what was looked up before that is not kept after it. */
  let age = 0;
  const keep = (key: string, identity: Identity | undefined, asked: number): Identity | undefined => {
    if (!identity || asked !== age) return identity;
    if (kept.size >= MOST_KEPT) kept.clear();
    // Cookies are sent once, with the answer that made them.
    kept.set(key, { until: clock.now().getTime() + KEPT_MS, identity: { ...identity, cookies: [] } });
    return identity;
  };

  async function bySession(headers: Headers): Promise<Identity | undefined> {
    const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
    const viewer = response && (await people.viewer(response.user.id));
    return viewer ? { viewer, by: 'session', cookies: answer.getSetCookie() } : undefined;
  }

  async function byKey(key: string): Promise<Identity | undefined> {
    const owner = await people.ownerOfKey(keyHash(key));
    const viewer = owner && (await people.viewer(owner.person));
    return viewer ? { viewer, by: 'key', key: owner.key, cookies: [] } : undefined;
  }

  return {
    async identify(headers) {
      const key = BEARER.exec(headers.get('authorization') ?? '')?.[1];
      const name = key ?? SESSION_COOKIE.exec(headers.get('cookie') ?? '')?.[2];
      if (!name) return undefined;
      const known = kept.get(name);
      if (known && known.until > clock.now().getTime()) return known.identity;
      kept.delete(name);
      const asked = age;
      return keep(name, await (key ? byKey(key) : bySession(headers)), asked);
    },
    forget() {
      age += 1;
      kept.clear();
    },
  };
}
