/** Records, a page at a time: the passes from a question to a statement. */
import type { RecordAction } from '../access/access';
import type { Sql } from '../kernel/contract';
import type { Json } from '../kernel/json';
import type { EntityModel } from '../kernel/model';
import { refuse } from '../kernel/problems';
import { cell, titleCell, type Cell } from './cells';
import { conditionSql } from './conditions';
import { current, noting } from './current';
import { resolveFilter } from './filter';
import { Inputs, liftFilter, type Lifted, type LiftedFilter } from './lift';
import { entityOf, resolvePath, sourceOf, type Path } from './names';
import { orderName, pageOrder, readCursor, sortKeys, writeCursor } from './order';
import { DEFAULT_PAGE, MAX_PAGE, type RowsQuestion } from './question';
import { ALL_TEXTS, rankedSql, searchSql, shapeOfSearch, type SearchHow, type SearchShape } from './search';
import { looksAtNewest, searchedIds, type SearchedPage } from './search-page';
import { Source, type Schema } from './source';
import { join, raw, render, sql, type Compiled } from './sql';

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
  /** How many, part of the text: PostgreSQL plans a page well only if it knows how long it is. null: all of them. */
  readonly limit: number | null;
  /** All rows, by a cursor. */
  readonly isAll: boolean;
  /** What is asked where the page is not full yet (RowsStatement.rest). */
  readonly isRest?: boolean;
  readonly trash: boolean;
  readonly action: RecordAction;
  /** `count`: how many there are, up to `limit`; `ids`: all of them, bare, to be estimated and not run. */
  readonly give: 'rows' | 'count' | 'ids';
  /** Line items too, where no fields are asked for. */
  readonly isWhole: boolean;
}
export interface RowsStatement extends Compiled {
  /**
   * What else is to be asked where these rows do not fill the page: for those without a value in the first field of the
   * order (`more`), or for all of them, because only the newest were looked through (`anew`).
   */
  readonly rest: 'more' | 'anew' | null;
  readonly entity: EntityModel;
  readonly shape: RowsShape;
  /** Some values are encrypted: `present` leaves them to be opened (compile.ts). */
  readonly hasSecrets: boolean;
  readonly columns: readonly { readonly name: string; readonly path: Path }[];
  present(row: readonly unknown[]): { readonly [name: string]: Json };
  cursor(row: readonly unknown[]): string;
}

/** Fields that say how a record is kept, not what it says; given only when asked for. */
const KEPT = new Set([
  'deleted_at',
  'deleted_by',
  'owner_path',
  'captured_form',
  'captured_version',
  'parent_id',
  'position',
]);

export interface RowsOptions extends Partial<Pick<RowsShape, 'give' | 'action' | 'isWhole'>> {
  /** Counts no further than this. */
  readonly countTo?: number;
  /** All rows instead of a page: for whoever reads them by a cursor. */
  readonly isAll?: boolean;
  /** How the words are looked for; `best` gives the best matches first. */
  readonly search?: Partial<SearchHow> & { readonly isBest?: boolean };
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
    return { shape: { ...common, sort: [], after: null, limit: options.countTo ?? null }, inputs: inputs.values };
  }
  return { shape: { ...common, ...pageOf(question, inputs, isAll) }, inputs: inputs.values };
}

function pageOf(question: RowsQuestion, inputs: Inputs, isAll = false): Pick<RowsShape, 'sort' | 'after' | 'limit'> {
  const { page, sort = [] } = question;
  const after =
    page?.after === undefined ? null : readCursor(page.after, orderName(question)).map((value) => inputs.lift(value));
  // One more than the page holds, to know whether there is a next one.
  return { sort, after, limit: isAll ? null : pageSize(page?.size) + 1 };
}

function searchOfQuestion({ search }: RowsQuestion, options: RowsOptions, inputs: Inputs): SearchShape | null {
  const { by, in: where, newest, rarest } = { ...ALL_TEXTS, ...options.search };
  return search ? shapeOfSearch(search, { by, in: where, newest, rarest }, (value) => inputs.push(value)) : null;
}

export const pageSize = (size: number = DEFAULT_PAGE): number => Math.min(Math.max(Math.trunc(size), 1), MAX_PAGE);

