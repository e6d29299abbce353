/** Looks into a file before anything is done with it. */
import type { ImportColumn, ImportSettings, Output } from '../../kernel/api';
import type { EntityModel, FieldModel } from '../../kernel/model';
import type { Call } from '../contract';
import { guessMapping } from './guess';
import { importableFields, importableLines, namesOfTarget, signatureOf } from './mapping';
import type { Line, Table } from './read';

const PREVIEW_ROWS = 20;
const SAMPLES = 3;
/** A file whose lines are not counted by then is estimated. */
const MOST_MS = 2000;

export async function inspect(
  call: Call,
  entity: EntityModel,
  table: Table,
  size: number,
  hasHeader: boolean,
): Promise<Output<'import.inspect'>> {
  const { first, lines, isExact } = await counted(table, size);
  const preview = (hasHeader ? first.slice(1) : first.slice(0, PREVIEW_ROWS)).map(({ cells }) => cells);
  const width = Math.max(0, ...first.map(({ cells }) => cells.length));
  const headers = Array.from({ length: width }, (_, i) => (hasHeader ? (first[0]?.cells[i] ?? '') : ''));
  const samples = headers.map((_, i) => preview.map((row) => row[i] ?? '').filter((cell) => cell.trim() !== ''));
  const guesses = guessMapping(headers, candidates(call, entity), samples);
  const columns = headers.map((header, index): ImportColumn => ({
    index,
    header,
    guess: guesses[index] ?? null,
    by: null,
    samples: [...new Set(samples[index])].slice(0, SAMPLES),
  }));
  return {
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter ?? null,
    sheets: table.sheets,
    rows: Math.max(0, hasHeader ? lines - 1 : lines),
    isExact,
    preview,
    columns,
    remembered: await remembered(call, entity, headers),
  };
}

/** The first lines, and how many there are; of a large file after the time is up: as many as its part suggests. */
async function counted(table: Table, size: number): Promise<{ first: Line[]; lines: number; isExact: boolean }> {
  const first: Line[] = [];
  let lines = 0;
  let letters = 0;
  const start = performance.now();
  for await (const some of table.rows()) {
    for (const line of some) {
      if (first.length <= PREVIEW_ROWS) first.push(line);
      if (table.format === 'csv') for (const cell of line.cells) letters += cell.length + 1;
    }
    lines += some.length;
    if (performance.now() - start < MOST_MS) continue;
    // Of a workbook nothing tells how much of it is read: at least so many.
    const share = table.format === 'csv' ? Math.max(size / Math.max(letters, 1), 1) : 1;
    return { first, lines: Math.round(lines * share), isExact: false };
  }
  return { first, lines, isExact: true };
}

function candidates(call: Call, entity: EntityModel) {
  const { registry } = call.host;
  const { locale, timeZone } = call.viewer;
  const takes = (field: FieldModel) => (text: string) => {
    const type = registry.fieldTypes.get(field.type);
    if (!type || field.kind === 'record') return true;
    const parsed = type.parse?.(text, field.options, locale, timeZone) ?? text;
    return type.check(type.normalize ? type.normalize(parsed, field.options) : parsed, field.options).length === 0;
  };
  const id = entity.field('id');
  return [
    ...importableFields(call, entity).map((field) => ({ name: field.name, label: field.label, takes: takes(field) })),
    ...importableLines(call, entity).map(({ path, field }) => ({
      name: path,
      plain: field.name,
      label: field.label,
      takes: takes(field),
    })),
    ...(id ? [{ name: id.name, label: id.label, takes: (text: string) => /^[0-9a-f-]{36}$/i.test(text.trim()) }] : []),
  ];
}

/** Settings as they were last used, as far as they still fit. */
async function remembered(call: Call, entity: EntityModel, headers: readonly string[]): Promise<ImportSettings | null> {
  const { rows } = await call.host.pool.query<{ settings: ImportSettings }>(
    'select settings from import_memory where person_id = $1 and entity_id = $2 and signature = $3',
    [call.viewer.id, entity.id, signatureOf(headers)],
  );
  const settings = rows[0]?.settings;
  if (!settings) return null;
  const paths = new Set([
    ...importableFields(call, entity).map(({ name }) => name),
    ...importableLines(call, entity).map(({ path }) => path),
    'id',
  ]);
  // Fields may have been renamed since, which a name of the model still knows, or have gone.
  const mapping = settings.mapping.flatMap((use) => {
    const name = paths.has(use.field) ? use.field : entity.field(use.field)?.name;
    if (name === undefined || !paths.has(name)) return [];
    const target = entity.field(name)?.target;
    const names = target ? namesOfTarget(call, call.host.model().entity(target)!).map((field) => field.name) : [];
    const { by, ...rest } = use;
    return [{ ...rest, field: name, ...(by !== undefined && names.includes(by) ? { by } : {}) }];
  });
  const key = settings.key?.filter((name) => mapping.some(({ field }) => field === name));
  const { key: _, ...others } = settings;
  return { ...others, mapping, ...(key && key.length > 0 ? { key } : {}) };
}

export async function remember(
  call: Call,
  entity: EntityModel,
  headers: readonly string[],
  settings: ImportSettings,
): Promise<void> {
  await call.host.pool.query(
    `insert into import_memory (person_id, entity_id, signature, settings, at) values ($1, $2, $3, $4, $5)
     on conflict (person_id, entity_id, signature) do update set settings = excluded.settings, at = excluded.at`,
    [call.viewer.id, entity.id, signatureOf(headers), JSON.stringify(settings), call.host.clock.now()],
  );
}
