/** Writes a batch of items through the record service: what becomes a new record, what changes one, what fails and why. */
import { matchKeys } from '../../data/records/match';
import type { Json } from '../../kernel/json';
import { problem, type Problem } from '../../kernel/problems';
import { schemaOf } from '../services/records-context';
import type { Call, Tx } from '../contract';
import type { Item } from './items';
import type { LineIndex } from './keys';
import type { LinkFinder } from './links';
import type { Column, ImportPlan } from './mapping';
import type { Line } from './read';

export interface Importer {
  readonly call: Call;
  readonly plan: ImportPlan;
  readonly links: LinkFinder;
  /** What the file itself calls records of the imported entity. */
  readonly names: LineIndex | undefined;
  /** Thousands of new records are prepared for searching afterwards. */
  readonly isSearchedLater: boolean;
}
export interface Outcome {
  inserted: number;
  updated: number;
  unchanged: number;
  linked: number;
  readonly failures: Map<Item, readonly Problem[]>;
  /** Relations to be set when all rows are in. */
  readonly later: { readonly line: Line; readonly field: string; readonly record: string; readonly value: string }[];
}
interface Row {
  readonly item: Item;
  readonly values: { [field: string]: Json };
  /** Names that stand further down, by field id. */
  readonly later: { readonly column: Column; readonly value: string }[] | undefined;
}

/** Everything in the transaction given. Rows that fail leave nothing behind and hinder no other. */
export async function writeItems(tx: Tx, importer: Importer, items: readonly Item[]): Promise<Outcome> {
  const outcome: Outcome = { inserted: 0, updated: 0, unchanged: 0, linked: 0, failures: new Map(), later: [] };
  outcome.linked = await prepareLinks(tx, importer, items);
  const rows: Row[] = [];
  for (const item of items) {
    const row = converted(importer, item, outcome.failures);
    if (row) rows.push(row);
  }
  const { fresh, known } = await divided(tx, importer, rows, outcome);
  await insert(tx, importer, fresh, outcome);
  await change(tx, importer, known, outcome);
  return outcome;
}

async function prepareLinks(tx: Tx, { plan, links }: Importer, items: readonly Item[]): Promise<number> {
  let made = 0;
  const ask = async (column: Column, isLine: boolean): Promise<void> => {
    if (!column.relation) return;
    const names = new Set<string>();
    for (const { lines } of items) {
      for (const { cells } of isLine ? lines : lines.slice(0, 1)) names.add((cells[column.index] ?? '').trim());
    }
    made += await links.prepare(tx, column, names);
  };
  for (const column of plan.columns) await ask(column, false);
  for (const column of plan.lines?.columns ?? []) await ask(column, true);
  return made;
}

// ---- cells → values -------------------------------------------------------------------------------------------------
const isEmpty = (text: string): boolean => text === '' || text.trim() === '';
/** What an export puts before a text that a spreadsheet would run as a formula is not part of the text. */
const GUARDED = /^'('*\s*[=+\-@＝＋－＠]|'*[\t\r\n])/;
const plain = (text: string): string => (text.charCodeAt(0) === 39 && GUARDED.test(text) ? text.slice(1) : text);

function converted(importer: Importer, item: Item, failures: Outcome['failures']): Row | undefined {
  const { plan } = importer;
  const problems: Problem[] = [];
  const values: { [field: string]: Json } = {};
  const first = item.lines[0]!;
  let later: Row['later'];
  if (item.twice > 0) problems.push(repeated(plan, item));
  for (const { column, line } of item.repeats) problems.push(problem('import.twice', [column.field.name], { line }));
  for (const column of plan.columns) {
    const text = first.cells[column.index] ?? '';
    if (isEmpty(text) || (column.field.system && plan.key.includes(column))) continue;
    const value = cellValue(importer, column, text, column.path, problems);
    if (value === LATER) (later ??= []).push({ column, value: text.trim() });
    else if (value !== undefined) values[column.field.name] = value;
  }
  if (plan.lines) {
    checkHead(plan, item, problems);
    values[plan.lines.field.name] = item.lines.flatMap((line) => lineValues(importer, line, problems));
  }
  if (problems.length === 0) return { item, values, later };
  failures.set(item, problems);
  return undefined;
}

