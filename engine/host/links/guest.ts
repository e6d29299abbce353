/** From a token to the guest who holds it. */
import { timingSafeEqual } from 'node:crypto';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import type { Call, Host } from '../contract';
import { guestOf } from './fields';
import { isToken } from './keys';
import { linkById, linkRows, roleNamesOf, stateOf, type LinkRow } from './rows';

export interface Linked {
  readonly row: LinkRow;
  readonly entity: EntityModel;
  readonly viewer: Viewer;
}

/**
 * Looked up by the hash of the token, so that the time of the search tells nothing of any token; compared again in
 * constant time. undefined: no such link, withdrawn, or its entity or form is gone.
 */
export async function linkOfToken(host: Host, token: string | null): Promise<LinkRow | undefined> {
  if (!isToken(token)) return undefined;
  const hash = host.links.hash(token);
  const [row] = await linkRows(host.pool, host.clock.now(), 'l.token_hash = $2 and l.revoked_at is null', [hash]);
  return row && timingSafeEqual(Buffer.from(row.token_hash), Buffer.from(hash)) ? row : undefined;
}

/** Who holds a link acts with the rights of its roles, cut by access/guest.ts; `id` and `name` are the link's. */
export function linkedBy(host: Host, row: LinkRow, locale: Locale): Linked | undefined {
  const entity = host.model().entity(row.entity_id);
  if (!entity) return undefined;
  const viewer: Viewer = {
    id: row.id,
    name: row.name,
    email: '',
    locale: row.settings.languages.includes(locale) ? locale : (row.settings.languages[0] ?? locale),
    timeZone: row.time_zone,
    roles: roleNamesOf(host, row),
    departmentId: null,
    departmentPath: '',
    permissions: [],
    guest: guestOf(host, entity, row),
  };
  return { row, entity, viewer };
}

/** The link of a guest's call, as it is now. Refuses everybody else. */
export async function linkOfCall({ host, viewer }: Call): Promise<Linked> {
  const row = viewer.guest && (await linkById(host.pool, host.clock.now(), viewer.id));
  const linked = row && linkedBy(host, row, viewer.locale);
  return linked && !row.revoked_at ? linked : refuse('link.unknown');
}

/** Refuses with the reason why the link opens nothing now. */
export function checkState(row: LinkRow, now: Date): void {
  const state = stateOf(row, now);
  if (state === 'revoked') refuse('link.unknown');
  if (state !== 'open') refuse(`link.${state}`);
}
