/** Lists in groups: the measures of reports, over what a list shows. */
import type { Input, Output } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import { groupsStatement } from '../../query/compile';
import { groupFilter } from '../../query/drill';
import type { GroupsQuestion } from '../../query/question';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { searching } from './records-read';
import { runTimed } from './reading';

const MOST_GROUPS = 200;
type Row = { readonly [column: string]: Json };

/** @throws Refusal with the place in the question; query.tooSlow */
export async function listGroups(call: Call, input: Input<'record.groups'>): Promise<Output<'record.groups'>> {
  const { entity, filter, search, group, measures = [], size = MOST_GROUPS } = input;
  const { search: how } = await searching(call, input);
  const whole: GroupsQuestion = {
    entity,
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    // Last, so that a refusal names the measures as they were given.
    measures: [...measures, { agg: 'count' }],
  };
  const schema = schemaOf(call);
  const ask = async (question: GroupsQuestion): Promise<readonly Row[]> => {
    const asking = { viewer: call.viewer, now: call.host.clock.now() };
    const { statement, compiled } = groupsStatement(schema, question, asking, how?.by);
    return (await runTimed(call.host, statement)).map(compiled.present);
  };
  const grouped = group && groupedBy(whole, group, size);
  const [rows, [total]] = await Promise.all([grouped ? ask(grouped) : [], ask(whole)]);
  const groups = rows.slice(0, size).map((row) => ({
    value: row.d0 ?? null,
    ...measured(row, measures.length),
    // What the list is narrowed by already need not be said twice.
    filter: groupFilter(schema, { entity, dimensions: grouped!.dimensions! }, { d0: row.d0 ?? null }),
  }));
  return { groups, hasMore: rows.length > size, total: measured(total ?? {}, measures.length) };
}

function groupedBy(
  whole: GroupsQuestion,
  { field, grain, direction = 'asc' }: NonNullable<Input<'record.groups'>['group']>,
  size: number,
): GroupsQuestion {
  return {
    ...whole,
    dimensions: [{ field, ...(grain ? { grain } : {}) }],
    sort: [{ by: 'd0', direction }],
    limit: size + 1,
  };
}

const measured = (row: Row, measures: number): { count: number; measures: readonly Json[] } => ({
  count: Number(row[`m${measures}`] ?? 0),
  measures: Array.from({ length: measures }, (_, i) => row[`m${i}`] ?? null),
});
