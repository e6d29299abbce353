/** The second pass: relations to records that stood further down in the same file. */
import { problem, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';
import type { LinkFinder } from './links';
import type { Column, ImportPlan } from './mapping';
import { keepErrors } from './journal';
import type { JobRow } from './session';

const BATCH = 1000;

interface LinkRow {
  readonly row: number;
  readonly field_id: string;
  readonly record_id: string;
  readonly value: string;
  readonly cells: readonly string[];
}

/**
 * Sets the relations kept in import_link, a batch in a transaction, each taken from the list as it is set: a worker killed
 * in between goes on where it stopped. A record whose relation leads nowhere stays, without it, and is told as a bad row.
 */
export async function writeLinks(call: Call, job: JobRow, plan: ImportPlan, links: LinkFinder): Promise<void> {
  const columns = new Map(plan.columns.map((column) => [column.field.id, column]));
  for (let isMore = true; isMore;) {
    isMore = await call.host.transaction(async (tx) => {
      const { rows } = await tx.query<LinkRow>(
        `delete from import_link where (job_id, row, field_id) in
           (select job_id, row, field_id from import_link where job_id = $1 order by row limit ${BATCH} for update skip locked)
         returning row, field_id, record_id, value, cells`,
        [job.id],
      );
      if (rows.length === 0) return false;
      const failed: Failed[] = [];
      const changes: Changes = new Map();
      for (const [id, column] of columns) {
        const mine = rows.filter(({ field_id }) => field_id === id);
        if (mine.length === 0) continue;
        await links.prepare(tx, column, new Set(mine.map(({ value }) => value)));
        for (const link of mine) setLink(links, column, link, changes, failed);
      }
      const sent = [...changes].map(([id, { values }]) => ({ id, values }));
      const result = await call.host.records.changeMany(call, plan.entity.name, sent, {}, tx);
      const at = [...changes.values()].map(({ link }) => link);
      for (const { index, problems } of result.failed) failed.push({ link: at[index]!, why: problems[0]! });
      if (failed.length > 0) {
        await keepErrors(
          tx,
          job.id,
          failed.map(({ link, why }) => ({ row: link.row, problems: [why], cells: link.cells })),
        );
        await tx.query('update import_job set failed = failed + $2 where id = $1', [job.id, failed.length]);
      }
      await tx.query(
        `insert into import_batch (job_id, seq)
         select $1, coalesce(max(seq), 0) + 1 from import_batch where job_id = $1`,
        [job.id],
      );
      return true;
    });
  }
}

interface Failed {
  readonly link: LinkRow;
  readonly why: Problem;
}
type Changes = Map<string, { readonly link: LinkRow; readonly values: { [field: string]: string } }>;

function setLink(links: LinkFinder, column: Column, link: LinkRow, changes: Changes, failed: Failed[]): void {
  const { name, label } = column.field;
  const found = links.find(column, link.value, [name]);
  if (typeof found === 'string') {
    const change = changes.get(link.record_id) ?? { link, values: {} };
    change.values[name] = found;
    changes.set(link.record_id, change);
  } else {
    failed.push({ link, why: found ?? problem('import.linkLost', [name], { field: label, value: link.value }) });
  }
}
