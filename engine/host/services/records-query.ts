/** Questions of reports: answers, and the records behind them. */
import type { Runnable } from '../../data/run';
import type { Answer, AnswerColumn } from '../../kernel/contract';
import type { Filter, Question } from '../../kernel/documents.generated';
import { isObject, type Json } from '../../kernel/json';
import { refuse } from '../../kernel/problems';
import { Refusal } from '../../kernel/problems';
import { groupsStatement, rowsStatement, runRows } from '../../query/compile';
import { groupFilter } from '../../query/drill';
import { dimensionLabel } from '../../query/labels';
import type { RowsQuestion } from '../../query/question';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { runTimed } from './reading';

const askingOf = (call: Call) => ({ viewer: call.viewer, now: call.host.clock.now() });

/** A question with columns as a question for rows. */
const rowsOf = (question: Question): RowsQuestion => ({
  entity: question.entity,
  fields: question.columns ?? [],
  ...(question.filter ? { filter: question.filter } : {}),
  sort: (question.sort ?? []).map(({ by, direction }) => ({ field: by, direction })),
  page: { size: question.limit ?? 100 },
});

/**
 * Whether everything a question names is there for the viewer: entity, fields, filters. Nothing is read. A report whose
 * question says no is to be told as one that does not exist.
 */
export function mayAsk(call: Call, question: Question): boolean {
  const asking = askingOf(call);
  try {
    if (question.columns && question.columns.length > 0) rowsStatement(schemaOf(call), rowsOf(question), asking);
    else groupsStatement(schemaOf(call), question, asking);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** A question → its answer, within the viewer's rights. Throws a Refusal with the place in the question. */
export async function answer(call: Call, question: Question): Promise<Answer> {
  const asking = askingOf(call);
  if (!question.columns || question.columns.length === 0) {
    const { statement, compiled } = groupsStatement(schemaOf(call), question, asking);
    const rows = await runWithin(call, statement);
    return { columns: compiled.columns, rows: rows.map(compiled.present) };
  }
  const ready = rowsStatement(schemaOf(call), rowsOf(question), asking);
  const { compiled } = ready;
  const rows = await runRows(ready, (statement) => runTimed(call.host, statement));
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

/** Longer than this nobody waits for a chart, and the database has better things to do. */
const MOST_MILLISECONDS = 30_000;
const QUERY_CANCELED = '57014';

/** Runs a question read-only and not for ever. */
async function runWithin(call: Call, statement: Runnable): Promise<readonly (readonly unknown[])[]> {
  try {
    return await call.host.transaction(async (tx) => {
      await tx.query(
        `select set_config('statement_timeout', $1, true), set_config('transaction_read_only', 'on', true)`,
        [String(MOST_MILLISECONDS)],
      );
      return tx.run(statement);
    });
  } catch (error) {
    if (isObject(error) && error.code === QUERY_CANCELED) refuse('query.tooSlow');
    throw error;
  }
}

/**
 * The filter of the records behind a group of an answer. A question that would be refused is refused here too, and so is
 * a column the question does not group by: left out silently, it would open more records than its number says.
 */
export function recordsBehind(call: Call, question: Question, group: { readonly [column: string]: Json }): Filter {
  const { columns } = groupsStatement(schemaOf(call), question, askingOf(call)).compiled;
  for (const column of Object.keys(group)) {
    const isKnown = columns.some(({ name }) => name === column);
    if (!isKnown) refuse('input.unknown', ['group', column], { at: `group.${column.slice(0, 40)}` });
  }
  return groupFilter(schemaOf(call), question, group);
}
