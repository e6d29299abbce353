/** /api/v1/records, /api/v1/query, /api/v1/import and /api/v1/operations: addresses for operations. */
import type { Input, OperationName } from '../../kernel/api';
import { isObject, type Json } from '../../kernel/json';
import { refuse } from '../../kernel/problems';
import { json } from './answer';
import { bodyChunks, parseJson, readJson } from './body';
import { printedRecord } from './paper';
import { callOf, readQuery, type SignedInVisit } from './door';
import { importLimit } from './files';

/** Calls an operation with what came in; the operation's own schema checks it. */
function ask(visit: SignedInVisit, name: string, input: unknown, signal?: AbortSignal) {
  if (visit.key) visit.doors.keyUsage.note(visit.key, input);
  return visit.doors.host.call(name as OperationName, input as Input<OperationName>, {
    viewer: visit.viewer,
    door: visit.door,
    ...(visit.source ? { source: visit.source } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** A JSON object; anything else is refused, and so is a second word on what the address has `said`. */
async function readObject(request: Request, said: readonly string[]): Promise<{ readonly [key: string]: Json }> {
  const body = await readJson(request);
  if (!isObject(body)) return refuse('input.type', [], { at: 'body', wanted: { 'zh-CN': '对象', en: 'an object' } });
  for (const key of said) if (Object.hasOwn(body, key)) refuse('input.unknown', [key], { at: key });
  return body as { readonly [key: string]: Json };
}

const whole = (text: string, name: string): number =>
  /^\d{1,9}$/.test(text)
    ? Number(text)
    : refuse('input.type', [name], { at: name, wanted: { 'zh-CN': '整数', en: 'a whole number' } });

const LIST = ['filter', 'search', 'sort', 'fields', 'page[size]', 'page[after]', 'page', 'count', 'trash'] as const;

/** GET ?filter={…}&search=…&sort=-amount,name&fields=name,amount&page[size]=50&page[after]=…&count=true&trash=true */
export async function listRecords(visit: SignedInVisit): Promise<Response> {
  const query = readQuery(visit.url, LIST);
  const size = query['page[size]'] ?? query.page;
  const after = query['page[after]'];
  const page = {
    ...(size ? { size: whole(size, 'page[size]') } : {}),
    ...(after ? { after } : {}),
  };
  return json(
    await ask(visit, 'record.list', {
      entity: visit.params[0],
      ...(query.filter ? { filter: parseJson(query.filter, ['filter']) } : {}),
      ...(query.search ? { search: query.search } : {}),
      ...(query.sort ? { sort: query.sort.split(',').map(readSort) } : {}),
      ...(query.fields ? { fields: query.fields.split(',') } : {}),
      ...(size || after ? { page } : {}),
      ...yesNo(query, 'count'),
      ...yesNo(query, 'trash'),
    }),
  );
}

/** `true` or `false` and nothing else: somebody who writes `trash=1` must not get the list instead. */
function yesNo<Name extends 'count' | 'trash'>(query: { readonly [name in Name]?: string }, name: Name) {
  const text = query[name];
  if (text === undefined) return {};
  if (text !== 'true' && text !== 'false') {
    refuse('input.type', [name], { at: name, wanted: { 'zh-CN': 'true 或 false', en: 'true or false' } });
  }
  return { [name]: text === 'true' };
}

const readSort = (part: string) =>
  part.startsWith('-') ? { field: part.slice(1), direction: 'desc' } : { field: part, direction: 'asc' };

/** POST {values, form?}; an Idempotency-Key makes the same request again answer with the record made the first time. */
export async function createRecord(visit: SignedInVisit): Promise<Response> {
  const key = visit.request.headers.get('idempotency-key');
  const body = await readObject(visit.request, ['entity', 'key']);
  const [entity] = visit.params;
  const made = await ask(visit, 'record.create', { ...body, entity, ...(key ? { key } : {}) });
  const { id } = made as { readonly id: string };
  return json(made, 201, { location: `/api/v1/records/${entity}/${id}` });
}

/** `…/{id}` is the record, `…/{id}.pdf` the same on paper. */
export async function getRecord(visit: SignedInVisit): Promise<Response> {
  if (visit.params[1]!.endsWith('.pdf')) return printedRecord(visit);
  const { fields } = readQuery(visit.url, ['fields']);
  const [entity, id] = visit.params;
  return json(await ask(visit, 'record.get', { entity, id, ...(fields ? { fields: fields.split(',') } : {}) }));
}

/** PATCH {rev, values, form?} */
export async function updateRecord(visit: SignedInVisit): Promise<Response> {
  const [entity, id] = visit.params;
  return json(
    await ask(visit, 'record.update', { ...(await readObject(visit.request, ['entity', 'id'])), entity, id }),
  );
}

/** DELETE ?rev=…: into the trash. */
export async function deleteRecord(visit: SignedInVisit): Promise<Response> {
  const { rev } = readQuery(visit.url, ['rev']);
  const [entity, id] = visit.params;
  return json(await ask(visit, 'record.delete', { entity, id, ...(rev ? { rev: whole(rev, 'rev') } : {}) }));
}

/** POST a question; the answer's columns and rows. */
export const runQuery = async (visit: SignedInVisit): Promise<Response> =>
  json(await ask(visit, 'query.run', { question: await readJson(visit.request) }));

export const runOperation = async (visit: SignedInVisit): Promise<Response> =>
  json(await ask(visit, visit.params[0]!, await readJson(visit.request), visit.request.signal));

/**
 * POST a file (CSV or XLSX, its name in ?name=), or JSON {file, mapping?, …} with the id of an uploaded one. Columns
 * that nobody mapped go where the importer guesses. 202 with {job}.
 */
export async function startImport(visit: SignedInVisit): Promise<Response> {
  const [entity] = visit.params;
  const isJson = /^application\/json\b/i.test(visit.request.headers.get('content-type') ?? '');
  const input = isJson ? await readObject(visit.request, ['entity']) : { file: (await storeBody(visit)).id };
  const mapping = input.mapping ?? (await guessMapping(visit, { ...input, entity }));
  return json(await ask(visit, 'import.start', { ...input, entity, mapping }), 202);
}

async function storeBody(visit: SignedInVisit) {
  const { name = 'import.csv' } = readQuery(visit.url, ['name']);
  const mime = visit.request.headers.get('content-type') ?? '';
  return visit.doors.files.putStream(callOf(visit), { name, mime, body: bodyChunks(visit.request, importLimit()) });
}

async function guessMapping(visit: SignedInVisit, input: unknown) {
  const { columns } = (await ask(visit, 'import.inspect', input)) as {
    columns: readonly { readonly index: number; readonly guess: string | null }[];
  };
  return columns.flatMap(({ index, guess }) => (guess ? [{ index, field: guess }] : []));
}
