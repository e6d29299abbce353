/**
 * Texts made to break things go through every door and must come back equal; broken JSON and odd CSV get their verdicts.
 *
 *   TEST_DATABASE_URL=… npx tsx tests/bench/hostile.ts /path/to/data
 *
 * reads security/blns.json, importer/json_parsing and importer/csv-spectrum below the path. Prints what differs; ends with
 * 1 when a text does not come back, or a door answers with a failure of the server.
 */
import fs from 'node:fs';
import path from 'node:path';
import { startWorker } from '../../engine/host/worker';
import { bytesSource, linesOf, openTable } from '../../engine/host/import/read';
import type { EntityDocument, RoleDocument } from '../../engine/kernel/documents.generated';
import { testHost } from '../support/host';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the data lies.');
const text = (en: string) => ({ 'zh-CN': en, en });
const ENTITY = {
  kind: 'entity',
  id: 'ent_hostile',
  name: 'hostile',
  label: text('Hostile'),
  titleField: 'number',
  fields: [
    { id: 'fld_hnumber', name: 'number', type: 'text', label: text('Number'), unique: true },
    { id: 'fld_hline', name: 'line', type: 'text', label: text('Line'), options: { maxLength: 5000 } },
    { id: 'fld_hlong', name: 'long', type: 'long_text', label: text('Long') },
    { id: 'fld_hsecret', name: 'secret', type: 'long_text', label: text('Secret'), encrypted: true },
  ],
} as unknown as EntityDocument;
const ROLE: RoleDocument = {
  kind: 'role',
  id: 'rol_testkeeper',
  name: 'keeper',
  label: text('keeper'),
  permissions: ['import', 'export', 'keys'],
  entities: { hostile: { create: true, read: 'all', update: 'all', delete: 'all' } },
};

const test = await testHost({ isWorker: true, mayMakeKeys: true });
await test.host.documents.publish({ person: null, isAdmin: true }, { documents: [ENTITY, ROLE] });
const worker = await startWorker(test.host);
const wrong: string[] = [];
const short = (value: unknown): string => JSON.stringify(value)?.slice(0, 100) ?? 'nothing';
const say = (line: string): void => console.log(line);

/** One line of text is trimmed, its line breaks are spaces, and it is in Unicode's composed form: by design, and told. */
const asLine = (value: string): string | null =>
  value
    .replace(/[\r\n\t]+/g, ' ')
    .trim()
    .normalize('NFC') || null;
const asLong = (value: string): string | null => value.replace(/\r\n?/g, '\n') || null;

