/** Records as a file. Read page by page through the same path as every list. */
import writeXlsxFile from 'write-excel-file/node';
import type { Input } from '../../kernel/api';
import { isMasked, isUnreadable } from '../../kernel/api-shapes';
import type { Json } from '../../kernel/json';
import { say } from '../../kernel/text';
import { rowsStatement } from '../../query/compile';
import { MAX_PAGE, type RowsQuestion } from '../../query/question';
import type { RowsStatement } from '../../query/rows';
import { runnerOf } from '../../data/run';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { searching } from './records-read';

type Column = RowsStatement['columns'][number];

/** @returns the id of the file, which only the person who asked may fetch */
export async function exportRecords(
  call: Call,
  input: Input<'record.export'>,
): Promise<{ file: string | null; job: string | null }> {
  const { entity, filter, search, sort, fields, format } = input;
  const question: RowsQuestion = {
    entity,
    ...(filter ? { filter } : {}),
    ...(search ? { search } : {}),
    ...(sort ? { sort } : {}),
    ...(fields ? { fields } : {}),
  };
  const table = new Table(call);
  for await (const { columns, rows } of pages(call, question)) {
    if (table.columns.length === 0) table.columns = columns;
    for (const row of rows) table.add(row);
  }
  const model = call.host.model().entity(entity);
  const name = say(model?.labelPlural, call.viewer.locale, entity);
  const body = format === 'csv' ? table.csv() : await table.xlsx();
  const file = await call.host.files.put(call, { name: `${name}.${format}`, mime: MIME[format], body });
  return { file: file.id, job: null };
}

const UNREADABLE = { 'zh-CN': '无法解密', en: 'Unreadable' };
const MIME = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

async function* pages(
  call: Call,
  question: RowsQuestion,
): AsyncGenerator<{ columns: readonly Column[]; rows: readonly { readonly [name: string]: Json }[] }> {
  const runner = runnerOf(call.host.pool);
  const asking = { viewer: call.viewer, now: call.host.clock.now() };
  const options = await searching(call, question);
  // A file is passed on; encrypted values leave only with those who may take them out.
  const maySee = schemaOf(call).access.can('exportSecrets');
  let after: string | undefined;
  do {
    const page = after === undefined ? { size: MAX_PAGE } : { size: MAX_PAGE, after };
    const { statement, compiled } = rowsStatement(schemaOf(call), { ...question, page }, asking, options);
    const rows = await runner.run(statement);
    const whole = rows.slice(0, MAX_PAGE);
    yield {
      columns: compiled.columns.filter(({ path }) => maySee || !path.field.isEncrypted),
      rows: whole.map(compiled.present),
    };
    after = rows.length > MAX_PAGE ? compiled.cursor(whole.at(-1)!) : undefined;
  } while (after !== undefined && !call.signal?.aborted);
}

/** Numbers stay numbers; everything else becomes the text people read. */
class Table {
  columns: readonly Column[] = [];
  readonly #rows: (string | null)[][] = [];
  constructor(readonly call: Call) {}

  add(row: { readonly [name: string]: Json }): void {
    this.#rows.push(this.columns.map((column) => this.#cell(column, row[column.name] ?? null)));
  }

  get #heads(): string[] {
    const { locale } = this.call.viewer;
    return this.columns.map(({ path }) =>
      [...path.steps, path.field].map(({ label }) => say(label, locale)).join(' · '),
    );
  }

  #cell({ path: { field } }: Column, value: Json): string | null {
    const { host, viewer } = this.call;
    if (value === null) return null;
    if (isMasked(value)) return value.masked;
    if (isUnreadable(value)) return say(UNREADABLE, viewer.locale);
    const type = host.registry.fieldTypes.get(field.type);
    if (type?.fileText && !field.system) return type.fileText(value as never, field.options);
    if (field.kind === 'number' || field.kind === 'date') return String(value);
    // Fields of the system carry the names of types whose options they do not have.
    return type ? type.format(value as never, field.options, viewer.locale, viewer.timeZone) : String(value);
  }

  /** RFC 4180, with the mark by which Excel knows UTF-8. */
  csv(): Uint8Array {
    const isNumber = this.columns.map(({ path }) => path.field.kind === 'number');
    const line = (cells: readonly (string | null)[], guard: readonly boolean[]): string =>
      cells.map((cell, i) => quoted(cell === null ? '' : guard[i] ? harmless(cell) : cell)).join(',');
    const lines = [
      line(
        this.#heads,
        this.columns.map(() => true),
      ),
      ...this.#rows.map((row) =>
        line(
          row,
          isNumber.map((is) => !is),
        ),
      ),
    ];
    return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
  }

  async xlsx(): Promise<Uint8Array> {
    const head = this.#heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
    // Excel keeps 15 digits; a longer number stays a text rather than change.
    const cell = (
      text: string | null,
      i: number,
    ): { value: number | string; type: typeof Number | typeof String } | null => {
      if (text === null) return null;
      const isNumber = this.columns[i]!.path.field.kind === 'number' && text.replace(/\D/g, '').length <= 15;
      return isNumber ? { value: Number(text), type: Number } : { value: text, type: String };
    };
    const rows = [head, ...this.#rows.map((row) => row.map(cell))];
    return new Uint8Array(await writeXlsxFile(rows as never, { stickyRowsCount: 1 }).toBuffer());
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text that a spreadsheet would run as a formula is shown as a text (OWASP: CSV injection). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
