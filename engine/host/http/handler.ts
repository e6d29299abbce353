/** The one HTTP handler: Request → Response. Next's route and the web server both end here. */
import { problem, refuse, Refusal } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import { CLIENT_ADDRESS } from '../auth/auth';
import { askedLocale, json, problemResponse, problemsOf } from './answer';
import { checkOrigin, type Doors, type SignedInVisit, type Visit } from './door';
import { streamEvents } from './events';
import { downloadFile, uploadFile } from './files';
import { importFiles } from './imports';
import { guestRoute } from './links';
import { openApi } from './openapi';
import {
  createRecord,
  deleteRecord,
  getRecord,
  listRecords,
  runOperation,
  runQuery,
  startImport,
  updateRecord,
} from './records';
import { isAuthAddress, signIn } from './signin';

/** Characters; the web server takes longer ones, so that they are answered in words. */
const LONGEST_ADDRESS = 16_384;

/** What waited on a device says whose it is: it must not be written by whoever signed in there since. */
const MEANT_FOR = 'x-trellis-person';

type Route = { readonly [method: string]: (visit: SignedInVisit) => Promise<Response> };

/** Addresses under /api, by their fixed parts; `*` stands for one part that the route reads. */
const ROUTES: { readonly [path: string]: Route } = {
  'v1/records/*': { GET: listRecords, POST: createRecord },
  'v1/records/*/*': { GET: getRecord, PATCH: updateRecord, DELETE: deleteRecord },
  'v1/query': { POST: runQuery },
  'v1/import/*': { POST: startImport },
  'v1/imports/*/*': { GET: importFiles },
  'v1/operations/*': { POST: runOperation },
  'v1/files': { POST: uploadFile },
  'v1/files/*': { GET: downloadFile },
  'v1/openapi.json': { GET: openApi },
  events: { GET: streamEvents },
};
const OPEN_ROUTES: { readonly [path: string]: (visit: Visit) => Promise<Response> } = {
  health: health,
  'v1/demo': async ({ doors }) => json({ people: await doors.people.demo() }),
};
/** What is answered without a sign-in. */
function openRoute(method: string, path: string): ((visit: Visit) => Promise<Response>) | undefined {
  if (path.startsWith('auth/') && isAuthAddress(method, path.slice(5))) return signIn;
  return (method === 'GET' ? OPEN_ROUTES[path] : undefined) ?? guestRoute(method, path);
}
const FIXED_PARTS = new Set(Object.keys(ROUTES).flatMap((path) => path.split('/')));

/** Which route a path means, and the parts it leaves open: `v1/records/x/y` → the route with two `*`, [x, y]. */
function match(path: string): { readonly route: Route | undefined; readonly params: readonly string[] } {
  const parts = path.split('/');
  const params: string[] = [];
  const pattern = parts.map((part, index) => {
    if (index < 2 && FIXED_PARTS.has(part)) return part;
    params.push(decodeURIComponent(part));
    return '*';
  });
  return { route: ROUTES[pattern.join('/')], params };
}

async function health({ doors }: Visit): Promise<Response> {
  const timeout = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('The database does not answer.')), 2_000).unref();
  });
  try {
    await Promise.race([doors.pool.query('select 1'), timeout]);
    return json({ status: 'ok' });
  } catch {
    return json({ status: 'down' }, 503);
  }
}

/** @returns a handler that never throws: whatever goes wrong becomes problem+json */
export function createHandler(doors: Doors): (request: Request) => Promise<Response> {
  async function serve(request: Request, told: { locale: Locale }): Promise<Response> {
    if (request.url.length > LONGEST_ADDRESS) refuse('http.address', [], { limit: LONGEST_ADDRESS });
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api\//, '').replace(/\/$/, '');
    const visit = { doors, request, url, params: [] };
    const open = openRoute(request.method, path);
    if (open) return open(visit);

    const { route, params } = match(path);
    if (!route) throw new Refusal(problem('http.unknown'));
    const run = route[request.method];
    if (!run) {
      const allowed = Object.keys(route).join(', ');
      throw new Refusal(problem('http.method', [], { method: request.method, allowed }));
    }
    const identity = await doors.viewers.identify(request.headers);
    if (!identity) throw new Refusal(problem('auth.required'));
    const { viewer, by, key, cookies } = identity;
    told.locale = viewer.locale;
    const meant = request.headers.get(MEANT_FOR);
    if (meant !== null && meant !== viewer.id) throw new Refusal(problem('auth.other'));
    if (by === 'session' && request.method !== 'GET') checkOrigin(request);
    const source = request.headers.get(CLIENT_ADDRESS);
    const door = by === 'key' ? 'api' : 'screen';
    const response = await run({
      ...visit,
      params,
      viewer,
      door,
      ...(key ? { key } : {}),
      ...(source ? { source } : {}),
    });
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
    return response;
  }

  return async (request) => {
    const told = { locale: askedLocale(request.headers) };
    try {
      return await serve(request, told);
    } catch (error) {
      const problems = error instanceof URIError ? [problem('http.unknown')] : problemsOf(error, doors.host.ids);
      return problemResponse(doors.host.registry.problems, problems, told.locale);
    }
  };
}
