/** Records, a page at a time: the passes from a question to a statement. */
import type { RecordAction } from '../access/access';
import { isChoice } from '../entity/ordered';
import type { Sql } from '../kernel/contract';
import type { Json } from '../kernel/json';
import type { EntityModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import { cell, titleCell, type Cell } from './cells';
import { conditionSql } from './conditions';
import { resolveFilter } from './filter';
import { Inputs, liftFilter, type Lifted, type LiftedFilter } from './lift';
import { columnOf, entityOf, resolvePath, sourceOf, titleOf, type Path } from './names';
import { DEFAULT_PAGE, MAX_PAGE, type RowsQuestion } from './question';
import { rankedSql, searchSql, shapeOfSearch, type SearchShape } from './search';
import { Source, type Schema } from './source';
import { walkedField, walkSql } from './walk';
import { join, raw, render, Slot, sql, type Compiled } from './sql';

/** A question whose values have been taken out: everything the text of its statement depends on. */
export interface RowsShape {
  readonly entity: string;
  readonly fields: readonly string[] | null;
  readonly filter: LiftedFilter | null;
  readonly search: SearchShape | null;
  /** Searched for, and the best matches first: a page of them, without a next one. */
  readonly isRanked: boolean;
  readonly sort: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  /** The values of the last row of the page before. */
  readonly after: readonly Lifted[] | null;
  readonly limit: Lifted;
  /** All rows, by a cursor. */
  readonly isAll: boolean;
  readonly trash: boolean;
  readonly action: RecordAction;
  /** `count`: how many there are, up to `limit`; `ids`: all of them, bare, to be estimated and not run. */
  readonly give: 'rows' | 'count' | 'ids';
  /** Line items too, where no fields are asked for. */
  readonly isWhole: boolean;
}
export interface RowsStatement extends Compiled {
  /** How often it was asked for, and the name of its plan once that is often enough (compile.ts). */
  uses: number;
  name?: string;
  readonly entity: EntityModel;
  readonly shape: RowsShape;
  /** Some values are encrypted: `present` leaves them to be opened (compile.ts). */
  readonly hasSecrets: boolean;
  readonly columns: readonly { readonly name: string; readonly path: Path }[];
  present(row: readonly unknown[]): { readonly [name: string]: Json };
  cursor(row: readonly unknown[]): string;
}

/** Fields that say how a record is kept, not what it says; given only when asked for. */
const KEPT = new Set(['deleted_at', 'deleted_by', 'owner_path', 'parent_id', 'position']);

export interface RowsOptions extends Partial<Pick<RowsShape, 'give' | 'action' | 'isWhole'>> {
  /** Counts no further than this. */
  readonly countTo?: number;
  /** All rows instead of a page: for whoever reads them by a cursor. */
  readonly isAll?: boolean;
  /** How the words are looked for; `best` gives the best matches first. */
  readonly search?: Partial<Pick<SearchShape, 'by' | 'in'>> & { readonly isBest?: boolean };
}

export function shapeOfRows(
  question: RowsQuestion,
  options: RowsOptions = {},
): { shape: RowsShape; inputs: readonly unknown[] } {
  const inputs = new Inputs();
  const { give = 'rows', action = 'read', isWhole = false, isAll = false } = options;
  const { entity, fields = null, trash = false } = question;
  const filter = question.filter ? liftFilter(question.filter, inputs) : null;
  const search = searchOfQuestion(question, options, inputs);
  const isRanked = options.search?.isBest === true && search !== null;
  const common = { entity, fields, filter, search, isRanked, isAll, trash, action, give, isWhole };
  if (give !== 'rows') {
    const most = options.countTo === undefined ? null : inputs.lift(options.countTo);
    return { shape: { ...common, sort: [], after: null, limit: most }, inputs: inputs.values };
  }
  return { shape: { ...common, ...pageOf(question, inputs, isAll) }, inputs: inputs.values };
}

function pageOf(question: RowsQuestion, inputs: Inputs, isAll = false): Pick<RowsShape, 'sort' | 'after' | 'limit'> {
  const { page, sort = [] } = question;
  const after =
    page?.after === undefined ? null : readCursor(page.after, orderName(question)).map((value) => inputs.lift(value));
  // One more than the page holds, to know whether there is a next one.
  return { sort, after, limit: inputs.lift(isAll ? Number.MAX_SAFE_INTEGER : pageSize(page?.size) + 1) };
}

function searchOfQuestion({ search }: RowsQuestion, options: RowsOptions, inputs: Inputs): SearchShape | null {
  const { by = 'index', in: where = 'all' } = options.search ?? {};
  return search ? shapeOfSearch(search, { by, in: where }, (value) => inputs.push(value)) : null;
}

export const pageSize = (size: number = DEFAULT_PAGE): number => Math.min(Math.max(Math.trunc(size), 1), MAX_PAGE);

export function compileRows(schema: Schema, shape: RowsShape): RowsStatement {
  const entity = entityOf(schema, shape.entity);
  const options = { action: shape.action, trash: shape.trash };
  const scoped = new Source(schema, entity, 't', options);
  const filter = shape.filter ? resolveFilter(schema, entity, shape.filter, ['filter']) : null;
  const filtered: Conditions = (source) => (filter ? [conditionSql(filter, { root: source })] : []);
  if (shape.give !== 'rows') return compileTally(scoped, shape, filtered);
  const walked = walkedField(scoped, shape);
  // The ids of a walk have been through the row scope.
  const root = walked ? new Source(schema, entity, 't', { ...options, isUnscoped: true }) : scoped;
  const columns = outputs(schema, entity, shape);
  const cells = [...identity(root), ...columns.map(({ name, path }) => cell(name, sourceOf(root, path), path.field))];
  const keys = sortKeys(schema, root, shape.sort);
  if (shape.after && shape.after.length !== keys.length) refuse('query.cursor', ['page', 'after']);
  const selected = [...cells.flatMap((c) => c.columns), ...keys.map((key) => sql`(${key.sql})::text`)];
  const order = join(
    keys.map((key) => sql`${key.sql}${raw(orderOf(key))}`),
    ', ',
  );
  const limit = new Slot(({ inputs }) => inputs[shape.limit!.input]);
  const { before, from, first } = walked
    ? alongIndex(root, walkSql(scoped, walked, shape, filtered, limit))
    : shape.isRanked && shape.search
      ? bestFirst(root, rankedSql(root, shape.search, filtered, limit), cells)
      : asked(root, shape, filtered, keys);
  const statement = sql`${before}select ${join(selected, ', ')} from ${from} order by ${first}${order} limit ${limit}`;
  const hasSecrets = columns.some(({ path }) => path.field.isEncrypted);
  return {
    ...render(statement),
    uses: 0,
    entity,
    shape,
    hasSecrets,
    columns,
    ...reader(cells, keys.length, orderName(shape)),
  };
}

type Conditions = (source: Source) => Sql[];
/** What a page is read from, with its conditions; what comes before `select`, and first in its order. */
interface From {
  readonly before: Sql;
  readonly from: Sql;
  readonly first: Sql;
}
const NOTHING = raw('');

function asked(root: Source, shape: RowsShape, filtered: Conditions, keys: readonly SortKey[]): From {
  const conditions = shape.isRanked ? [] : filtered(root);
  if (shape.search && !shape.isRanked) conditions.push(searchSql(root, shape.search));
  if (shape.after) conditions.push(afterSql(keys, shape.after));
  return { before: NOTHING, from: sql`${root.from()}${whereSql(conditions)}`, first: NOTHING };
}

/** Among equals the shortest title is the nearest. */
function bestFirst(root: Source, ranked: Sql, cells: readonly Cell[]): From {
  const title = cells.find((c) => c.name === 'title')!.columns[0]!;
  const from = sql`${ranked} join ${root.table()} on ${root.named('id')} = ranked.id${root.joins()}`;
  return { before: NOTHING, from, first: sql`ranked.rank, length(${title}), ` };
}

function alongIndex(root: Source, { before, ids }: ReturnType<typeof walkSql>): From {
  const from = sql`${ids} join ${root.table()} on ${root.named('id')} = walked.id${root.joins()}`;
  return { before, from, first: NOTHING };
}

function compileTally(root: Source, shape: RowsShape, filtered: Conditions): RowsStatement {
  const conditions = shape.isRanked ? [] : filtered(root);
  if (shape.search && !shape.isRanked) conditions.push(searchSql(root, shape.search));
  return {
    ...render(tallySql(root, conditions, shape)),
    uses: 0,
    entity: root.entity,
    shape,
    hasSecrets: false,
    columns: [],
    present: () => ({}),
    cursor: () => '',
  };
}

/** Their number, counted no further than `limit`; or the bare ids, whose number PostgreSQL can estimate. */
function tallySql(root: Source, conditions: readonly Sql[], { give, limit }: RowsShape): Sql {
  const id = root.named('id');
  const where = whereSql(conditions);
  if (give === 'ids') return sql`select ${id} from ${root.from()}${where}`;
  if (!limit) return sql`select count(*) from ${root.from()}${where}`;
  const most = new Slot(({ inputs }) => inputs[limit.input]);
  return sql`select count(*) from (select 1 from ${root.from()}${where} limit ${most}) n`;
}

const whereSql = (conditions: readonly Sql[]): Sql =>
  conditions.length > 0 ? sql` where ${join(conditions, ' and ')}` : raw('');

// ---- what is given --------------------------------------------------------------------------------------------------
function outputs(schema: Schema, entity: EntityModel, shape: RowsShape): RowsStatement['columns'] {
  if (shape.fields) {
    return shape.fields.map((name, i) => {
      const path = resolvePath(schema, entity, name, ['fields', i], 'masked');
      if (path.lines) refuse('query.lineColumn', ['fields', i], { label: path.lines.label });
      return { name, path };
    });
  }
  return entity.fields
    .filter((field) => schema.access.right(entity, field) !== 'none')
    .filter((field) => field.name !== 'id' && field.name !== 'rev')
    .filter((field) => shape.trash || !KEPT.has(field.name))
    .filter((field) => shape.isWhole || field.kind !== 'lines')
    .map((field) => ({
      name: field.name,
      path: { text: field.name, steps: [], lines: undefined, entity, field },
    }));
}

/** Every row carries id, rev and title, whatever was asked for. */
function identity(root: Source): Cell[] {
  const { entity } = root;
  const rev = entity.field('rev');
  return [
    { name: 'id', columns: [root.named('id')], read: (row, at) => row[at] as string },
    rev
      ? { name: 'rev', columns: [root.column(rev)], read: (row, at) => Number(row[at]) }
      : { name: 'rev', columns: [], read: () => 0 },
    titleCell('title', root),
  ];
}

function reader(cells: readonly Cell[], keys: number, order: string): Pick<RowsStatement, 'present' | 'cursor'> {
  let next = 0;
  const places = cells.map((c) => {
    const at = next;
    next += c.columns.length;
    return at;
  });
  const total = next;
  return {
    present: (row) => {
      const record: { [name: string]: Json } = {};
      for (let i = 0; i < cells.length; i += 1) {
        const value = cells[i]!.read(row, places[i]!);
        if (value !== undefined) record[cells[i]!.name] = value;
      }
      return record;
    },
    cursor: (row) => writeCursor([order, ...row.slice(total, total + keys)]),
  };
}

// ---- order and pages --------------------------------------------------------------------------------------------------
interface SortKey {
  readonly sql: Sql;
  readonly type: string;
  readonly direction: 'asc' | 'desc';
  readonly isNullable: boolean;
}
/** Pinyin for Chinese, alphabet for the rest; ICU's rules for `zh`. */
const COLLATION = ' collate "zh-x-icu"';
const NEVER_NULL = new Set(['id', 'rev', 'created_at', 'updated_at', 'position']);

/** The order asked for; without one the newest first. The id always decides last, so that pages never overlap. */
function sortKeys(schema: Schema, root: Source, sort: RowsShape['sort']): SortKey[] {
  const keys = sort.map(({ field: name, direction }, i): SortKey => {
    const path = resolvePath(schema, root.entity, name, ['sort', i, 'field']);
    const { field } = path;
    if (field.isEncrypted) refuse('query.encrypted', ['sort', i, 'field'], { label: field.label });
    const isSortable = field.system !== undefined || (schema.fieldTypes.get(field.type)?.canSort ?? false);
    if (path.lines || field.kind === 'lines' || !isSortable) {
      refuse('query.sort', ['sort', i, 'field'], { label: field.label });
    }
    const isNullable = path.steps.length > 0 || !NEVER_NULL.has(field.name) || root.entity.isPlatform;
    if (field.kind === 'record') {
      return {
        sql: sql`(${titleOf(sourceOf(root, path), field)})${raw(COLLATION)}`,
        type: 'text',
        direction,
        isNullable: true,
      };
    }
    const column = columnOf(root, path);
    if (field.columnType === 'text' && !isChoice(field, schema.fieldTypes.get(field.type))) {
      return { sql: sql`(${column}${raw(COLLATION)})`, type: 'text', direction, isNullable };
    }
    return { sql: column, type: field.columnType ?? 'text', direction, isNullable };
  });
  // Ids are made in the order of time (UUID version 7): the newest first without another index.
  const last = keys.at(-1)?.direction ?? 'desc';
  return [...keys, { sql: root.named('id'), type: 'uuid', direction: last, isNullable: false }];
}

const orderOf = (key: SortKey): string => ` ${key.direction}${key.isNullable ? ' nulls last' : ''}`;

/** Rows after a row, by the same order: `(a > $1) or (a = $1 and b > $2) …`, nulls last. */
function afterSql(keys: readonly SortKey[], after: readonly Lifted[]): Sql {
  const value = (i: number): Sql => {
    const slot = new Slot(({ inputs }) => inputs[after[i]!.input]);
    return sql`${slot}::text::${raw(keys[i]!.type)}`;
  };
  const same = (i: number): Sql => (after[i] ? sql`${keys[i]!.sql} = ${value(i)}` : sql`${keys[i]!.sql} is null`);
  const beyond = (i: number): Sql => {
    const key = keys[i]!;
    if (!after[i]) return raw('false');
    const past = sql`${key.sql} ${raw(key.direction === 'asc' ? '>' : '<')} ${value(i)}`;
    return key.isNullable ? sql`(${past} or ${key.sql} is null)` : past;
  };
  const cases = keys.map((_, i) => join([...keys.slice(0, i).map((_k, j) => same(j)), beyond(i)], ' and '));
  return sql`(${join(
    cases.map((c) => sql`(${c})`),
    ' or ',
  )})`;
}

const writeCursor = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** What a cursor belongs to: after another order its place means nothing. */
const orderName = ({ entity, sort = [] }: Pick<RowsQuestion, 'entity' | 'sort'>): string =>
  [entity, ...sort.map((s) => `${s.field} ${s.direction}`)].join();

/** The order a cursor was made for comes first; a cursor is never trusted, its values are parameters. */
function readCursor(text: string, order: string): readonly unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isList = Array.isArray(values) && values.length <= 12 && values[0] === order;
    if (isList && values.every((v) => v === null || typeof v === 'string')) {
      return (values as unknown[]).slice(1);
    }
  } catch {
    // told below
  }
  return refuse('query.cursor', ['page', 'after']);
}
