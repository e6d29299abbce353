/** Records that an undo left as they are. */
import type { Output } from '../../kernel/api';
import { sentence, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';

export async function listKept(call: Call, job: string, size: number): Promise<Output<'import.kept'>['records']> {
  const { rows } = await call.host.pool.query<{ record_id: string; entity_id: string; problem: Problem }>(
    'select record_id, entity_id, problem from import_kept where job_id = $1 order by record_id limit $2',
    [job, size],
  );
  const { host, viewer } = call;
  const titles = new Map<string, string>();
  for (const id of new Set(rows.map(({ entity_id }) => entity_id))) {
    const entity = host.model().entity(id);
    if (!entity || host.access(viewer).scope(entity, 'read') === 'none') continue;
    const ids = rows.filter(({ entity_id }) => entity_id === id).map(({ record_id }) => record_id);
    const { options } = await host.records.options(call, { entity: entity.name, ids });
    for (const option of options) titles.set(option.id, option.title);
  }
  return rows.map(({ record_id: record, entity_id, problem }) => ({
    entity: host.model().entity(entity_id)?.name ?? '',
    record: { id: record, title: titles.get(record) ?? '' },
    message: sentence(host.registry.problems, problem, viewer.locale),
  }));
}
