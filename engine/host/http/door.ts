/** What a route gets, and the parts every route shares. */
import type { Pool } from 'pg';
import { refuse } from '../../kernel/problems';
import type { Door, Viewer } from '../../kernel/viewer';
import type { Auth } from '../auth/auth';
import type { Tries } from '../auth/tries';
import type { Viewers } from '../auth/viewers';
import type { Call, Host, Operation } from '../contract';
import type { Audit } from '../services/audit';
import type { Files } from '../services/files';
import type { KeyUsage } from '../services/key-usage';
import type { LiveService } from '../services/live';
import type { People } from '../services/people';

/** What the doors need of the host beside its operations. */
export interface Doors {
  readonly host: Host;
  /** The operations that exist here, by name. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly auth: Auth;
  readonly viewers: Viewers;
  readonly tries: Tries;
  readonly people: People;
  readonly files: Files;
  readonly live: LiveService;
  readonly pool: Pool;
  readonly audit: Audit;
  readonly keyUsage: KeyUsage;
  /** How to end each open stream of events, when the host closes. */
  readonly streams: Set<() => void>;
}

/** One request, on its way to one route. */
export interface Visit {
  readonly doors: Doors;
  readonly request: Request;
  readonly url: URL;
  /** The parts of the path that the route left open. */
  readonly params: readonly string[];
}
export interface SignedInVisit extends Visit {
  readonly viewer: Viewer;
  readonly door: Door;
  /** Id of the API key, where one opened the door. */
  readonly key?: string;
  /** Network address of the caller, told by the web server. */
  readonly source?: string;
}

export const callOf = ({ doors, viewer, door, source }: SignedInVisit): Call => ({
  viewer,
  door,
  host: doors.host,
  ...(source ? { source } : {}),
});

/**
 * Refuses a write that a page of another site sent with the person's cookie: the browser says where it came from by
 * Sec-Fetch-Site or Origin, and a page cannot forge either.
 */
export function checkOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('origin');
  const isSame = site === null && origin !== null && hostOf(origin) === request.headers.get('host');
  if (!isSame) refuse('http.origin');
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/** Values of a query string, each at most once; refuses names that are not in the list and bytes that are no UTF-8. */
export function readQuery<Name extends string>(url: URL, names: readonly Name[]): Partial<Record<Name, string>> {
  const values: Partial<Record<Name, string>> = {};
  for (const [name, value] of url.searchParams) {
    if (!(names as readonly string[]).includes(name)) refuse('input.unknown', [name], { at: name.slice(0, 60) });
    if (value.includes('\u0000')) refuse('input.nul', [name], { at: name });
    if (name in values) refuse('input.twice', [name], { at: name });
    // The URL parser puts U+FFFD for what it cannot decode.
    if (value.includes('\ufffd') && !/%ef%bf%bd/i.test(url.search)) refuse('input.encoding', [name]);
    values[name as Name] = value;
  }
  return values;
}
