/** Lines of a file → items: one line each, or, where lines repeat the head of a record, all lines of that record. */
import type { Line } from './read';
import { LineIndex } from './keys';
import type { Column, ImportPlan } from './mapping';

/** What becomes one record. */
export interface Item {
  readonly lines: Line[];
  /** The line that had the same key before; 0 if none had. */
  readonly twice: number;
  /** Values that must be unique and stood in a line before. */
  readonly repeats: readonly { readonly column: Column; readonly line: number }[];
}
export interface Batch {
  readonly items: readonly Item[];
  /** Lines in it, those of the file's data that are behind it included. */
  readonly size: number;
  /** Lines of data before it. */
  readonly before: number;
}

/** More lines than any record takes: a group is cut there, and its rest is refused as standing apart. */
const MOST_LINES = 5000;

/** What stands in the key columns, for telling lines apart; undefined where a part is empty. */
export function keyText(key: readonly Column[], { cells }: Line): string | undefined {
  let text = '';
  for (const { index } of key) {
    const cell = (cells[index] ?? '').trim();
    if (cell === '') return undefined;
    text += `${cell}\u0001`;
  }
  return text;
}

/**
 * Items in batches of about `size` lines, in the order of the file. The first `skip` lines of data only have their keys
 * noted: they were written before.
 */
export async function* itemsOf(
  rows: AsyncIterable<readonly Line[]>,
  plan: ImportPlan,
  size: number,
  skip: number,
): AsyncGenerator<Batch> {
  const seen = new LineIndex();
  const unique = plan.columns
    .filter((column) => column.field.isUnique && !column.field.system && !plan.key.includes(column))
    .map((column) => ({ column, seen: new LineIndex() }));
  const { key, lines: grouped } = plan;
  let items: Item[] = [];
  let read = 0;
  let before = skip;
  let open: { readonly key: string | undefined; readonly item: Item } | undefined;
  const goesOn = (text: string | undefined): boolean =>
    grouped !== undefined && text !== undefined && open?.key === text && open.item.lines.length < MOST_LINES;
  for await (const some of withoutHeader(rows, plan)) {
    for (const line of some) {
      const text = key.length > 0 ? keyText(key, line) : undefined;
      const isSame = goesOn(text);
      // Between two items is where a batch may end: no record is written in two parts.
      if (!isSame && read - before >= size) {
        yield { items, size: read - before, before };
        before = read;
        items = [];
      }
      read += 1;
      if (isSame) {
        open!.item.lines.push(line);
        continue;
      }
      const twice = text === undefined ? 0 : seen.add(text, line.number);
      open = { key: text, item: { lines: [line], twice, repeats: repeatsOf(unique, line) } };
      if (read > skip) items.push(open.item);
    }
  }
  if (items.length > 0) yield { items, size: read - before, before };
}

async function* withoutHeader(rows: AsyncIterable<readonly Line[]>, plan: ImportPlan): AsyncGenerator<readonly Line[]> {
  let isHeader = plan.hasHeader;
  for await (const some of rows) {
    yield isHeader ? some.slice(1) : some;
    if (some.length > 0) isHeader = false;
  }
}

const NONE: Item['repeats'] = [];
function repeatsOf(
  unique: readonly { readonly column: Column; readonly seen: LineIndex }[],
  { cells, number }: Line,
): Item['repeats'] {
  let repeats: { column: Column; line: number }[] | undefined;
  for (const { column, seen } of unique) {
    const text = (cells[column.index] ?? '').trim();
    const line = text === '' ? 0 : seen.add(text, number);
    if (line > 0) (repeats ??= []).push({ column, line });
  }
  return repeats ?? NONE;
}

/** One pass over the file: how many lines of data, and which names they give that others may point to. */
export async function survey(
  rows: AsyncIterable<readonly Line[]>,
  plan: ImportPlan,
): Promise<{ readonly total: number; readonly names: LineIndex | undefined }> {
  const self = plan.columns.flatMap(({ relation }) => (relation?.isSelf ? relation.by : []));
  const columns = plan.columns.filter(({ field }) => self.includes(field));
  const names = columns.length > 0 ? new LineIndex() : undefined;
  let total = 0;
  for await (const some of withoutHeader(rows, plan)) {
    total += some.length;
    if (names) {
      for (const { cells, number } of some) {
        for (const { index } of columns) names.add((cells[index] ?? '').trim(), number);
      }
    }
  }
  return { total, names };
}
