/** Records captured with older versions of a form: how many, and which are next. The trash is left as it is. */
import { quoteTable } from '../../entity/identifiers';
import type { EntityModel } from '../../kernel/model';
import type { Queryable } from '../documents/rows';

export interface OlderOf {
  readonly entity: EntityModel;
  /** Id of the form document. */
  readonly form: string;
  /** It serves writes that name no form: records of which nobody knows the form count as its own. */
  readonly isDefault: boolean;
}

const whose = ({ isDefault }: OlderOf): string =>
  `deleted_at is null and (captured_form = $1${isDefault ? ' or captured_form is null' : ''})`;
/** Nobody knows: version 0, older than every other. */
const VERSION = 'case when captured_form is null then 0 else coalesce(captured_version, 0) end';

/** How many records each version captured; 0: nobody knows. Reads the whole table. */
export async function countByVersion(
  db: Queryable,
  of: OlderOf,
): Promise<readonly { readonly version: number; readonly count: number }[]> {
  const { rows } = await db.query<{ version: string; count: string }>(
    `select ${VERSION} as version, count(*) as count from ${quoteTable(of.entity.table)} where ${whose(of)} group by 1 order by 1`,
    [of.form],
  );
  return rows.map(({ version, count }) => ({ version: Number(version), count: Number(count) }));
}

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * The next records captured before version `before` (with one of `versions`, where given), by id, held until the
 * transaction ends: in the order of their ids, as whatever locks many does.
 */
export async function holdOlder(
  db: Queryable,
  of: OlderOf & { readonly before: number; readonly versions: readonly number[] | undefined },
  after: string | null,
  limit: number,
): Promise<readonly { readonly id: string; readonly version: number }[]> {
  const { rows } = await db.query<{ id: string; version: string }>(
    `select id, ${VERSION} as version from ${quoteTable(of.entity.table)}
      where ${whose(of)} and id > $2 and ${VERSION} < $3 and ($4::bigint[] is null or ${VERSION} = any($4))
      order by id limit $5 for no key update`,
    [of.form, after ?? FIRST, of.before, of.versions ?? null, limit],
  );
  return rows.map(({ id, version }) => ({ id, version: Number(version) }));
}