const LATER = Symbol('named further down');

/** undefined: nothing to write, by choice or because it is wrong (then a problem is added). */
function cellValue(
  { links, names }: Importer,
  column: Column,
  text: string,
  path: Problem['path'],
  problems: Problem[],
): Json | undefined | typeof LATER {
  const { relation, field } = column;
  if (!relation) return column.read(plain(text));
  const name = text.trim();
  const found = links.find(column, name, path);
  if (typeof found === 'string') return found;
  if (found) {
    problems.push(found);
    return undefined;
  }
  if (relation.isSelf && names && names.lineOf(name) > 0) return LATER;
  if (relation.missing === 'empty') return undefined;
  problems.push(problem('import.notFound', path, { field: field.label, value: name.slice(0, 80) }));
  return undefined;
}

function repeated(plan: ImportPlan, item: Pick<Item, 'twice'>): Problem {
  const path = [plan.key[0]!.field.name];
  return problem(plan.lines ? 'import.apart' : 'import.twice', path, { line: item.twice });
}

/** The lines of one record must say the same of it; an empty cell says nothing. */
function checkHead(plan: ImportPlan, { lines }: Item, problems: Problem[]): void {
  for (const { index, field } of plan.columns) {
    const told = (lines[0]!.cells[index] ?? '').trim();
    const other = lines.find(({ cells }) => !isEmpty(cells[index] ?? '') && (cells[index] ?? '').trim() !== told);
    if (other) problems.push(problem('import.headDiffers', [field.name], { field: field.label, line: other.number }));
  }
}

/** One row of line items, or none where all its cells are empty (a record without items). */
function lineValues(importer: Importer, { cells }: Line, problems: Problem[]): { [field: string]: Json }[] {
  const { field, columns } = importer.plan.lines!;
  const row: { [field: string]: Json } = {};
  for (const column of columns) {
    const text = cells[column.index] ?? '';
    if (isEmpty(text)) continue;
    const value = cellValue(importer, column, text, [field.name, column.field.name], problems);
    if (value !== undefined && value !== LATER) row[column.field.name] = value;
  }
  return Object.keys(row).length > 0 ? [row] : [];
}

// ---- new or known ---------------------------------------------------------------------------------------------------
type Known = Row & { readonly id: string };

async function divided(
  tx: Tx,
  importer: Importer,
  rows: readonly Row[],
  { failures }: Outcome,
): Promise<{ fresh: Row[]; known: Known[] }> {
  const { plan, call } = importer;
  if (plan.key.length === 0) return { fresh: [...rows], known: [] };
  const fresh: Row[] = [];
  const known: Known[] = [];
  const keyed: { readonly row: Row; readonly key: readonly unknown[] }[] = [];
  for (const row of rows) {
    const key = plan.key.map((column) => keyPart(call, column, row));
    if (key.every((part) => part !== undefined)) keyed.push({ row, key });
    // Without a key nothing tells which record is meant: a new one, where new ones are wanted.
    else if (plan.mode === 'update') failures.set(row.item, [keyProblem(plan, 'import.keyEmpty')]);
    else fresh.push(row);
  }
  const fields = plan.key.map(({ field }) => field);
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  const keys = keyed.map(({ key }) => key);
  const found = await matchKeys(tx, schemaOf(call), plan.entity, fields, keys, by);
  const first = new Map<string, Item>();
  keyed.forEach(({ row }, i) => {
    const [id, other] = found[i]!;
    const isId = fields[0]!.name === 'id';
    if (other !== undefined) failures.set(row.item, [keyProblem(plan, 'import.ambiguousKey')]);
    else if (id === undefined && (plan.mode === 'update' || isId)) {
      failures.set(row.item, [keyProblem(plan, 'import.noMatch')]);
    } else if (id === undefined) fresh.push(row);
    else if (plan.mode === 'insert') failures.set(row.item, [keyProblem(plan, 'import.exists')]);
    // Written differently, the same all the same ("1" and "1.0").
    else if (first.has(id)) failures.set(row.item, [repeated(plan, { twice: first.get(id)!.lines[0]!.number })]);
    else {
      first.set(id, row.item);
      known.push({ ...row, id });
    }
  });
  return { fresh, known };
}

