/**
 * /api/v1/link: the door of guests. The token of the link comes in a header, never in an address, so that it lies in no log;
 * no cookie is read, so no page of another site can use what a browser sends by itself.
 */
import type { OperationName } from '../../kernel/api';
import { isUuid } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import { CLIENT_ADDRESS } from '../auth/auth';
import { checkState, linkedBy, linkOfToken, type Linked } from '../links/guest';
import { checkUpload, stillFits } from '../links/files';
import { counted } from '../links/rate';
import { linkById } from '../links/rows';
import { askedLocale, json } from './answer';
import { bodyChunks, readJson } from './body';
import { checkOrigin, type SignedInVisit, type Visit } from './door';
import { downloadFile, fileQuery } from './files';

/** Header that carries the token. */
export const LINK_TOKEN = 'x-trellis-link';
const BODY_LIMIT = 512 * 1024;
const PASS_MS = 3_600_000;

const OPERATIONS: { readonly [path: string]: OperationName } = {
  open: 'link.open',
  submit: 'link.submit',
  options: 'link.options',
  related: 'link.related',
};
const PREFIX = 'v1/link/';

/** undefined: not the door of guests. */
export function guestRoute(method: string, path: string): ((visit: Visit) => Promise<Response>) | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const rest = path.slice(PREFIX.length);
  if (method === 'POST' && rest === 'files') return upload;
  if (method === 'GET' && rest.startsWith('files/')) {
    const [, pass = '', id = ''] = rest.split('/');
    return (visit) => download(visit, pass, id);
  }
  const operation = method === 'POST' && Object.hasOwn(OPERATIONS, rest) ? OPERATIONS[rest] : undefined;
  return operation && ((visit) => run(visit, operation));
}

async function run(visit: Visit, operation: OperationName): Promise<Response> {
  checkOrigin(visit.request);
  const linked = await linkedTo(visit);
  const input = await readJson(visit.request, BODY_LIMIT);
  const source = sourceOf(visit);
  const by = { viewer: linked.viewer, door: 'link' as const, ...(source ? { source } : {}) };
  const output = await visit.doors.host.call(operation, input as never, by);
  const { host } = visit.doors;
  // Pictures of the form ask for files by a pass: the way to them is no longer open than the page is looked at.
  const files = host.links.pass(linked.row.id, host.clock.now().getTime() + PASS_MS);
  return json(operation === 'link.open' ? { ...(output as object), files } : output);
}

const sourceOf = ({ request }: Visit): string | undefined => request.headers.get(CLIENT_ADDRESS) ?? undefined;

/** The link of the token. Those who try tokens are slowed down, whoever they are. */
async function linkedTo(visit: Visit): Promise<Linked> {
  const { host } = visit.doors;
  const row = await linkOfToken(host, visit.request.headers.get(LINK_TOKEN));
  const linked = row && linkedBy(host, row, askedLocale(visit.request.headers));
  if (linked) return linked;
  if ((await counted(host, 'miss', '', sourceOf(visit))).isTooMuch) refuse('link.busy');
  return refuse('link.unknown');
}

const asGuest = (visit: Visit, viewer: Viewer, params: readonly string[] = []): SignedInVisit => {
  const source = sourceOf(visit);
  return { ...visit, params, viewer, door: 'link', ...(source ? { source } : {}) };
};

/** POST a file, for an answer that is still being filled in. What is never sent goes with the next tidying (worker.ts). */
async function upload(visit: Visit): Promise<Response> {
  checkOrigin(visit.request);
  const linked = await linkedTo(visit);
  const { host, files } = visit.doors;
  checkState(linked.row, host.clock.now());
  if ((await counted(host, 'file', linked.row.id, sourceOf(visit))).isTooMuch) refuse('link.busy');
  const limit = await checkUpload(host, linked, visit.request.headers.get('x-trellis-visit') ?? '');
  const { name, mime, origin, key } = fileQuery(visit);
  const call = { viewer: linked.viewer, door: 'link' as const, host };
  const stored = await files.putStream(call, { name, mime, origin, key, body: bodyChunks(visit.request, limit) });
  await stillFits(visit.doors, linked, stored);
  return json(stored, 201);
}

/** GET a file of the link's record, or one that was just put there, by a pass in its path: `<img>` sends no headers. */
async function download(visit: Visit, pass: string, id: string): Promise<Response> {
  const { host } = visit.doors;
  const link = host.links.linkOfPass(pass, host.clock.now().getTime());
  const row = link !== undefined && isUuid(link) ? await linkById(host.pool, host.clock.now(), link) : undefined;
  const linked = row && !row.revoked_at ? linkedBy(host, row, askedLocale(visit.request.headers)) : undefined;
  if (!row || !linked) return refuse('file.unknown');
  checkState({ ...row, max_answers: null, max_per_day: null }, host.clock.now());
  return downloadFile(asGuest(visit, linked.viewer, [id]));
}
