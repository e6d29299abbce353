/**
 * Records as a file, written while they are read: one statement through the same path as every list, one snapshot, a
 * cursor. Neither rows nor file are ever in memory. What it writes, an import reads back.
 */
import type { ExportInput, ExportState } from '../../kernel/api';
import { isMasked, isUnreadable } from '../../kernel/api-shapes';
import type { Json } from '../../kernel/json';
import type { FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { say, type Text } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import { zoneWallFast } from '../../expression/zone';
import { rowsStatement } from '../../query/compile';
import type { RowsQuestion } from '../../query/question';
import type { RowsStatement } from '../../query/rows';
import { csvBytes } from '../import/write/csv';
import { xlsxBytes, type Cell } from '../import/write/xlsx';
import type { Call, Host, Tx } from '../contract';
import { writePdf, type PdfInput } from '../pdf/job';
import { insertNotices } from './flows-store';
import { schemaOf } from './records-context';
import { searching } from './records-read';

type Column = RowsStatement['columns'][number];

/** More rows than these are written in the background. */
const AT_ONCE = 20_000;
const FETCHED = 1000;
const MASKED: Text = { 'zh-CN': '{name}（脱敏）', en: '{name} (masked)' };
const UNREADABLE: Text = { 'zh-CN': '无法解密', en: 'Unreadable' };
const MIME = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const questionOf = ({ entity, filter, search, sort, fields }: ExportInput): RowsQuestion => ({
  entity,
  ...(filter ? { filter } : {}),
  ...(search ? { search } : {}),
  ...(sort ? { sort } : {}),
  ...(fields ? { fields } : {}),
});

/** @returns the id of the file, which only the person who asked may fetch; or of the job that writes it */
export async function exportRecords(
  call: Call,
  input: ExportInput,
): Promise<{ file: string | null; job: string | null }> {
  const { host, viewer } = call;
  const question = questionOf(input);
  const options = await searching(call, question);
  const asking = { viewer, now: host.clock.now() };
  const count = rowsStatement(schemaOf(call), question, asking, { ...options, give: 'count' });
  const entity = host.model().entity(input.entity)!;
  const total = await host.transaction(async (tx) => Number((await tx.run(count.statement))[0]![0]));
  if (total <= AT_ONCE) return { file: await writeFile(call, input), job: null };
  const job = host.ids.uuid();
  await host.transaction(async (tx) => {
    await tx.query(
      'insert into export_job (id, by_id, entity_id, input, total, created_at) values ($1, $2, $3, $4, $5, $6)',
      [job, viewer.id, entity.id, JSON.stringify(input), total, host.clock.now()],
    );
    await host.jobs.enqueue(tx, 'export.run', { job });
  });
  return { file: null, job };
}

/** Writes a large export; a worker that is killed leaves nothing, and the next begins anew. */
export async function runExport(
  host: Host,
  viewerOf: (personId: string) => Promise<Viewer>,
  jobId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { rows } = await host.pool.query<{ by_id: string; input: ExportInput | PdfInput }>(
    `update export_job set state = 'running', done = 0 where id = $1 and state in ('ready', 'running') returning by_id, input`,
    [jobId],
  );
  const job = rows[0];
  if (!job) return;
  const call: Call = { viewer: await viewerOf(job.by_id), door: 'job', host, ...(signal ? { signal } : {}) };
  const progress = (done: number) => host.pool.query('update export_job set done = $2 where id = $1', [jobId, done]);
  try {
    const { input } = job;
    const file = await (input.format === 'pdf' ? writePdf(call, input) : writeFile(call, input, progress));
    await host.transaction(async (tx) => {
      await tx.query(`update export_job set state = 'done', done = total, file_id = $2, ended_at = $3 where id = $1`, [
        jobId,
        file,
        host.clock.now(),
      ]);
      await tellReady(call, tx, jobId, file);
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    console.error('export:', error);
    await host.pool.query(`update export_job set state = 'failed', ended_at = $2 where id = $1`, [
      jobId,
      host.clock.now(),
    ]);
  }
}

const READY: Text = { 'zh-CN': '导出完成：{name}', en: 'Export ready: {name}' };
const TAKE: Text = { 'zh-CN': '点此下载。文件保留一天。', en: 'Open to download. The file is kept for a day.' };

async function tellReady(call: Call, tx: Tx, job: string, file: string): Promise<void> {
  const { host, viewer } = call;
  const { rows } = await tx.query<{ name: string }>('select name from file where id = $1', [file]);
  const name = rows[0]?.name ?? '';
  const title = { 'zh-CN': READY['zh-CN'].replace('{name}', name), en: READY.en.replace('{name}', name) };
  await insertNotices(tx, [
    {
      id: host.ids.uuid(),
      person: viewer.id,
      at: host.clock.now(),
      title,
      body: TAKE,
      link: `/api/v1/files/${file}?download=1`,
      key: `export:${job}`,
    },
  ]);
  await host.live.publish(tx, { topic: 'notifications', people: [viewer.id] });
}

export async function exportState(call: Call, id: string): Promise<ExportState> {
  const { rows } = await call.host.pool.query<{
    entity_id: string;
    state: ExportState['state'];
    total: number;
    done: number;
    file_id: string | null;
    created_at: Date;
  }>('select entity_id, state, total, done, file_id, created_at from export_job where id = $1 and by_id = $2', [
    id,
    call.viewer.id,
  ]);
  const row = rows[0] ?? refuse('export.none', ['job']);
  const { entity_id, file_id, created_at, ...rest } = row;
  const entity = call.host.model().entity(entity_id)?.name ?? '';
  return { id, entity, ...rest, file: file_id, createdAt: new Date(created_at).toISOString() };
}

// ---- writing --------------------------------------------------------------------------------------------------------
async function writeFile(
  call: Call,
  input: ExportInput,
  progress?: (done: number) => Promise<unknown>,
): Promise<string> {
  const { format, encoding = 'utf-8' } = input;
  const { locale } = call.viewer;
  const entity = call.host.model().entity(input.entity);
  const name = say(entity?.labelPlural, locale, input.entity);
  // One transaction for the whole file: records that change meanwhile stand in it as they were.
  return call.host.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read, read only');
    const { columns, rows } = await openCursor(call, tx, input);
    const cells = cellsOf(call, input, columns, rows, progress);
    const head = headOf(call, input, columns);
    const body = format === 'csv' ? csvBytes(textsOf(head, cells), { encoding }) : xlsxBytes(name, head, cells);
    const mime = format === 'csv' ? `${MIME.csv}; charset=${encoding}` : MIME.xlsx;
    return (await call.host.files.putStream(call, { name: `${name}.${format}`, mime, body })).id;
  });
}

type Rows = AsyncGenerator<readonly { readonly [name: string]: Json }[]>;

async function openCursor(
  call: Call,
  tx: Tx,
  input: ExportInput,
): Promise<{ readonly columns: readonly Column[]; readonly rows: Rows }> {
  const schema = schemaOf(call);
  const question = questionOf(input);
  const asking = { viewer: call.viewer, now: call.host.clock.now() };
  const options = { ...(await searching(call, question)), isAll: true };
  const { statement, compiled } = rowsStatement(schema, question, asking, options);
  // A file is passed on; encrypted values leave only with those who may take them out.
  const maySee = schema.access.can('exportSecrets');
  await tx.run({ text: `declare exported no scroll cursor for ${statement.text}`, values: statement.values });
  async function* rows(): Rows {
    for (;;) {
      call.signal?.throwIfAborted();
      const some = await tx.run({ text: `fetch ${FETCHED} from exported`, values: [] });
      if (some.length > 0) yield some.map(compiled.present);
      if (some.length < FETCHED) return;
    }
  }
  return { columns: compiled.columns.filter(({ path }) => maySee || !path.field.isEncrypted), rows: rows() };
}

function headOf(call: Call, { ids, entity }: ExportInput, columns: readonly Column[]): string[] {
  const { host, viewer } = call;
  const { locale } = viewer;
  const access = host.access(viewer);
  const head = columns.map(({ path }) => {
    const name = [...path.steps, path.field].map(({ label }) => say(label, locale)).join(' · ');
    // Called otherwise, so that no import takes masks for values of the field.
    return access.right(path.entity, path.field) === 'masked' ? say(MASKED, locale).replace('{name}', name) : name;
  });
  const id = host.model().entity(entity)?.field('id');
  return ids ? [id ? say(id.label, locale, 'id') : 'id', ...head] : head;
}

async function* cellsOf(
  call: Call,
  { ids }: ExportInput,
  columns: readonly Column[],
  rows: Rows,
  progress?: (done: number) => Promise<unknown>,
): AsyncGenerator<readonly (Cell | null)[][]> {
  const writers = columns.map(({ name, path }) => ({ name, write: writerOf(call, path.field) }));
  let done = 0;
  for await (const some of rows) {
    yield some.map((row) => {
      const cells = writers.map(({ name, write }) => write(row[name] ?? null));
      return ids ? [{ text: row.id as string, kind: 'text' as const }, ...cells] : cells;
    });
    done += some.length;
    if (progress && done % (FETCHED * 20) === 0) await progress(done);
  }
}

async function* textsOf(head: string[], rows: AsyncIterable<readonly (Cell | null)[][]>) {
  yield [head];
  for await (const some of rows) yield some.map((cells) => cells.map((cell) => cell?.text ?? ''));
}

/** Numbers, days and times stay what they are; everything else becomes the text people read, and imports read back. */
function writerOf(call: Call, field: FieldModel): (value: Json) => Cell | null {
  const { locale, timeZone } = call.viewer;
  const type = call.host.registry.fieldTypes.get(field.type);
  const text = (given: string): Cell => ({ text: given, kind: 'text' });
  const write = (value: Json): Cell => {
    if (type?.fileText && !field.system) return text(type.fileText(value as never, field.options));
    if (field.kind === 'number') return { text: String(value), kind: 'number' };
    if (field.kind === 'date') return { text: String(value), kind: 'date' };
    if (field.kind === 'datetime') return timeCell(String(value), timeZone);
    // Fields of the system carry the names of types whose options they do not have.
    return text(type ? type.format(value as never, field.options, locale, timeZone) : String(value));
  };
  return (value) => {
    if (value === null) return null;
    if (isMasked(value)) return text(value.masked);
    if (isUnreadable(value)) return text(say(UNREADABLE, locale));
    return write(value);
  };
}

/** The wall clock of the reader; an import by the same person reads the same moment. */
function timeCell(value: string, timeZone: string): Cell {
  const at = Date.parse(value);
  if (Number.isNaN(at)) return { text: value, kind: 'text' };
  const fraction = /\.(\d{3})/.exec(value)?.[1];
  const wall = zoneWallFast(at, timeZone).replace('T', ' ');
  return fraction && fraction !== '000'
    ? { text: `${wall}.${fraction}`, kind: 'text' }
    : { text: wall, kind: 'datetime' };
}
