/** /api/auth: the few addresses of better-auth that the product uses; its errors said like all others. */
import { isObject } from '../../kernel/json';
import { problem, refuse } from '../../kernel/problems';
import { askedLocale, json, problemResponse } from './answer';
import { bodyChunks } from './body';
import { CLIENT_ADDRESS } from '../auth/auth';
import { checkOrigin, type Doors, type Visit } from './door';

const OPEN = ['POST sign-in/email', 'POST sign-out', 'POST change-password'];
/** A sign-in is small; nobody sends a book as a password. */
const BODY_LIMIT = 16 * 1024;

const CODES: { readonly [code: string]: string } = {
  INVALID_EMAIL_OR_PASSWORD: 'auth.wrong',
  INVALID_PASSWORD: 'auth.wrong',
  INVALID_EMAIL: 'auth.wrong',
  NOT_ACTIVE: 'auth.inactive',
};

export const isAuthAddress = (method: string, rest: string): boolean => OPEN.includes(`${method} ${rest}`);

export async function signIn({ doors, request, url }: Visit): Promise<Response> {
  if (request.method !== 'GET') checkOrigin(request);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, BODY_LIMIT)) chunks.push(chunk);
  const email = url.pathname.endsWith('/sign-in/email') ? emailIn(Buffer.concat(chunks)) : undefined;
  if (email !== undefined && !(await doors.tries.begin(email))) return refuse('auth.tooMany');
  // better-auth gets a plain request of the same content: it reads the whole body and nothing of the connection.
  const answer = await doors.auth.handler(
    new Request(url, {
      method: request.method,
      headers: new Headers(request.headers),
      ...(request.method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
    }),
  );
  // A session that ended must not be served from any process's memory.
  const isEnd = url.pathname.endsWith('/sign-out') || url.pathname.endsWith('/change-password');
  if (isEnd) await doors.host.transaction(async (tx) => doors.live.peopleChanged(tx));
  if (isEnd) doors.viewers.forget();
  // The session goes into an HttpOnly cookie; its token in a body would be there for every script of the page.
  if (answer.ok && email !== undefined) await doors.tries.succeeded(email);
  await note(doors, request, url, email, answer.ok);
  if (answer.ok) return withCookies(json({ ok: true }), answer);
  const code = answer.status === 429 ? 'auth.tooMany' : await codeOf(answer);
  return problemResponse(doors.host.registry.problems, [problem(code)], askedLocale(request.headers));
}

const NOTED: readonly (readonly [address: string, action: string])[] = [
  ['/sign-in/email', 'session.signIn'],
  ['/change-password', 'session.changePassword'],
];

/** Who came in, and who tried to; a password never gets near it. */
async function note(doors: Doors, request: Request, url: URL, email: string | undefined, isOk: boolean): Promise<void> {
  const action = NOTED.find(([address]) => url.pathname.endsWith(address))?.[1];
  if (!action) return;
  const subject = email?.slice(0, 200) ?? null;
  const by =
    email === undefined ? (await doors.viewers.identify(request.headers))?.viewer.id : await personOf(doors, email);
  await doors.audit.note({
    by: by ?? null,
    door: 'screen',
    source: request.headers.get(CLIENT_ADDRESS),
    action,
    outcome: isOk ? 'done' : 'refused',
    subject,
    details: JSON.stringify({ agent: (request.headers.get('user-agent') ?? '').slice(0, 200) }),
  });
}

async function personOf(doors: Doors, email: string): Promise<string | undefined> {
  const { rows } = await doors.pool.query<{ id: string }>('select id from person where lower(email) = lower($1)', [
    email,
  ]);
  return rows[0]?.id;
}

/** The e-mail of a sign-in, as far as there is one; what is wrong with the rest better-auth says. */
function emailIn(body: Buffer): string | undefined {
  try {
    const sent: unknown = JSON.parse(body.toString('utf8'));
    return isObject(sent) && typeof sent.email === 'string' ? sent.email : undefined;
  } catch {
    return undefined;
  }
}

function withCookies(response: Response, from: Response): Response {
  for (const cookie of from.headers.getSetCookie()) response.headers.append('set-cookie', cookie);
  return response;
}

async function codeOf(answer: Response): Promise<string> {
  const body = (await answer.json().catch(() => ({}))) as { readonly code?: string };
  if (answer.status >= 500) console.error('sign-in failed:', body);
  return CODES[body.code ?? ''] ?? (answer.status >= 500 ? 'http.failed' : 'auth.refused');
}
