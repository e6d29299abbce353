/** An uploaded table → what its columns would be as fields. */
import { apiName, humanize } from '../../form/schema-import/naming';
import type { ColumnGuess, Input, Output } from '../../kernel/api';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Call } from '../contract';
import { namesOfTarget } from '../import/mapping';
import { openTable, type Table } from '../import/read';
import { uploadedFile } from '../import/session';
import { guessColumn } from './guess';
import { romanize, takenNames } from './names';

/** Lines that are looked at for a guess, and how long lines are counted. */
const SAMPLE_LINES = 2000;
const COUNT_MS = 2000;
const PREVIEW_ROWS = 8;
const MOST_COLUMNS = 290;
/** Values by which a column is compared with the records of other entities. */
const LINK_SAMPLES = 40;
const LINK_SHARE = 0.8;

/** Refuses (`import.unreadable` …, `begin.noColumns`) what is no table. */
export async function tableToForm(call: Call, input: Input<'form.fromTable'>): Promise<Output<'form.fromTable'>> {
  const { name: fileName, source } = await uploadedFile(call, input.file);
  const table = await openTable(source, input);
  try {
    const { lines, rows, isExact } = await readSome(table);
    const hasHeader = input.hasHeader ?? true;
    const [first = [], ...others] = lines;
    const body = hasHeader ? others : lines;
    const headers = Array.from({ length: width(lines) }, (_, i) => (hasHeader ? (first[i] ?? '').trim() : ''));
    const columns = await columnsOf(call, headers, body, hasHeader);
    if (columns.length === 0) return refuse('begin.noColumns', ['file']);
    const stem = fileName.replace(/\.[a-z0-9]+$/i, '').replace(/[_-]+/g, ' ');
    const sheet = input.sheet ?? table.sheets[0];
    const label = sheet && !/^(sheet|工作表)\s*\d*$/i.test(sheet) && table.format !== 'csv' ? sheet : stem;
    return {
      name: apiName(label, await takenNames(call.host), 'table', romanize),
      label: label.trim().slice(0, 100),
      sheets: table.sheets,
      rows: Math.max(0, hasHeader ? rows - 1 : rows),
      isExact,
      columns,
      preview: body.slice(0, PREVIEW_ROWS),
    };
  } finally {
    await table.close();
  }
}

const width = (lines: readonly (readonly string[])[]): number =>
  lines.slice(0, 100).reduce((most, cells) => Math.max(most, cells.length), 0);

async function readSome(
  table: Table,
): Promise<{ lines: readonly (readonly string[])[]; rows: number; isExact: boolean }> {
  const lines: (readonly string[])[] = [];
  let rows = 0;
  const start = performance.now();
  for await (const some of table.rows()) {
    for (const { cells } of some) if (lines.length <= SAMPLE_LINES) lines.push(cells);
    rows += some.length;
    if (performance.now() - start > COUNT_MS) return { lines, rows, isExact: false };
  }
  return { lines, rows, isExact: true };
}

async function columnsOf(
  call: Call,
  headers: readonly string[],
  body: readonly (readonly string[])[],
  hasHeader: boolean,
): Promise<ColumnGuess[]> {
  const { locale, timeZone } = call.viewer;
  const reader = { types: call.host.registry.fieldTypes, locale, timeZone };
  const cells = headers.map((_, i) => body.map((line) => line[i] ?? ''));
  const kept = headers
    .map((header, index) => ({ header: header || (hasHeader ? '' : `${index + 1}`), index, cells: cells[index]! }))
    // A column without a heading and without a value is the edge of a sheet.
    .filter(({ header, cells: mine }) => header !== '' || mine.some((cell) => cell.trim() !== ''))
    .slice(0, MOST_COLUMNS);
  const guesses = kept.map((one) => ({ ...one, guess: guessColumn(one.header, one.cells, reader) }));
  const links = await linksOf(
    call,
    guesses.filter(
      ({ guess, cells: mine }) => ['text', 'choice'].includes(guess.type) && mayLink(guess.isUnique, mine),
    ),
  );
  const taken = new Set<string>();
  return guesses.map(({ header, index, cells: mine, guess }) => {
    const named = header || String(index + 1);
    const name = apiName(named, new Set([...taken, 'id', 'rev', 'position']), `column_${index + 1}`, romanize);
    taken.add(name);
    const link = links.get(index);
    const label = /\p{Script=Han}/u.test(named) ? named : humanize(named);
    return {
      index,
      header,
      name,
      label: { 'zh-CN': label.slice(0, 100), en: label.slice(0, 100) },
      ...guess,
      ...(link ? { type: 'relation', options: { entity: link.target.name }, isUnique: false } : {}),
      others: link ? { ...guess.others, [guess.type]: guess.options } : guess.others,
      by: link ? link.by.name : null,
      samples: [...new Set(mine.map((cell) => cell.trim()).filter((cell) => cell !== ''))].slice(0, 3),
    };
  });
}

/** A column that says something else in each of many rows tells its own records apart: it points to no other. */
function mayLink(isUnique: boolean, cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return !isUnique && (filled.length < 10 || new Set(filled).size < filled.length);
}

interface LinkGuess {
  readonly target: EntityModel;
  readonly by: FieldModel;
}
/**
 * Columns whose values are the names (title or a unique field) of records that are there: one question for each entity
 * and name, for all columns at once.
 */
async function linksOf(
  call: Call,
  columns: readonly { readonly index: number; readonly cells: readonly string[] }[],
): Promise<ReadonlyMap<number, LinkGuess>> {
  const samples = new Map(
    columns.map(({ index, cells }) => [
      index,
      [...new Set(cells.map((cell) => cell.trim()))].filter((cell) => cell !== '').slice(0, LINK_SAMPLES),
    ]),
  );
  const asked = [...new Set([...samples.values()].flat())].slice(0, 400);
  const best = new Map<number, LinkGuess & { readonly share: number }>();
  if (asked.length === 0) return best;
  const access = call.host.access(call.viewer);
  const targets = call.host
    .model()
    .entities.filter((entity) => !entity.parent && access.scope(entity, 'read') !== 'none');
  for (const target of targets) {
    for (const by of namesOfTarget(call, target).filter(({ kind, isEncrypted }) => kind === 'text' && !isEncrypted)) {
      const found = await valuesFound(call, target, by, asked);
      for (const [index, values] of samples) {
        const share = values.filter((value) => found.has(value)).length / Math.max(values.length, 1);
        if (values.length >= 2 && share >= LINK_SHARE && share > (best.get(index)?.share ?? 0)) {
          best.set(index, { target, by, share });
        }
      }
    }
  }
  return best;
}

async function valuesFound(
  call: Call,
  target: EntityModel,
  by: FieldModel,
  asked: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await call.host.records.list(call, {
    entity: target.name,
    fields: [by.name],
    filter: { field: by.name, op: 'in', value: [...asked] },
    page: { size: 200 },
  });
  return new Set(rows.map((row) => String(row[by.name] ?? '')));
}
