/** Reading records: all through the one query compiler. */
import { mayRead } from '../../access/access';
import { runnerOf, type Runner } from '../../data/run';
import type { Input, Link, Output, RecordView } from '../../kernel/api';
import type { EntityModel } from '../../kernel/model';
import type { Filter } from '../../kernel/documents.generated';
import { isObject } from '../../kernel/json';
import { refuse } from '../../kernel/problems';
import { rowsStatement, type Asking } from '../../query/compile';
import { entityOf } from '../../query/names';
import { MAX_PAGE, type RowsQuestion } from '../../query/question';
import { pageSize, type RowsOptions } from '../../query/rows';
import { isSearchable } from '../../query/search';
import type { Schema } from '../../query/source';
import type { Call, Host, Tx } from '../contract';
import { schemaOf, unlimitedSchema } from './records-context';
import { countRows, readRows } from './reading';
import { howToSearch } from './search';

const asking = (call: Call): Asking => ({ viewer: call.viewer, now: call.host.clock.now() });

export async function getRecord(
  call: Call,
  entity: string,
  id: string,
  fields?: readonly string[],
  tx?: Tx,
): Promise<RecordView> {
  const runner = tx ?? runnerOf(call.host.pool);
  const record = await readOne(runner, schemaOf(call), { entity, id, fields }, asking(call));
  return (record as RecordView | undefined) ?? refuse('record.notFound', ['id']);
}

async function readOne(
  runner: Runner,
  schema: Schema,
  wanted: { readonly entity: string; readonly id: string; readonly fields: readonly string[] | undefined },
  by: Asking,
): Promise<{ readonly [field: string]: unknown } | undefined> {
  const question: RowsQuestion = {
    entity: wanted.entity,
    filter: { field: 'id', op: 'eq', value: wanted.id },
    page: { size: 1 },
    ...(wanted.fields ? { fields: wanted.fields } : {}),
  };
  const { statement, compiled } = rowsStatement(schema, question, by, { isWhole: true });
  const [row] = await runner.run(statement);
  return row && compiled.present(row);
}

export async function listRecords(call: Call, input: Input<'record.list'>): Promise<Output<'record.list'>> {
  const action = input.trash ? 'delete' : 'read';
  const options = { action, ...(await searching(call, input)) } as const;
  const reading = { host: call.host, schema: schemaOf(call), question: input, asking: asking(call), options };
  const [{ rows, compiled }, total] = await Promise.all([
    readRows(reading),
    input.count ? countRows(reading) : undefined,
  ]);
  const size = pageSize(input.page?.size);
  const page = rows.slice(0, size);
  return {
    rows: page.map((row) => compiled.present(row) as RecordView),
    next: rows.length > size ? compiled.cursor(page.at(-1)!) : null,
    total: total?.count ?? null,
    isTotalExact: total?.isExact ?? true,
  };
}

/** How the words of a question are looked for. A question without words asks nothing about it. */
export async function searching(
  call: Call,
  { entity: name, search }: Pick<RowsQuestion, 'entity' | 'search'>,
): Promise<RowsOptions> {
  const entity = search?.trim() ? call.host.model().entity(name) : undefined;
  return entity ? { search: await howToSearch(call.host, entity, search!) } : {};
}

/** The records that fit the words best, title and texts; for a box in which one types. */
export async function bestRecords(call: Call, entity: string, search: string, size: number): Promise<readonly Link[]> {
  const { search: how } = await searching(call, { entity, search });
  const question: RowsQuestion = { entity, fields: [], search, page: { size } };
  return linksOf(call, question, { search: { ...how, isBest: true } }, size);
}

async function linksOf(
  call: Call,
  question: RowsQuestion,
  options: RowsOptions,
  size: number,
): Promise<readonly Link[]> {
  const reading = { host: call.host, schema: schemaOf(call), question, asking: asking(call), options };
  const { rows, compiled } = await readRows(reading);
  return rows.slice(0, size).map((row): Link => {
    const { id, title } = compiled.present(row) as RecordView;
    return { id, title };
  });
}

/** Candidates of a relation, by title; by ids for what a form already holds. */
export async function recordOptions(call: Call, input: Input<'record.options'>): Promise<Output<'record.options'>> {
  const schema = schemaOf(call);
  const entity = entityOf(schema, input.entity);
  const size = input.ids ? Math.max(input.ids.length, 1) : Math.min(input.size ?? 20, 100);
  const question: RowsQuestion = {
    entity: input.entity,
    fields: [],
    page: { size },
    ...(input.ids ? { filter: { field: 'id', op: 'in', value: [...input.ids] } } : candidates(schema, entity, input)),
  };
  const { search } = await searching(call, question);
  const options: RowsOptions = search
    ? { search: { ...search, in: isSearchable(entity.titleField, schema.fieldTypes) ? 'title' : 'all', isBest: true } }
    : {};
  return { options: await linksOf(call, question, options, size) };
}

