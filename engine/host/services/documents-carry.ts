/** The conversions of a publication, ready to run: which columns, what they held before, and what their values say. */
import type { Queryable } from '../../data/documents/rows';
import type { Carry, Column, Crypt, Former } from '../../data/plans/carry';
import { Lookup } from '../../data/plans/lookup';
import { scan, type Scan } from '../../data/plans/scan';
import { readTrash, type TrashRow } from '../../data/plans/trash';
import { choicesFor, sideOf, type Converter } from '../../entity/convert';
import { conversionsOf, type ConversionContext, type FieldConversion } from '../../entity/conversions';
import { discard, earlyIndexes, expand, type EarlyIndex } from '../../entity/ddl-convert';
import { quoteText } from '../../entity/identifiers';
import { comingId, MOST_COLUMNS, type Physical, type Tables } from '../../entity/physical';
import type { Conversion, ConversionChoice, ConversionView } from '../../kernel/api';
import type { EntityDocument, FieldUse } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
import { problem, refuse, type Problem } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import type { Secrets } from '../../kernel/secrets';
import type { Locale } from '../../kernel/text';

/** Tables up to this size are converted inside the transaction of the publication. */
export const INLINE_ROWS = 2_000;

export interface CarryContext {
  readonly db: Queryable;
  /** After the publication. */
  readonly model: Model;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly physical: Physical;
  readonly conversions: readonly Conversion[];
  readonly reader: { readonly locale: Locale; readonly timeZone: string };
  /** false: the values were looked at when the run began. Then `plain` are the fields whose values stay as they lie. */
  readonly isScanning: boolean;
  readonly plain: ReadonlySet<string>;
  readonly secrets?: Secrets | undefined;
}
export interface PlannedConversion {
  readonly field: FieldConversion;
  readonly carry: Carry;
  readonly coming: Column;
  /** Rows of the table. */
  readonly rows: number;
  readonly scan: Scan | undefined;
  /** Every value stays as it lies: only what it is called changes. */
  readonly isPlain: boolean;
  readonly expand: readonly string[];
  readonly early: readonly EarlyIndex[];
  /** Lets go of what an encrypted field kept in plain text from earlier conversions; with the publication. */
  readonly drops: readonly string[];
}
export interface CarryPlan {
  readonly list: readonly PlannedConversion[];
  readonly problems: readonly Problem[];
}
const NO_CONVERSIONS: CarryPlan = { list: [], problems: [] };

/** @param before as published, or as it was when it was taken away */
export async function planConversions(
  before: EntityDocument | undefined,
  after: EntityDocument,
  context: CarryContext,
): Promise<CarryPlan> {
  const { db, tables, registry } = context;
  if (!tables.has(after.id)) return NO_CONVERSIONS;
  const trash = await readTrash(db, { entity: after.id });
  const uses = trash.filter(({ what }) => what === 'field').map((row) => JSON.parse(row.content) as FieldUse);
  const trashed = new Map(uses.map((use) => [use.id, use]));
  const about: ConversionContext = { ...context, ...context.reader, registry, trashed };
  const { list: found, problems } = conversionsOf(before, after, about);
  const faults: Problem[] = [...problems];
  const list: PlannedConversion[] = [];
  for (const field of found) {
    const carry = carryOf(field, trash, context);
    if (!carry) {
      const name = field.field.name;
      faults.push(problem('plan.unknownField', field.path, { name }));
      continue;
    }
    const planned = await planOne(field, carry, context);
    faults.push(...problemsOf(planned, context));
    list.push({ ...planned, drops: dropsOf(field, trash, context) });
  }
  return { list, problems: faults };
}

