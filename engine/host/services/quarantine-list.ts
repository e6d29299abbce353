/** The values of an entity that were set aside, record by record. */
import type { Output, QuarantinedOfRecord } from '../../kernel/api';
import { isUuid } from '../../kernel/ids';
import { Refusal, refuse } from '../../kernel/problems';
import { entityOf } from '../../query/names';
import type { Call } from '../contract';
import { quarantineOf } from './quarantine';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

/**
 * Records a page. What the viewer may see is decided record by record, by the same code as on its page, so a page is short.
 */
const RECORDS = 20;

/** @param after id of the last record of the page before */
export async function listQuarantined(
  call: Call,
  name: string,
  after: string | undefined,
): Promise<Output<'quarantine.list'>> {
  const entity = entityOf(schemaOf(call), name);
  if (after !== undefined && !isUuid(after)) refuse('query.entity', ['after'], { entity: name });
  const { rows } = await call.host.pool.query<{ record_id: string }>(
    `select distinct record_id from quarantine
      where entity_id = $1 and is_live and resolution is null and ($2::uuid is null or record_id > $2)
      order by record_id limit $3`,
    [entity.id, after ?? null, RECORDS],
  );
  const found = await Promise.all(rows.map(({ record_id: id }) => ofRecord(call, entity.name, id)));
  return { values: found.flat(), next: rows.length === RECORDS ? rows.at(-1)!.record_id : null };
}

/** Nothing of a record that the viewer may not read. */
async function ofRecord(call: Call, entity: string, id: string): Promise<readonly QuarantinedOfRecord[]> {
  try {
    const record = await getRecord(call, entity, id, []);
    const { values } = await quarantineOf(call, entity, id);
    return values.map((value) => ({ ...value, record: { id, title: record.title } }));
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