export function compileRows(given: Schema, shape: RowsShape): RowsStatement {
  const schema = noting(given);
  const entity = entityOf(schema, shape.entity);
  const options = { action: shape.action, trash: shape.trash };
  const scoped = new Source(schema, entity, 't', options);
  const filter = shape.filter ? resolveFilter(schema, entity, shape.filter, ['filter']) : null;
  const filtered: Conditions = (source) => (filter ? [conditionSql(filter, { root: source })] : []);
  if (shape.give !== 'rows') return compileTally(scoped, shape, filtered);
  const searched = newestFound(scoped, shape, filtered);
  const ids = searched && searchedIds(searched);
  // Ids that were found have been through the row scope.
  const root = ids ? new Source(schema, entity, 't', { ...options, isUnscoped: true }) : scoped;
  const columns = outputs(schema, entity, shape);
  const cells = [...identity(root), ...columns.map(({ name, path }) => cell(name, sourceOf(root, path), path.field))];
  const keys = sortKeys(schema, root, shape.sort);
  if (shape.after && shape.after.length !== keys.length) refuse('query.cursor', ['page', 'after']);
  const selected = [...cells.flatMap((c) => c.columns), ...keys.map((key) => sql`(${key.sql})::text`)];
  const mayWalk = !shape.trash && !shape.isAll && !shape.search;
  const page = pageOrder(keys, { after: shape.after, isRest: mayWalk && shape.isRest === true }, mayWalk);
  const { from, first } = fromOf(root, { shape, cells, ids, filtered, conditions: page.conditions });
  const isNewest = ids !== undefined && looksAtNewest(searched!);
  const limit = raw(shape.limit === null ? '' : ` limit ${shape.limit}`);
  const statement = sql`select ${join(selected, ', ')} from ${from} order by ${first}${page.order}${limit}`;
  const hasSecrets = columns.some(({ path }) => path.field.isEncrypted);
  return {
    ...render(current(schema, statement)),
    rest: isNewest ? 'anew' : page.hasRest ? 'more' : null,
    entity,
    shape,
    hasSecrets,
    columns,
    ...reader(cells, keys.length, orderName(shape)),
  };
}

type Conditions = (source: Source) => Sql[];
/** What a page is read from, with its conditions; what comes first in its order. */
interface From {
  readonly from: Sql;
  readonly first: Sql;
}

/** What a page is read from: the best matches, ids that were found already, or the records that meet the conditions. */
function fromOf(
  root: Source,
  {
    shape,
    cells,
    ids,
    filtered,
    conditions,
  }: {
    readonly shape: RowsShape;
    readonly cells: readonly Cell[];
    readonly ids: Sql | undefined;
    readonly filtered: Conditions;
    readonly conditions: readonly Sql[];
  },
): From {
  if (shape.isRanked && shape.search) {
    return bestFirst(root, rankedSql(root, shape.search, filtered, shape.limit!), cells);
  }
  if (!ids) return asked(root, shape, [...filtered(root), ...conditions]);
  return { from: sql`${ids} join ${root.table()} on ${root.named('id')} = found.id${root.joins()}`, first: raw('') };
}

/** The newest first of what is found by prepared texts: how they are read is chosen (search-page.ts). */
function newestFound(root: Source, shape: RowsShape, filtered: Conditions): SearchedPage | undefined {
  const { search, sort, after, limit } = shape;
  if (!search || search.by === 'scan' || sort.length > 0 || shape.isRanked || shape.trash || limit === null) {
    return undefined;
  }
  const past = (source: Source): readonly Sql[] =>
    pageOrder(sortKeys(root.schema, source, []), { after, isRest: false }, false).conditions;
  return { root, search, filtered, after: past, limit, isRest: shape.isRest ?? false };
}

function asked(root: Source, shape: RowsShape, conditions: readonly Sql[]): From {
  const all = shape.search ? [...conditions, searchSql(root, shape.search)] : conditions;
  return { from: sql`${root.from()}${whereSql(all)}`, first: raw('') };
}

/** Among equals the shortest title is the nearest. */
function bestFirst(root: Source, ranked: Sql, cells: readonly Cell[]): From {
  const title = cells.find((c) => c.name === 'title')!.columns[0]!;
  const from = sql`${ranked} join ${root.table()} on ${root.named('id')} = ranked.id${root.joins()}`;
  return { from, first: sql`ranked.rank, length(${title}), ` };
}

function compileTally(root: Source, shape: RowsShape, filtered: Conditions): RowsStatement {
  const conditions = shape.isRanked ? [] : filtered(root);
  if (shape.search && !shape.isRanked) conditions.push(searchSql(root, shape.search));
  return {
    ...render(current(root.schema, tallySql(root, conditions, shape))),
    rest: null,
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
  if (limit === null) return sql`select count(*) from ${root.from()}${where}`;
  return sql`select count(*) from (select 1 from ${root.from()}${where} limit ${raw(String(limit))}) n`;
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
