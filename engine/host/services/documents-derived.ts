/** What a publication computes: inside of itself, or afterwards where there are too many records to keep people waiting. */
import { readDerived } from '../../data/derived/state';
import type { Queryable } from '../../data/documents/rows';
import { childrenOf } from '../../entity/derived/children';
import { endsIndex, planDerived, type DerivedField, type DerivedPlan } from '../../entity/derived/plan';
import { directReads } from '../../entity/derived/reads';
import type { DdlContext } from '../../entity/ddl';
import { emptied, type EarlyIndex } from '../../entity/ddl-convert';
import { quoteIdentifier, quoteTable } from '../../entity/identifiers';
import { MOST_COLUMNS, type Physical } from '../../entity/physical';
import type { PlanStep } from '../../kernel/api';
import { INLINE_ROWS } from './documents-carry';

export interface LateField extends DerivedField {
  readonly rows: number;
}
export interface DerivedWork extends Pick<DerivedPlan, 'computed'> {
  /** The last statements of the publication. */
  readonly sql: readonly string[];
  readonly late: readonly LateField[];
  readonly early: readonly EarlyIndex[];
}
export const NOTHING_TO_DERIVE: DerivedWork = { sql: [], computed: [], late: [], early: [] };

export interface DerivedAsked {
  /** Tables as they are before the publication. */
  readonly physical: Physical;
  /** Ids of fields whose values are carried over. */
  readonly changed: ReadonlySet<string>;
  /** Decided when the run began; undefined: by how many records there are. */
  readonly late: ReadonlySet<string> | undefined;
  readonly stamp: string;
}

/** @param context the tables after all other statements of the publication */
export async function workOut(db: Queryable, context: DdlContext, asked: DerivedAsked): Promise<DerivedWork> {
  const { model } = context;
  const { physical, changed } = asked;
  const state = await readDerived(db);
  const now = planDerived(model, state, { changed });
  if (now.computed.length === 0) return { ...NOTHING_TO_DERIVE, sql: now.sql };
  const tables = new Map(physical.tables.map((table) => [table.id, table]));
  const rows = new Map<string, number>();
  for (const { id } of new Set(
    model.entities.flatMap((entity) => [entity, ...entity.fields.flatMap((f) => f.child ?? [])]),
  )) {
    const table = tables.get(id);
    const isNeeded = table && now.computed.some((one) => tablesOf(one).includes(id));
    if (isNeeded) rows.set(id, await rowsOf(db, table.name, table.rows ?? -1));
  }
  function tablesOf({ entity, field }: DerivedField): string[] {
    const { computation } = field.derived ?? {};
    if (!computation) return [entity.id];
    if (computation.by === 'children') {
      return [entity.id, childrenOf(model, entity, computation.children)?.entity.id ?? ''];
    }
    const lines = directReads(model, entity, computation).flatMap((read) =>
      read.entity.parent ? [read.entity.id] : [],
    );
    return [entity.id, ...lines];
  }
  const isBig = (one: DerivedField): boolean => tablesOf(one).some((id) => (rows.get(id) ?? 0) > INLINE_ROWS);
  const hasRoom = ({ entity }: DerivedField): boolean => (tables.get(entity.id)?.attributes ?? 0) < MOST_COLUMNS;
  const isLate = (one: DerivedField): boolean =>
    asked.late ? asked.late.has(one.field.id) : isBig(one) && hasRoom(one);
  const plan = planDerived(model, state, { changed, isLate });
  const had = ({ entity, field }: DerivedField): boolean =>
    tables.get(entity.id)?.columns.some(({ id }) => id === field.id) ?? false;
  // What was computed otherwise (or lay in the trash) is gone with the publication; nothing stands there until it is right.
  const clear = plan.late.filter(had).flatMap(({ entity, field }) => emptied(entity, field, context, asked.stamp));
  return {
    sql: [...clear, ...plan.sql],
    computed: plan.computed,
    late: plan.late.map((one) => ({ ...one, rows: Math.max(0, rows.get(one.entity.id) ?? 0) })),
    early: plan.late.flatMap((one) => earlyIndex(one, context, physical, changed)),
  };
}

