/** Who may read and change one record. */
import { mayUpdateOn } from '../../access/rows';
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { Input, Output } from '../../kernel/api';
import type { Text } from '../../kernel/text';
import { entityOf } from '../../query/names';
import type { Call } from '../contract';
import { viewersOf } from './flows-people';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';

/** One prepared question a person, 0.2 ms each. */
const MOST_PEOPLE = 500;
const SHARED: Text = { 'zh-CN': '共享', en: 'Shared' };

export async function whoMay(call: Call, input: Input<'access.who'>): Promise<Output<'access.who'>> {
  const { host, viewer } = call;
  const schema = schemaOf(call);
  const entity = entityOf(schema, input.entity);
  await getRecord(call, entity.name, input.record, []);
  const isAdmin = viewer.permissions.includes('admin');
  const { rows } = await host.pool.query<{ id: string; total: string }>(
    `select id, count(*) over () as total from person where is_active
      order by name collate "zh-x-icu", id limit ${MOST_PEOPLE}`,
  );
  const people = await host.transaction((tx) =>
    viewersOf(
      tx,
      host,
      rows.map(({ id }) => id),
    ),
  );
  const runner = runnerOf(host.pool);
  const found: Output<'access.who'>['people'][number][] = [];
  for (const { id } of rows) {
    const person = people.get(id);
    const access = person && host.access(person);
    if (!person || !access || access.scope(entity, 'read') === 'none') continue;
    const by = { viewer: person, now: host.clock.now() };
    const standing = (await readStandings(runner, { ...schema, access }, entity, [input.record], by)).get(input.record);
    if (!standing) continue;
    const roles = access.grants(entity).flatMap(({ role }, i) => (standing.read[i] ? [role.label] : []));
    found.push({
      person: { id, title: person.name },
      may: mayUpdateOn(standing) ? 'edit' : 'read',
      by: isAdmin ? [...roles, ...(standing.shared === 'none' ? [] : [SHARED])] : [],
    });
  }
  return { people: found, total: Number(rows[0]?.total ?? 0) };
}
