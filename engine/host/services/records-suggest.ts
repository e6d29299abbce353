/** Texts that records already hold, for fields whose values nobody declares. */
import { runnerOf } from '../../data/run';
import { refuse } from '../../kernel/problems';
import { current, noting } from '../../query/current';
import { escapeLike, Source } from '../../query/source';
import { bind, raw, render, sql } from '../../query/sql';
import { searchText } from '../../query/values';
import type { Call } from '../contract';
import { schemaOf } from './records-context';

const MOST = 20;
/** Looked through from the newest: what was used long ago and never again is no suggestion. */
const RECORDS = 20_000;

/**
 * The most used values of a list of texts, among the newest records the viewer may read.
 * @param id of the field; one the viewer may not read is unknown
 */
export async function suggestValues(call: Call, id: string, search = ''): Promise<readonly string[]> {
  const schema = noting(schemaOf(call));
  const entity = schema.model.entities.find((one) => !one.isPlatform && one.fields.some((field) => field.id === id));
  const field = entity?.field(id);
  const isKnown =
    entity && field && schema.access.scope(entity, 'read') !== 'none' && schema.access.right(entity, field) !== 'none';
  if (!isKnown || field.columnType !== 'text[]') return refuse('query.unknownField', ['field'], { field: id });
  const source = new Source(schema, entity, 't');
  const values = source.column(field);
  const newest = source.named('id');
  const words = search.trim();
  const where = words ? sql` where v.value ilike ${`%${escapeLike(searchText(words))}%`}` : raw('');
  const compiled = render(
    current(
      schema,
      sql`select v.value from (select ${values} as list from ${source.from()} where ${values} is not null order by ${newest} desc limit ${raw(String(RECORDS))}) r, unnest(r.list) as v(value)${where} group by v.value order by count(*) desc, v.value limit ${raw(String(MOST))}`,
    ),
  );
  const asking = { viewer: call.viewer, now: call.host.clock.now(), inputs: [] };
  const rows = await runnerOf(call.host.pool).run({ text: compiled.text, values: bind(compiled, asking) });
  return rows.map(([value]) => value as string);
}
