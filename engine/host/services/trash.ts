/** The trash: records that were deleted and can be brought back. */
import { runnerOf } from '../../data/run';
import type { Input, Link, Output } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import { rowsStatement } from '../../query/compile';
import type { RowsQuestion } from '../../query/question';
import type { Schema } from '../../query/source';
import type { Call } from '../contract';
import { schemaOf } from './records-context';

const SIZE = 50;

/** Of one entity, or of the first that has any; whoever may delete a record may see it there. */
export async function listTrash(call: Call, input: Input<'trash.list'>): Promise<Output<'trash.list'>> {
  const schema = schemaOf(call);
  const within = schema.model.entities.filter(
    (entity) => !entity.isPlatform && !entity.parent && schema.access.scope(entity, 'delete') !== 'none',
  );
  const counts = await Promise.all(within.map((entity) => countOf(call, schema, entity)));
  const entities = within.map((entity, i) => ({ name: entity.name, label: entity.labelPlural, count: counts[i]! }));
  const wanted = input.entity === undefined ? undefined : schema.model.entity(input.entity);
  const chosen = wanted ? within.find(({ id }) => id === wanted.id) : within.find((_, i) => counts[i]! > 0);
  const page = chosen ? await pageOf(call, schema, chosen, input) : { records: [], next: null };
  return { entities, ...page };
}

const ask = (call: Call, schema: Schema, question: RowsQuestion, give?: 'count') => {
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  return rowsStatement(schema, question, by, { action: 'delete', ...(give ? { give } : {}) });
};

async function countOf(call: Call, schema: Schema, entity: EntityModel): Promise<number> {
  const { statement } = ask(call, schema, { entity: entity.name, trash: true }, 'count');
  const [row] = await runnerOf(call.host.pool).run(statement);
  return Number(row![0]);
}

async function pageOf(call: Call, schema: Schema, entity: EntityModel, { size = SIZE, after }: Input<'trash.list'>) {
  const { statement, compiled } = ask(call, schema, {
    entity: entity.name,
    trash: true,
    // Deleting is the last change there was.
    fields: ['updated_at', 'updated_by'],
    sort: [{ field: 'updated_at', direction: 'desc' }],
    page: { size, ...(after ? { after } : {}) },
  });
  const rows = await runnerOf(call.host.pool).run(statement);
  const page = rows.slice(0, size);
  return {
    records: page.map((row) => {
      const { id, title, updated_at, updated_by } = compiled.present(row) as {
        readonly id: string;
        readonly title: string;
        readonly updated_at: string;
        readonly updated_by: Link | null;
      };
      return { entity: entity.name, id, title, deletedAt: updated_at, deletedBy: updated_by };
    }),
    next: rows.length > size ? compiled.cursor(page.at(-1)!) : null,
  };
}
