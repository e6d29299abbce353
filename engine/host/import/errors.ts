/** Rows that did not pass: as a list for the screen, as a file in the format they came in, to mend and import again. */
import { sentence, type Problem } from '../../kernel/problems';
import type { ImportMissing, ImportRowError } from '../../kernel/api';
import { say, type Text } from '../../kernel/text';
import type { Call } from '../contract';
import { linesOf, openTable } from './read';
import { fileSource, type JobRow } from './session';
import { csvBytes, type CsvEncoding } from './write/csv';
import { xlsxBytes } from './write/xlsx';

interface ErrorRow {
  readonly row: number;
  readonly problems: readonly Problem[];
  readonly values: readonly string[];
}

/** Up to `size` bad rows behind line `after`, in the order of the file. */
export async function listErrors(call: Call, job: JobRow, size: number, after: number): Promise<ImportRowError[]> {
  const rows = await errorRows(call, job.id, size, after);
  const entity = call.host.model().entity(job.entity_id);
  const headers = rows.length > 0 ? await headersOf(call, job) : [];
  return rows.map(({ row, problems, values }) => {
    const [name, inner] = problems[0]?.path ?? [];
    const field = typeof name === 'string' ? name : null;
    const path = entity?.field(field ?? '')?.child ? `${field}.${String(problems[0]!.path.at(-1) ?? inner)}` : field;
    const mapped = job.options.mapping.find((use) => use.field === path);
    return {
      row,
      field,
      column: mapped ? headers[mapped.index] || `#${mapped.index + 1}` : null,
      message: said(call, problems),
      values,
    };
  });
}

/** Columns and names that are told; the file of bad rows has them all. */
const MOST_COLUMNS = 10;
const MOST_NAMES = 20;

/** The names that rows give and no record has: each once, the most frequent first, relation by relation. */
export async function missingNames(call: Call, job: string): Promise<ImportMissing[]> {
  const { rows } = await call.host.pool.query<{ field: Text; names: number; rows: number; values: string[] }>(
    `with missing as (
       select p -> 'path' as path, p -> 'data' ->> 'value' as value, min((p -> 'data' -> 'field')::text) as field, count(*)::int as rows
         from import_error e cross join lateral jsonb_array_elements(e.problems) p
        where e.job_id = $1 and p ->> 'code' = 'import.notFound' group by 1, 2)
     select min(field)::json as field, count(*)::int as names, sum(rows)::int as rows,
       (array_agg(value order by rows desc, value))[1:${MOST_NAMES}] as values
       from missing group by path order by 3 desc limit ${MOST_COLUMNS}`,
    [job],
  );
  return rows.map(({ field, ...rest }) => ({ field: say(field, call.viewer.locale), ...rest }));
}

const said = (call: Call, problems: readonly Problem[]): string =>
  problems.map((p) => sentence(call.host.registry.problems, p, call.viewer.locale)).join(' ');

async function errorRows(call: Call, job: string, size: number, after: number): Promise<ErrorRow[]> {
  const { rows } = await call.host.pool.query<ErrorRow>(
    'select row, problems, values from import_error where job_id = $1 and row > $2 order by row limit $3',
    [job, after, size],
  );
  return rows;
}

/** The first line of the file; none when it has no header, or is no more. */
async function headersOf(call: Call, { file_id: id, options }: JobRow): Promise<readonly string[]> {
  if (!(options.hasHeader ?? true)) return [];
  const { rows } = await call.host.pool.query<{ size: number }>('select size from file where id = $1', [id]);
  if (!rows[0]) return [];
  const table = await openTable(fileSource(call.host, id, Number(rows[0].size)), options);
  try {
    for await (const { cells } of linesOf(table)) return cells;
    return [];
  } finally {
    await table.close();
  }
}

const PAGE = 500;
const LINE = { 'zh-CN': '行号', en: 'Line' };
const REASON = { 'zh-CN': '原因', en: 'Reason' };

/**
 * The bad rows as a file: the columns of the file itself, behind them line number and reason. CSV in the encoding and with
 * the separator it came in, XLSX (also for XLS) as XLSX.
 */
export async function errorFile(
  call: Call,
  job: JobRow,
): Promise<{ readonly extension: 'csv' | 'xlsx'; readonly mime: string; readonly body: AsyncIterable<Uint8Array> }> {
  const { rows } = await call.host.pool.query<{ size: number }>('select size from file where id = $1', [job.file_id]);
  const table = await openTable(fileSource(call.host, job.file_id, Number(rows[0]?.size ?? 0)), job.options);
  const { format, encoding, delimiter } = table;
  await table.close();
  const { locale } = call.viewer;
  const headers = await headersOf(call, job);
  const width = Math.max(headers.length, ...job.options.mapping.map(({ index }) => index + 1));
  const head = [...padded(headers, width), LINE[locale], REASON[locale]];
  async function* texts(): AsyncGenerator<readonly (readonly string[])[]> {
    if (format === 'csv') yield [head];
    for (let after = 0; ;) {
      const errors = await errorRows(call, job.id, PAGE, after);
      if (errors.length > 0) {
        yield errors.map(({ row, problems, values }) => [...padded(values, width), String(row), said(call, problems)]);
      }
      if (errors.length < PAGE) return;
      after = errors.at(-1)!.row;
    }
  }
  if (format === 'csv') {
    // Windows-1252 has no Chinese letters for the reasons.
    const written = (encoding === 'windows-1252' ? 'utf-8' : encoding) as CsvEncoding;
    const body = csvBytes(texts(), { encoding: written, ...(delimiter ? { delimiter } : {}) });
    return { extension: 'csv', mime: `text/csv; charset=${written}`, body };
  }
  async function* cells() {
    for await (const some of texts()) yield some.map((row) => row.map((text) => ({ text, kind: 'text' as const })));
  }
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { extension: 'xlsx', mime, body: xlsxBytes(REASON[locale], head, cells()) };
}

const padded = (cells: readonly string[], width: number): string[] =>
  Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? '');

export async function countErrors(call: Call, job: string): Promise<number> {
  const { rows } = await call.host.pool.query<{ count: string }>(
    'select count(*) from import_error where job_id = $1',
    [job],
  );
  return Number(rows[0]!.count);
}
