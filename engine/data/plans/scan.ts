/** Looks at every value before anything is changed: how many there are, and all that will not convert. */
import { isSame, textOf } from '../../entity/convert';
import type { BadValue } from '../../kernel/api';
import type { Problem } from '../../kernel/problems';
import type { Queryable } from '../documents/rows';
import { badText, carryRows, readRows, type Carried, type Carry } from './carry';

/** Rows read at a time. */
const SCAN_ROWS = 10_000;
const MOST_SHOWN = 20;
const MOST_SAMPLES = 5;
/** Different bad values that are told apart; more are still counted. */
const MOST_DIFFERENT = 100_000;

export interface Scan {
  /** Rows that hold something. */
  readonly values: number;
  /** Of those, values that will lie in the column in another way than now. */
  readonly changed: number;
  readonly bad: { readonly count: number; readonly different: number; readonly shown: readonly BadValue[] };
  readonly samples: readonly { readonly before: string; readonly after: string }[];
  /** Names of records that would be made. */
  readonly creates: number;
  /** Values that would lie twice in a field that takes each once. */
  readonly duplicates: readonly { readonly value: string; readonly n: number }[];
}
interface Bad {
  count: number;
  readonly why: Problem;
  readonly records: string[];
}

class Tally {
  values = 0;
  changed = 0;
  badCount = 0;
  readonly bad = new Map<string, Bad>();
  readonly creates = new Set<string>();
  readonly samples = new Map<string, string>();
  readonly seen = new Map<string, number>();

  constructor(
    private readonly carry: Carry,
    private readonly isUnique: boolean,
  ) {}

  add(carried: Carried): void {
    const { row, value, bad, create } = carried;
    const { to } = this.carry.converter;
    this.values += 1;
    if (create !== undefined) this.creates.add(create.trim().toLowerCase());
    if (bad && create === undefined) this.addBad(carried, bad);
    if (row.values.length !== 1 || !isSame(to, value, row.values[0])) this.changed += 1;
    const isShown = !bad && !this.carry.crypt && value !== null;
    if (isShown && this.samples.size < MOST_SAMPLES) this.addSample(carried);
    if (this.isUnique && value !== null && row.isAlive) {
      const key = `${this.carry.isLines ? row.record : ''}${JSON.stringify(value)}`;
      this.seen.set(key, (this.seen.get(key) ?? 0) + 1);
    }
  }

  private addBad(carried: Carried, why: Problem): void {
    this.badCount += 1;
    const text = badText(this.carry, carried);
    const known = this.bad.get(text);
    if (known) {
      known.count += 1;
      if (known.records.length < 3) known.records.push(carried.row.record);
    } else if (this.bad.size < MOST_DIFFERENT) this.bad.set(text, { count: 1, why, records: [carried.row.record] });
  }

  private addSample({ row, value }: Carried): void {
    const { converter, lookup } = this.carry;
    const before = textOf(converter, row.values, lookup);
    if (before === null) return;
    const { type, options, target } = converter.to;
    const after = target ? before : type.format(value, options, converter.how.locale, converter.how.timeZone);
    this.samples.set(before.slice(0, 80), after.slice(0, 80));
  }

  result(): Scan {
    const shown = [...this.bad]
      .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
      .slice(0, MOST_SHOWN)
      .map(([value, { count, why, records }]) => ({ value, count, why, records }));
    const twice = [...this.seen].filter(([, n]) => n > 1).sort(([, a], [, b]) => b - a);
    return {
      values: this.values,
      changed: this.changed,
      bad: { count: this.badCount, different: this.bad.size, shown },
      samples: [...this.samples].map(([before, after]) => ({ before, after })),
      creates: this.creates.size,
      duplicates: twice.slice(0, 5).map(([value, n]) => ({ value, n })),
    };
  }
}

/** @param db a pool or a transaction; nothing is written. */
export async function scan(db: Queryable, carry: Carry, isUnique: boolean): Promise<Scan> {
  const tally = new Tally(carry, isUnique);
  for await (const batch of batches(db, carry)) for (const carried of batch) tally.add(carried);
  return tally.result();
}

async function* batches(db: Queryable, carry: Carry, from: string | null = null): AsyncGenerator<readonly Carried[]> {
  for (let after = from; ;) {
    const rows = await readRows(db, carry, { after, limit: SCAN_ROWS });
    if (rows.length === 0) return;
    yield await carryRows(db, carry, rows);
    after = rows.at(-1)!.id;
  }
}

/** All values that will not convert, from row id `after` on, at most `size`: for the list a person downloads. */
export async function listBad(
  db: Queryable,
  carry: Carry,
  after: string | null,
  size: number,
): Promise<{ readonly bad: readonly (Carried & { readonly text: string })[]; readonly next: string | null }> {
  const found: (Carried & { text: string })[] = [];
  for await (const batch of batches(db, carry, after)) {
    for (const carried of batch) {
      if (!carried.bad || carried.create !== undefined) continue;
      found.push({ ...carried, text: badText(carry, carried) });
      if (found.length === size) return { bad: found, next: carried.row.id };
    }
  }
  return { bad: found, next: null };
}