async function ask<T>(name: string, body: object): Promise<T> {
  const response = await test.ask('POST', `v1/operations/${name}`, { as: 'keeper', body });
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${answer.slice(0, 300)}`);
  return JSON.parse(answer) as T;
}
interface Stored {
  readonly id: string;
  readonly rev: number;
  readonly number: string;
  readonly line: string | null;
  readonly long: string | null;
  readonly secret: string | null;
}

const naughty = JSON.parse(fs.readFileSync(path.join(folder, 'security/blns.json'), 'utf8')) as string[];
const expected = new Map(naughty.map((value, i) => [`n${i}`, value]));

function compare(door: string, records: readonly Stored[]): void {
  let equal = 0;
  for (const { number, line, long, secret } of records) {
    const value = expected.get(number)!;
    const faults = [
      line === asLine(value) ? '' : `line ${short(line)}`,
      long === asLong(value) ? '' : `long ${short(long)}`,
      secret === asLong(value) ? '' : `secret ${short(secret)}`,
    ].filter(Boolean);
    if (faults.length === 0) equal += 1;
    else wrong.push(`${door} ${number} ${short(value)} → ${faults.join(', ')}`);
  }
  say(`${door.padEnd(16)} ${equal} of ${naughty.length} equal`);
}
async function all(): Promise<Stored[]> {
  const { rows } = await ask<{ rows: Stored[] }>('record.list', {
    entity: 'hostile',
    page: { size: 1000 },
    fields: ['number', 'line', 'long', 'secret'],
  });
  return rows;
}
async function empty(): Promise<void> {
  for (const { id } of await all()) await ask('record.delete', { entity: 'hostile', id });
}
const valuesOf = (number: string, value: string) => ({ number, line: value, long: value, secret: value });

for (const [number, value] of expected) {
  const made = await test.ask('POST', 'v1/records/hostile', {
    as: 'keeper',
    body: { values: valuesOf(number, value) },
  });
  if (made.status !== 201) wrong.push(`POST ${number} ${short(value)}: ${made.status} ${short(await made.text())}`);
}
compare('POST, list', await all());

for (const { id, rev, number } of await all()) {
  const blank = await test.ask('PATCH', `v1/records/hostile/${id}`, {
    as: 'keeper',
    body: { rev, values: { line: 'x', long: 'x', secret: 'x' } },
  });
  const { rev: next } = (await blank.json()) as Stored;
  const values = valuesOf(number, expected.get(number)!);
  const changed = await test.ask('PATCH', `v1/records/hostile/${id}`, { as: 'keeper', body: { rev: next, values } });
  if (changed.status !== 200) wrong.push(`PATCH ${number}: ${changed.status}`);
}
const single = await Promise.all(
  (await all()).map(async ({ id }) => {
    const got = await test.ask('GET', `v1/records/hostile/${id}`, { as: 'keeper' });
    return (await got.json()) as Stored;
  }),
);
compare('PATCH, get', single);

let found = 0;
for (const [number, value] of expected) {
  const line = asLine(value);
  const { rows } = await ask<{ rows: Stored[] }>('record.list', {
    entity: 'hostile',
    filter: line === null ? { field: 'line', op: 'isEmpty' } : { field: 'line', op: 'eq', value: line },
  });
  if (rows.some((row) => row.number === number)) found += 1;
  else wrong.push(`filter ${number} ${short(value)}`);
  await ask('record.list', { entity: 'hostile', search: [...value].slice(0, 100).join('') });
  await ask('search.all', { text: [...value].slice(0, 50).join('') });
}
say(`${'filter'.padEnd(16)} ${found} of ${naughty.length} found; every search answered`);

for (const format of ['csv', 'xlsx'] as const) {
  const { file } = await ask<{ file: string }>('record.export', {
    entity: 'hostile',
    fields: ['number', 'line', 'long'],
    format,
  });
  const body = new Uint8Array(await (await test.ask('GET', `v1/files/${file}`, { as: 'keeper' })).arrayBuffer());
  await empty();
  const sent = await test.ask('POST', `v1/files?name=in.${format}&for=import`, { as: 'keeper', raw: body });
  const { id } = (await sent.json()) as { id: string };
  const mapping = ['number', 'line', 'long'].map((field, index) => ({ index, field }));
  const { job } = await ask<{ job: string }>('import.start', { entity: 'hostile', file: id, mapping });
  for (;;) {
    const { state } = await ask<{ state: string }>('import.get', { job });
    if (!['ready', 'running'].includes(state)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // A cell of a file that holds nothing but blanks is an empty cell.
  const back = (await all()).map((row) => {
    const value = asLong(expected.get(row.number) ?? '');
    return { ...row, secret: value, long: row.long === null && value?.trim() === '' ? value : row.long };
  });
  compare(`${format} out, in`, back);
  if (back.length !== naughty.length) wrong.push(`${format}: ${back.length} of ${naughty.length} rows came back`);
}

// ---- JSON -----------------------------------------------------------------------------------------------------------
const suite = path.join(folder, 'importer/json_parsing');
const verdicts = { accepted: 0, refused: 0, either: 0 };
for (const name of fs.readdirSync(suite).sort()) {
  const response = await test.ask('POST', 'v1/operations/record.list', {
    as: 'keeper',
    raw: fs.readFileSync(path.join(suite, name)),
    headers: { 'content-type': 'application/json' },
  });
  const answer = await response.text();
  // What is JSON is no list question, and is refused for that; what is no JSON, for being none.
  const isJson = !/"code":"input\.(json|encoding)"/.test(answer);
  if (response.status >= 500) wrong.push(`JSON ${name}: ${response.status}`);
  if (name.startsWith('y_') && !isJson) wrong.push(`JSON ${name} was refused: ${short(answer)}`);
  if (name.startsWith('n_') && isJson) wrong.push(`JSON ${name} was taken for JSON`);
  verdicts[name.startsWith('y_') ? 'accepted' : name.startsWith('n_') ? 'refused' : 'either'] += 1;
}
say(
  `JSON             ${verdicts.accepted} good, ${verdicts.refused} bad, ${verdicts.either} either way: no failure of the server`,
);

// ---- CSV ------------------------------------------------------------------------------------------------------------
const spectrum = path.join(folder, 'importer/csv-spectrum');
let same = 0;
for (const name of fs.readdirSync(path.join(spectrum, 'csvs'))) {
  const table = await openTable(bytesSource(fs.readFileSync(path.join(spectrum, 'csvs', name))), { delimiter: ',' });
  const lines: (readonly string[])[] = [];
  for await (const { cells } of linesOf(table)) lines.push(cells);
  await table.close();
  const [header = [], ...rows] = lines;
  const records = rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i] ?? ''])));
  const wanted = fs.readFileSync(path.join(spectrum, 'json', name.replace('.csv', '.json')), 'utf8');
  if (JSON.stringify(records) === JSON.stringify(JSON.parse(wanted))) same += 1;
  else say(`  csv-spectrum ${name}: ${short(records)}, expected ${short(JSON.parse(wanted))}`);
}
say(`csv-spectrum     ${same} of 12 as expected`);

await worker.stop();
await test.close();
for (const line of wrong) say(`✗ ${line}`);
say(wrong.length === 0 ? 'Nothing is wrong.' : `${wrong.length} differ.`);
process.exit(wrong.length === 0 ? 0 : 1);
