/** What an open form fills in from chosen records, beside its rules: told of each change and of each record that was read. */
import { rowKey, rowsOf, type Row } from '@/components/inputs/lines/rows';
import type { FormPlan } from '@/engine/form/compile';
import { Filling, type ChangedBy, type Filled, type FillQuestion } from '@/engine/form/filling';
import { linkId } from '@/engine/form/fills';
import type { RelatedRecord } from '@/engine/form/pipeline';
import type { Json } from '@/engine/kernel/json';
import type { Values } from './plan';

export interface Related {
  readonly [key: string]: { readonly [id: string]: RelatedRecord };
}

export class LogicFills {
  readonly #filling: Filling | undefined;
  /** Values as the form holds them, rows with their keys. */
  readonly #typed: { [name: string]: Json };
  #by: ChangedBy = 'hand';

  constructor(plan: FormPlan | undefined, values: Values, isNew: boolean) {
    this.#typed = { ...values };
    if (!plan || plan.fills.length === 0) return;
    this.#filling = new Filling(plan, isNew, (row, index) => rowKey(row as Row, index));
    if (isNew) this.#filling.begin(this.#read);
  }
  readonly #read = (name: string): Json => this.#typed[name] ?? null;

  changed(name: string, value: Json): void {
    const before = this.#typed[name] ?? null;
    this.#typed[name] = value;
    this.#filling?.changed(name, before, value, this.#read, this.#by);
  }
  /** While `run` runs, what changes is not entered by hand: it was filled in, or kept before. */
  changing(by: ChangedBy, run: () => void): void {
    const before = this.#by;
    this.#by = by;
    run();
    this.#by = before;
  }
  /** What chosen records fill in now; each is told once, to be put where it belongs. */
  filled(related: Related): readonly Filled[] {
    return this.#filling?.take(related, this.#read) ?? [];
  }
  /** Values that are there and would be others: a person decides. */
  questions(): readonly FillQuestion[] {
    return this.#filling?.questions(this.#read) ?? [];
  }
  answered(): void {
    this.#filling?.answered();
  }
  get isAwaiting(): boolean {
    return this.#filling?.isAwaiting ?? false;
  }
  /** Records that were asked for and may not be read. */
  unknown(key: string, ids: readonly string[]): void {
    this.#filling?.unknown(key, ids);
  }
  /** Whether a value is still to come; the server fills it in if it is not there when the form is sent. */
  awaits(name: string, row?: string, column?: string): boolean {
    return this.#filling?.awaits(name, row, column) ?? false;
  }
  /** Fields that are sent with a relation that is sent, changed or not: they were settled when it was chosen. */
  settled(relation: string): readonly string[] {
    return this.#filling?.settled(relation) ?? [];
  }
}

/**
 * Look-ups that were read with the record are what its linked records say: where nothing else is read of them, nothing
 * need be loaded to show them.
 */
export function seededBy(plan: FormPlan, needs: FormPlan['related'], values: Values): Related {
  const related: { [key: string]: { [id: string]: RelatedRecord } } = {};
  for (const { key, paths, field, list } of needs) {
    const own = plan.live.filter((live) => live.key === key);
    if (paths.some((path) => own.every(({ from }) => from !== path))) continue;
    for (const holder of list ? rowsOf(values[list.name] ?? null) : [values]) {
      const id = linkId(holder[field.name]);
      if (id === undefined || own.some((live) => holder[live.field.name] === undefined)) continue;
      const cells = own.map((live) => [live.from, holder[live.field.name]]);
      related[key] = { ...related[key], [id]: { id, ...Object.fromEntries(cells) } };
    }
  }
  return related;
}

/** A row with the records its look-ups read in place of their links, and the way back. */
export function withLinked(plan: FormPlan, list: string, row: Row, related: Related) {
  const links = plan.live.filter((live) => live.list?.name === list);
  const linked = links.flatMap(({ key, relation }) => {
    const record = related[key]?.[linkId(row[relation.name]) ?? ''];
    return record ? [[relation.name, record] as const] : [];
  });
  return {
    cells: linked.length > 0 ? { ...row, ...Object.fromEntries(linked) } : row,
    back: (made: { readonly [column: string]: unknown }): Row =>
      ({ ...made, ...Object.fromEntries(linked.map(([name]) => [name, row[name] ?? null])) }) as Row,
  };
}
