/** Auto-numbers that are added to many records: given before the publication, in a column nobody sees yet. */
import type { Queryable } from '../../data/documents/rows';
import type { DdlContext } from '../../entity/ddl';
import { expand } from '../../entity/ddl-convert';
import { numberSome, numbersOf, type AutoNumber } from '../../entity/derived/numbers';
import { comingId, MOST_COLUMNS, type Physical } from '../../entity/physical';
import type { PlanStep } from '../../kernel/api';
import { INLINE_ROWS } from './documents-carry';
import { namesOf, rowsOf } from './documents-derived';

export interface NumberFill {
  readonly number: AutoNumber;
  /** Names as they are until the publication. */
  readonly table: string;
  readonly column: string;
  readonly rows: number;
  readonly expand: readonly string[];
  /** The column takes the field's place; before every other statement of the publication. */
  readonly take: readonly string[];
}

/** @param late ids of the fields, decided when the run began; undefined: by how many records there are */
export async function planNumbers(
  db: Queryable,
  documents: readonly { readonly id: string }[],
  context: DdlContext,
  physical: Physical,
  late: ReadonlySet<string> | undefined,
): Promise<readonly NumberFill[]> {
  const found: NumberFill[] = [];
  for (const { id } of documents) {
    const entity = context.model.entity(id);
    const table = physical.tables.find((one) => one.id === id);
    if (!entity || !table || (table.attributes ?? 0) >= MOST_COLUMNS) continue;
    for (const number of numbersOf(entity)) {
      const { field } = number;
      // One that comes back from the trash has its numbers.
      if (context.tables.column(id, field.id) || late?.has(field.id) === false) continue;
      const rows = await rowsOf(db, table.name, table.rows ?? -1);
      if (!late && rows <= INLINE_ROWS) continue;
      const own = expand({ owner: entity, field }, context);
      const column = context.tables.column(id, comingId(field.id))!.name;
      const take = context.tables.handOver(id, comingId(field.id), field.id);
      found.push({ number, table: table.name, column, rows, expand: own, take });
    }
  }
  return found;
}

/** The next records, in the transaction given. @returns how many they were; fewer than `limit` at the end */
export async function numberNext(db: Queryable, { number, table, column }: NumberFill, limit: number): Promise<number> {
  const { count, give } = numberSome(number, { table, column, limit });
  const { rows } = await db.query<{ n: string }>(count);
  const n = Number(rows[0]!.n);
  if (n > 0) await db.query(give);
  return n;
}

/** Locked, sorted, numbered and written (tests/bench/derived.ts). */
const MS_PER_NUMBER = 0.08;
export function numberSteps(list: readonly NumberFill[]): readonly PlanStep[] {
  return list.map(({ number, rows, expand: own, take }) => ({
    class: 'S1',
    document: { kind: 'entity', name: number.entity.name },
    path: ['fields'],
    words: {
      'zh-CN': `发布前在后台按创建先后分批为 ${rows} 条已有记录编号：${namesOf([number], 'zh-CN')}。期间照常读写，切换时补编新增的记录。`,
      en: `Before the publication, number ${rows} records in the background in the order in which they were made: ${namesOf([number], 'en')}. Everybody goes on reading and writing; records made meanwhile are numbered with the swap.`,
    },
    sql: [...own, ...take],
    rows,
    estimateMs: Math.round(rows * MS_PER_NUMBER),
    lock: 'everybody',
  }));
}