const keyProblem = (plan: ImportPlan, code: string): Problem =>
  problem(code, [plan.key[0]!.field.name], { field: plan.key[0]!.field.label });

/** The canonical value of a key field, or undefined where it is empty or no such value. */
function keyPart(call: Call, column: Column, { item, values }: Row): unknown {
  const { field } = column;
  if (field.system) {
    const text = (item.lines[0]!.cells[column.index] ?? '').trim().toLowerCase();
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
  }
  const value = values[field.name];
  if (value === undefined || value === null) return undefined;
  const type = call.host.registry.fieldTypes.get(field.type);
  const normal = type?.normalize ? type.normalize(value, field.options) : value;
  if (normal === null || normal === undefined || normal === '') return undefined;
  return (type?.check(normal, field.options).length ?? 0) > 0 ? undefined : normal;
}

// ---- writing --------------------------------------------------------------------------------------------------------
async function insert(
  tx: Tx,
  { call, plan, isSearchedLater }: Importer,
  rows: readonly Row[],
  outcome: Outcome,
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => row.values);
  const { ids, failed } = await call.host.records.createMany(call, plan.entity.name, values, tx, { isSearchedLater });
  for (const { index, problems } of failed) outcome.failures.set(rows[index]!.item, withoutValues(problems));
  ids.forEach((id, i) => {
    if (id === null) return;
    outcome.inserted += 1;
    keepLater(rows[i]!, id, outcome);
  });
}

async function change(tx: Tx, { call, plan }: Importer, rows: readonly Known[], outcome: Outcome): Promise<void> {
  if (rows.length === 0) return;
  const changes = rows.map((row) => ({
    id: row.id,
    values: (present: { readonly [field: string]: unknown }) => changed(plan, row, present),
  }));
  const { results, failed } = await call.host.records.changeMany(call, plan.entity.name, changes, {}, tx);
  for (const { index, problems } of failed) outcome.failures.set(rows[index]!.item, withoutValues(problems));
  results.forEach((result, i) => {
    if (!result) return;
    if (result.isChanged) outcome.updated += 1;
    else outcome.unchanged += 1;
    keepLater(rows[i]!, rows[i]!.id, outcome);
  });
}

function keepLater(row: Row, record: string, outcome: Outcome): void {
  for (const { column, value } of row.later ?? []) {
    outcome.later.push({ line: row.item.lines[0]!, field: column.field.id, record, value });
  }
}

/** Problems of the record service begin with `values`; here the first step is the field. */
const withoutValues = (problems: readonly Problem[]): Problem[] =>
  problems.map((p) => (p.path[0] === 'values' ? { ...p, path: p.path.slice(1) } : p));

/** What a row makes of a record. Line items keep their rows, place by place, so that the same lines change nothing. */
function changed(plan: ImportPlan, { values, later }: Row, present: { readonly [field: string]: unknown }): unknown {
  const sent: { [field: string]: unknown } = { ...values };
  if (plan.clears) {
    for (const { field } of plan.columns) {
      const isLater = later?.some(({ column }) => column.field === field) ?? false;
      if (!field.system && !(field.name in sent) && !isLater) sent[field.name] = null;
    }
  }
  if (plan.lines) {
    const { field, columns } = plan.lines;
    const old = (present[field.name] as readonly { readonly [column: string]: unknown }[] | null) ?? [];
    const cleared = plan.clears ? Object.fromEntries(columns.map((column) => [column.field.name, null])) : {};
    sent[field.name] = (values[field.name] as readonly { readonly [column: string]: Json }[]).map((row, i) => ({
      ...old[i],
      ...cleared,
      ...row,
    }));
  }
  return sent;
}
