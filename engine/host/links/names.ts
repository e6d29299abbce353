/** What was done by a link is told by the link's name. */
import type { Call } from '../contract';

/** @param ids of whoever is no person */
export async function linkNames(
  { host }: Pick<Call, 'host'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await host.pool.query<{ id: string; name: string }>(
    'select id, name from public.form_link where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
