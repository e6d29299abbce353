/** Questions of reports: answers, and the records behind them. */
import { runnerOf } from '../../data/run';
import type { Answer, AnswerColumn } from '../../kernel/contract';
import type { Filter, Question } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import { groupsStatement, rowsStatement } from '../../query/compile';
import { groupFilter } from '../../query/drill';
import { dimensionLabel } from '../../query/labels';
import type { Call } from '../contract';
import { schemaOf } from './records-context';

/** A question → its answer, within the viewer's rights. Throws a Refusal with the place in the question. */
export async function answer(call: Call, question: Question): Promise<Answer> {
  const asking = { viewer: call.viewer, now: call.host.clock.now() };
  const runner = runnerOf(call.host.pool);
  if (!question.columns || question.columns.length === 0) {
    const { statement, compiled } = groupsStatement(schemaOf(call), question, asking);
    const rows = await runner.run(statement);
    return { columns: compiled.columns, rows: rows.map(compiled.present) };
  }
  const { statement, compiled } = rowsStatement(
    schemaOf(call),
    {
      entity: question.entity,
      fields: question.columns,
      ...(question.filter ? { filter: question.filter } : {}),
      sort: (question.sort ?? []).map(({ by, direction }) => ({ field: by, direction })),
      page: { size: question.limit ?? 100 },
    },
    asking,
  );
  const rows = await runner.run(statement);
  const columns = compiled.columns.map(({ name, path }): AnswerColumn => ({
    name,
    label: dimensionLabel(path),
    role: 'column',
    kind: path.field.kind,
    field: { path: name, type: path.field.type, options: path.field.options },
  }));
  // The statement reads one row more than a page holds.
  return { columns, rows: rows.slice(0, question.limit ?? 100).map(compiled.present) };
}

/** The filter of the records behind a group of an answer. */
export const recordsBehind = (call: Call, question: Question, group: { readonly [column: string]: Json }): Filter =>
  groupFilter(schemaOf(call), question, group);