async function planOne(
  field: FieldConversion,
  carry: Carry,
  context: CarryContext,
): Promise<Omit<PlannedConversion, 'drops'>> {
  const { db, tables } = context;
  const seen = context.isScanning ? await scan(db, carry, field.field.isUnique) : undefined;
  const rows = context.isScanning ? await countRows(db, carry.table) : 0;
  const isPlain =
    field.mode === 'inspect' || (seen ? staysAsItLies(field, carry, seen) : context.plain.has(field.field.id));
  const own = isPlain ? [] : expand(field, context);
  const coming = tables.column(field.owner.id, comingId(field.field.id));
  return {
    field,
    carry,
    coming: coming ?? { name: field.field.column!, type: field.field.columnType! },
    rows,
    scan: seen,
    isPlain,
    expand: own,
    early: isPlain ? [] : earlyIndexes(field, context),
  };
}

/** Columns that were kept of the field, which hold its values as they lay open. */
function dropsOf(
  { field, owner, crypt }: FieldConversion,
  trash: readonly TrashRow[],
  { tables }: CarryContext,
): string[] {
  if (crypt !== 'seal') return [];
  const kept = trash.filter(({ what, field_id: id }) => what === 'values' && id === field.id);
  return kept.flatMap(({ id, column_id: column }) => [
    ...(column && tables.column(owner.id, column) ? discard(owner.id, column, id.replaceAll('-', ''), tables) : []),
    `delete from public.schema_trash where id = ${quoteText(id)}`,
  ]);
}

/** Each value under its record's place, as the write path does (engine/data/secrets). */
function cryptFor({ crypt, owner, field, converter }: FieldConversion, { secrets }: CarryContext): Crypt | undefined {
  if (!crypt) return undefined;
  const { type, options } = converter.to;
  const keys = secrets ?? refuse('secrets.noKey');
  const placeOf = (record: string) => ({ entity: owner.id, field: field.id, record });
  if (crypt === 'seal') {
    return (record, value) => {
      const normal = type.normalize ? type.normalize(value, options) : value;
      return { value: keys.seal(placeOf(record), String(normal)) };
    };
  }
  return (record, stored) => {
    const value = keys.open(placeOf(record), stored);
    return typeof value === 'string' ? { value } : { value: null, bad: problem('plan.unreadable') };
  };
}

/** The column can simply be called otherwise: same type, nothing chosen, and no value changes. */
function staysAsItLies(
  { field, converter, conversion, crypt }: FieldConversion,
  { sources, own }: Carry,
  seen: Scan,
): boolean {
  if (crypt) return false;
  const isSelf = converter.from.length === 1 && converter.from[0]!.id === field.id && !own;
  if (!isSelf || conversion.split || sources[0]!.type !== field.columnType) return false;
  return seen.changed === 0 && seen.bad.count === 0 && seen.creates === 0;
}

async function countRows(db: Queryable, table: string): Promise<number> {
  const { rows } = await db.query<{ n: string }>(`select count(*) as n from ${table}`);
  return Number(rows[0]!.n);
}

function carryOf(field: FieldConversion, trash: readonly TrashRow[], context: CarryContext): Carry | undefined {
  const { tables, model } = context;
  const { owner, converter } = field;
  const columns = converter.from.map(({ id }) => tables.column(owner.id, id));
  if (columns.some((column) => column === undefined)) return undefined;
  return {
    table: tables.quoted(owner.id),
    isLines: owner.parent !== undefined,
    sources: columns as Column[],
    converter,
    lookup: lookupOf(converter, field.match, model),
    own: field.isFilling ? tables.column(owner.id, field.field.id) : undefined,
    former: formerOf(field, trash, context),
    crypt: cryptFor(field, context),
  };
}

function lookupOf(converter: Converter, match: FieldConversion['match'], model: Model): Lookup {
  const entityOf = (target: string | undefined): EntityModel | undefined =>
    target === undefined ? undefined : model.entity(target);
  const named = converter.from.flatMap(({ target }) => entityOf(target) ?? []);
  const entity = entityOf(converter.to.target);
  return new Lookup({ named, sought: entity && match ? { entity, match } : undefined });
}

