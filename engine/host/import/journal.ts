/** What a batch leaves behind beside its records: bad rows, and relations to be set later. */
import { problem, type Problem } from '../../kernel/problems';
import type { Tx } from '../contract';
import type { Outcome } from './batch';
import { json, storable } from './session';

/** Every line of an item that failed: the file of bad rows must hold all of an order, not one line of it. */
export async function keepFailures(tx: Tx, jobId: string, { failures }: Outcome): Promise<void> {
  const lines = [...failures].flatMap(([item, problems]) =>
    item.lines.map((line, i) => ({
      line,
      problems: i === 0 ? problems : [problem('import.sameRecord', [], { line: item.lines[0]!.number })],
    })),
  );
  await keepErrors(
    tx,
    jobId,
    lines.map(({ line, problems }) => ({ row: line.number, problems, cells: line.cells })),
  );
}

export async function keepErrors(
  tx: Tx,
  jobId: string,
  errors: readonly { readonly row: number; readonly problems: readonly Problem[]; readonly cells: readonly string[] }[],
): Promise<void> {
  await tx.query(
    `insert into import_error (job_id, row, problems, values)
     select $1, u.row, u.problems::jsonb, u.cells::jsonb
       from unnest($2::int[], $3::text[], $4::text[]) as u (row, problems, cells)
     on conflict (job_id, row) do update set problems = import_error.problems || excluded.problems`,
    [
      jobId,
      errors.map(({ row }) => row),
      errors.map(({ problems }) => storable(json(problems))),
      errors.map(({ cells }) => json(cells.map(storable))),
    ],
  );
}

/** Relations to records further down, for the second pass. */
export const keepLinks = (tx: Tx, jobId: string, { later }: Outcome): Promise<unknown> =>
  tx.query(
    `insert into import_link (job_id, row, field_id, record_id, value, cells)
     select $1, u.row, u.field, u.record, u.value, u.cells::jsonb
       from unnest($2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[]) as u (row, field, record, value, cells)`,
    [
      jobId,
      later.map(({ line }) => line.number),
      later.map(({ field }) => field),
      later.map(({ record }) => record),
      later.map(({ value }) => storable(value)),
      later.map(({ line }) => json(line.cells.map(storable))),
    ],
  );