function candidates(
  schema: Schema,
  entity: EntityModel,
  { search: text = '', filter: asked }: Pick<Input<'record.options'>, 'search' | 'filter'>,
): Pick<RowsQuestion, 'filter' | 'sort' | 'search'> {
  const title = entity.titleField;
  const isText = title.columnType === 'text' && !title.system && mayRead(schema.access, entity, title);
  // Whoever has left is found in old records, not offered for new ones.
  const active: Filter[] =
    entity.isPlatform && entity.field('is_active') ? [{ field: 'is_active', op: 'eq', value: true }] : [];
  const search = text.trim();
  const filter: Filter = { all: asked ? [...active, asked] : active };
  return {
    filter,
    ...(search ? { search } : {}),
    ...(isText ? { sort: [{ field: title.name, direction: 'asc' }] } : {}),
  };
}

/**
 * All values of one record, without rights: for expressions of flows. Relations are `{id, title}`; a path `a.b.c` puts
 * `b: {id, title, c}` into the record under `a`.
 */
export async function loadRecord(
  host: Host,
  runner: Runner,
  entity: EntityModel,
  id: string,
  paths: readonly string[],
): Promise<{ readonly [field: string]: unknown } | undefined> {
  const schema = unlimitedSchema(host);
  const present = schema.model.entity(entity.id) ?? entity;
  const far = withWays(paths.filter((path) => !present.field(path.split('.')[0]!)?.child)).filter(isFar);
  const fields = [...present.fields.map((field) => field.name), ...far];
  const by = { viewer: NOBODY, now: host.clock.now() };
  const record = await readOne(runner, schema, { entity: present.id, id, fields }, by);
  if (!record) return undefined;
  const nested: { [field: string]: unknown } = { ...record };
  for (const path of far) {
    put(nested, path.split('.'), record[path]);
    delete nested[path];
  }
  return nested;
}
/** Reading for the platform itself: all records, all fields. */
export const asPlatform = (host: Host, runner: Runner): Reading => ({
  runner,
  schema: unlimitedSchema(host),
  by: { viewer: NOBODY, now: host.clock.now() },
});
/** With whose eyes something is read. */
export interface Reading {
  readonly runner: Runner;
  readonly schema: Schema;
  readonly by: Asking;
}

/** Only what the paths name, of the records something else points to, by id. */
export async function loadManyRelated(
  { runner, schema, by }: Reading,
  entity: EntityModel,
  ids: readonly string[],
  paths: readonly string[],
): Promise<ReadonlyMap<string, { readonly [field: string]: unknown }>> {
  const found = new Map<string, { readonly [field: string]: unknown }>();
  const fields = withWays(paths).filter((path) => path !== 'id' && path !== 'rev');
  for (let at = 0; at < ids.length; at += MAX_PAGE) {
    const question: RowsQuestion = {
      entity: entity.id,
      fields,
      filter: { field: 'id', op: 'in', value: ids.slice(at, at + MAX_PAGE) },
      page: { size: MAX_PAGE },
    };
    const { statement, compiled } = rowsStatement(schema, question, by, { isWhole: true });
    for (const row of await runner.run(statement)) {
      const record = compiled.present(row);
      const nested: { [field: string]: unknown } = { ...record };
      for (const path of fields.filter(isFar)) {
        put(nested, path.split('.'), record[path]);
        delete nested[path];
      }
      found.set(record.id as string, nested);
    }
  }
  return found;
}

const NOBODY = { id: '', name: '', email: '', roles: [], timeZone: 'UTC', departmentId: null, departmentPath: '' };

const isFar = (path: string): boolean => path.includes('.');

/** `a.b.c` needs `a` and `a.b` too, so that each record on the way carries its id. The shorter first. */
const withWays = (paths: readonly string[]): string[] =>
  [...new Set(paths.flatMap((path) => path.split('.').map((_, i, all) => all.slice(0, i + 1).join('.'))))].sort(
    (a, b) => a.split('.').length - b.split('.').length,
  );

/** Puts a value at the end of a path; a relation that is empty on the way stays empty. */
function put(record: { [field: string]: unknown }, path: readonly string[], value: unknown): void {
  let at = record;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    if (next === null) return;
    at = (isObject(next) ? (at[step] = { ...next }) : (at[step] = {})) as { [field: string]: unknown };
  }
  const last = path.at(-1)!;
  at[last] = isObject(at[last]) && isObject(value) ? { ...value, ...(at[last] as object) } : value;
}
