/** Rows that did not pass: as a list for the screen, as a CSV file to mend and import again. */
import { sentence, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';
import { openTable } from './read';
import type { ImportOptions } from './run';
import { importState } from './session';

export interface RowError {
  readonly row: number;
  readonly field: string | null;
  readonly message: string;
  readonly values: readonly string[];
}

/** Up to `size` bad rows behind line `after`, in the order of the file. */
export async function listErrors(call: Call, job: string, size: number, after: number): Promise<RowError[]> {
  const { rows } = await call.host.pool.query<{ row: number; problems: readonly Problem[]; values: readonly string[] }>(
    'select row, problems, values from import_error where job_id = $1 and row > $2 order by row limit $3',
    [job, after, size],
  );
  return rows.map(({ row, problems, values }) => ({
    row,
    field: typeof problems[0]?.path[0] === 'string' ? problems[0].path[0] : null,
    message: problems.map((p) => sentence(call.host.registry.problems, p, call.viewer.locale)).join(' '),
    values,
  }));
}

/** A cell that a spreadsheet would run as a formula is made a text (CWE-1236); East Asian Excel knows full-width signs too. */
const safe = (cell: string): string =>
  /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) && !/^[+-]?[\d.,]+$/.test(cell) ? `'${cell}` : cell;
const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => csvCell(safe(cell))).join(',')}\r\n`;

const PAGE = 500;

/** The bad rows as CSV: the columns of the file itself, and behind them line number and reason. UTF-8 with a mark for Excel. */
export async function* errorsAsCsv(call: Call, job: string): AsyncGenerator<string> {
  await importState(call, job);
  const { rows } = await call.host.pool.query<{ file_id: string; options: ImportOptions }>(
    'select file_id, options from import_job where id = $1',
    [job],
  );
  const { file_id: file, options } = rows[0]!;
  let headers: readonly string[] = [];
  if (options.hasHeader) {
    for await (const row of (await openTable(await call.host.files.read(file), options)).rows()) {
      headers = row;
      break;
    }
  }
  const isChinese = call.viewer.locale === 'zh-CN';
  yield '\ufeff' + csvLine([...headers, isChinese ? '行号' : 'Line', isChinese ? '原因' : 'Reason']);
  for (let after = 0; ;) {
    const errors = await listErrors(call, job, PAGE, after);
    for (const error of errors) yield csvLine([...error.values, String(error.row), error.message]);
    if (errors.length < PAGE) return;
    after = errors.at(-1)!.row;
  }
}