/** The values come home: the column they had when the field last was of this type, and every conversion since. */
function formerOf(field: FieldConversion, trash: readonly TrashRow[], context: CarryContext): Former | undefined {
  const { converter, was, field: model } = field;
  if (!was || field.crypt || field.isFilling || converter.from.length !== 1 || converter.from[0]!.id !== model.id) {
    return undefined;
  }
  const kept = trash.filter(({ what, field_id: id }) => what === 'values' && id === model.id);
  const first = kept.findLastIndex((row) => (JSON.parse(row.content) as FieldUse).type === model.type);
  if (first < 0) return undefined;
  const column = context.tables.column(field.owner.id, kept[first]!.column_id ?? '');
  if (!column || column.type !== model.columnType) return undefined;
  const chain = kept.slice(first).map((row) => stageOf(row, context));
  if (chain.some((stage) => stage === undefined) || chain.at(-1)!.converter.to.type.type !== was.type) return undefined;
  return { column, chain: chain as Former['chain'] };
}

function stageOf(
  { conversion }: TrashRow,
  { registry, model, reader }: CarryContext,
): Former['chain'][number] | undefined {
  if (!conversion) return undefined;
  const stage = JSON.parse(conversion) as { conversion: Conversion; from: FieldUse; to: FieldUse; run?: string };
  const [from, to] = [registry.fieldTypes.get(stage.from.type), registry.fieldTypes.get(stage.to.type)];
  if (!from || !to) return undefined;
  const how = {
    ...stage.conversion,
    locale: stage.conversion.locale ?? reader.locale,
    timeZone: stage.conversion.timeZone ?? reader.timeZone,
  };
  const converter: Converter = { from: [sideOf(stage.from, from)], to: sideOf(stage.to, to), how };
  const target = converter.to.target === undefined ? undefined : model.entity(converter.to.target);
  const match = how.match === undefined ? target?.titleField : target?.field(how.match);
  return { converter, lookup: lookupOf(converter, match, model), run: stage.run };
}

/** What stands in the way: bad values nobody has said what to do with, values that would lie twice, a full table. */
function problemsOf(
  { field, scan: seen, isPlain, expand: sql }: Omit<PlannedConversion, 'drops'>,
  { physical }: CarryContext,
): Problem[] {
  const { path, conversion } = field;
  const label = field.field.label;
  const problems: Problem[] = [];
  const bad = seen?.bad.count ?? 0;
  if (bad > 0 && field.crypt) {
    problems.push(problem('plan.unreadableValues', path, { field: label, n: bad }));
  } else if (bad > 0 && !isPlain && !conversion.quarantine) {
    problems.push(problem('plan.badValues', path, { field: label, n: bad }));
  }
  if (seen && seen.duplicates.length > 0 && !isPlain) {
    const values = seen.duplicates.map(({ value, n }) => `${value} (× ${n})`).join(', ');
    problems.push(problem('entity.duplicates', path, { field: label, values }));
  }
  const table = physical.tables.find(({ id }) => id === field.owner.id);
  if (sql.some((statement) => statement.includes(' add column ')) && (table?.attributes ?? 0) >= MOST_COLUMNS) {
    problems.push(problem('plan.tooManyColumns', path, { entity: field.entity.label, n: table!.attributes! }));
  }
  return problems;
}

/** What people see of a conversion. */
export function viewOf({ field, scan: seen }: PlannedConversion): ConversionView | undefined {
  if (!seen) return undefined;
  const { from, to } = field.converter;
  const side = (s: Converter['to']) => ({ id: s.id, label: s.label, type: s.type.type });
  return {
    conversion: field.conversion,
    choices: field.crypt ? [] : (choicesFor(field.converter, field.conversion) as ConversionChoice[]),
    from: from.map(side),
    to: side(to),
    values: seen.values,
    samples: seen.samples,
    bad: seen.bad,
    creates: seen.creates,
  };
}