/** Small tables are counted, and those the database knows nothing of; of others its estimate will do. */
export async function rowsOf(db: Queryable, name: string, estimate: number): Promise<number> {
  const table = quoteTable({ schema: 'data', name });
  const count = async (from: string): Promise<number> =>
    Number((await db.query<{ n: string }>(`select count(*) as n from ${from} x`)).rows[0]!.n);
  const n = await count(`(select 1 from ${table} limit ${INLINE_ROWS + 1})`);
  if (n <= INLINE_ROWS) return n;
  return estimate > INLINE_ROWS ? estimate : count(table);
}

/** The smallest and largest are read off an index of the children, which is built while everybody writes. */
function earlyIndex(
  { entity, field }: DerivedField,
  { model }: DdlContext,
  physical: Physical,
  changed: ReadonlySet<string>,
): EarlyIndex[] {
  const found = endsIndex(model, entity, field);
  const table = physical.tables.find(({ id }) => id === found?.child.id);
  if (!found || !table || physical.indexes.has(found.name)) return [];
  // As they are called until the publication; one that is new or converted by it gets its index there.
  const columns = found.columns.map((own) =>
    own.system ? own.column! : changed.has(own.id) ? undefined : table.columns.find(({ id }) => id === own.id)?.name,
  );
  if (columns.includes(undefined)) return [];
  const list = columns.map((column) => quoteIdentifier(column!)).join(', ');
  const on = `${quoteTable({ schema: 'data', name: table.name })} (${list})${found.where}`;
  return [
    {
      name: found.name,
      sql: `create index concurrently ${quoteIdentifier(found.name)} on ${on}`,
      drop: `drop index concurrently if exists ${quoteTable({ schema: 'data', name: found.name })}`,
    },
  ];
}

/** Computing the values of all records is a step people should see; triggers made anew after a rename are not. */
/** @param told ids of fields of which another step tells already */
export function derivedStep({ sql, computed, late }: DerivedWork, told: ReadonlySet<string>): readonly PlanStep[] {
  const lateIds = new Set(late.map(({ field }) => field.id));
  const now = computed.filter(({ field }) => !lateIds.has(field.id) && !told.has(field.id));
  const rows = late.reduce((sum, one) => sum + one.rows, 0);
  const steps: PlanStep[] = [];
  if (now.length > 0) {
    const words = {
      'zh-CN': `为已有记录计算：${namesOf(now, 'zh-CN')}。`,
      en: `Compute for the records there are: ${namesOf(now, 'en')}.`,
    };
    steps.push({ class: 'S1', document: documentOf(now[0]!), path: ['fields'], words, sql });
  }
  if (late.length > 0) {
    const words = {
      'zh-CN': `发布后在后台分批为已有的 ${rows} 个值计算：${namesOf(late, 'zh-CN')}。期间照常读写；新写入的记录立即算好，其余在算到之前为空，字段标明“计算中”，最后逐条核对。`,
      en: `After the publication, compute ${rows} values in the background, some records at a time: ${namesOf(late, 'en')}. Everybody goes on reading and writing: what is written meanwhile is computed at once; the others stay empty until their turn, with the field marked as being computed. In the end every value is compared.`,
    };
    const own = now.length > 0 ? [] : sql;
    steps.push({
      class: 'S1',
      document: documentOf(late[0]!),
      path: ['fields'],
      words,
      sql: [...own, `/* ${rows} values, in batches, after the publication */`],
      rows,
      estimateMs: Math.round(rows * MS_PER_VALUE),
      lock: 'everybody',
    });
  }
  return steps;
}
/** Computed, written and compared (tests/bench/derived.ts). */
const MS_PER_VALUE = 0.06;

export const namesOf = (list: readonly DerivedField[], locale: 'zh-CN' | 'en'): string =>
  list.map(({ entity, field }) => `${entity.label[locale]} ${field.label[locale]}`).join(locale === 'en' ? ', ' : '、');
const documentOf = ({ entity }: DerivedField): PlanStep['document'] => ({
  kind: 'entity',
  name: (entity.parent?.entity ?? entity).name,
});
