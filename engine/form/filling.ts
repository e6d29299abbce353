/**
 * What is filled in while somebody fills in a form: change by change, with answers that come when they come. A value is
 * filled for the record that is chosen when its answer is there; what was read for a record that is no longer chosen,
 * or for a field that was written in meanwhile, is discarded. Pure but for what it remembers.
 */
import { sameJson, type Json } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import { linkId, takenFrom, type Fill } from './fills';
import type { FormPlan, Key } from './plan';
import { normalizeValue, type Values } from './record';
import type { RelatedRecords } from './state';
import { isBlank } from './values';

/** A value to be put into a field, or into a cell of the row with this key. */
export interface Filled {
  readonly fill: Fill;
  /** undefined: of the record. */
  readonly row: string | undefined;
  readonly value: Json;
}
/** A value that is there already and would be another: a person decides. */
export interface FillQuestion extends Filled {
  readonly present: Json;
}
/** By hand; as what a chosen record filled in; or as it was kept before: a draft, a step taken back, what the server has. */
export type ChangedBy = 'hand' | 'fill' | 'restore';
/** Rows by the key that stays with them. */
export type RowKey = (row: Values, index: number) => string;
/** The values of a form: fields, and rows of line items with whatever tells them apart. */
type Read = (name: string) => unknown;

interface Awaited {
  readonly fill: Fill;
  readonly row: string | undefined;
  readonly id: string;
  /** What stands there is nobody's: empty, or the default of a record or row that is new. Nobody is asked. */
  readonly isFree: boolean;
}

export class Filling {
  readonly #plan: FormPlan;
  readonly #isNew: boolean;
  readonly #keyOfRow: RowKey;
  readonly #lists: readonly FieldModel[];
  /** Fields (and cells) written in by hand since what they follow from was chosen: nothing that follows comes over them. */
  readonly #written = new Set<string>();
  /** By fill and row. */
  readonly #awaited = new Map<string, Awaited>();
  #questions: readonly FillQuestion[] = [];

  /** @param isNew the record is not there yet: its defaults give way */
  constructor(plan: FormPlan, isNew: boolean, keyOfRow: RowKey) {
    this.#plan = plan;
    this.#isNew = isNew;
    this.#keyOfRow = keyOfRow;
    this.#lists = [...new Set(plan.fills.flatMap(({ list }) => list ?? []))];
  }

  /** A new record was opened with records chosen already: what is empty, or at its default, is filled from them. */
  begin(read: Read): void {
    for (const fill of this.#plan.fills) {
      const isFree = this.#isUntouched(fill, read(fill.field.name));
      if (!fill.list && isFree) this.#choose(fill, undefined, read(fill.relation.name), isFree, 'hand');
    }
    for (const list of this.#lists) this.#rowsChanged(list, null, read(list.name), 'hand');
  }

  /** A field was changed. `before`: as it was. */
  changed(name: string, before: unknown, after: unknown, read: Read, by: ChangedBy = 'hand'): void {
    const list = this.#lists.find((one) => one.name === name);
    if (list) return this.#rowsChanged(list, before, after, by);
    for (const fill of this.#plan.fills) {
      if (fill.list) continue;
      if (fill.field.name === name && by !== 'fill') this.#write(fill, undefined);
      if (fill.relation.name !== name || linkId(before) === linkId(after)) continue;
      const present = read(fill.field.name);
      const isFree = isBlank(present) || (this.#isNew && this.#isUntouched(fill, present));
      this.#choose(fill, undefined, after, isFree, by);
    }
  }

  /**
   * What is known by now, each once. Values are to be put where they belong and told by `changed`; questions stay open
   * until they are answered or overtaken.
   */
  take(related: RelatedRecords, read: Read): readonly Filled[] {
    const filled: Filled[] = [];
    const asked: FillQuestion[] = [];
    for (const [place, { fill, row, id, isFree }] of this.#awaited) {
      const record = related[fill.key]?.[id];
      if (!record) continue;
      this.#awaited.delete(place);
      const now = this.#at(fill, row, read);
      if (linkId(now?.relation) !== id) continue;
      const value = takenFrom(fill, record, this.#plan.types) as Json | undefined;
      const present = (now?.value ?? null) as Json;
      if (value === undefined || this.#isSame(fill.field, value, present)) continue;
      if (fill.mode === 'ask' && !isFree) {
        // A record that says nothing takes nothing away.
        if (!isBlank(value)) asked.push({ fill, row, value, present });
      } else filled.push({ fill, row, value });
    }
    if (asked.length > 0) this.#questions = [...this.#questions, ...asked];
    return filled;
  }

  /** The questions that stand. One whose field was written in since, or whose row is gone, is none any more. */
  questions(read: Read): readonly FillQuestion[] {
    const open = this.#questions.filter(({ fill, row, present }) => {
      const now = this.#at(fill, row, read);
      return now !== undefined && this.#isSame(fill.field, now.value, present);
    });
    if (open.length !== this.#questions.length) this.#questions = open;
    return this.#questions;
  }

  /** All questions are answered; what was taken is put by the caller. */
  answered(): void {
    this.#questions = [];
  }

  /** Whether a value is still to come: it is not sent, and the server fills it in. What a person is asked about stays. */
  awaits(name: string, row?: string, column?: string): boolean {
    if (this.#awaited.size === 0) return false;
    return [...this.#awaited.values()].some(({ fill, row: at, isFree }) => {
      if (fill.mode === 'ask' && !isFree) return false;
      const { list, field } = fill;
      return list ? list.name === name && at === row && field.name === column : field.name === name;
    });
  }

  /** What is filled in along what this fills in. */
  #following({ list, field }: Fill): readonly Fill[] {
    const next = this.#plan.fills.filter(
      (one) => one.list === list && one.relation === field && one.mode === 'snapshot',
    );
    return next.flatMap((one) => [one, ...this.#following(one)]);
  }

  get isAwaiting(): boolean {
    return this.#awaited.size > 0;
  }

  /** Records that were asked for and of which nothing may be known. */
  unknown(key: Key, ids: readonly string[]): void {
    for (const [place, { fill, id }] of this.#awaited) {
      if (fill.key === key && ids.includes(id)) this.#awaited.delete(place);
    }
  }

  /** Fields that stand as they are to be whatever is chosen along this relation: they are sent with it, changed or not. */
  settled(relation: string): readonly string[] {
    return this.#plan.fills.flatMap(({ list, relation: of, field }) =>
      !list && of.name === relation && !this.awaits(field.name) ? [field.name] : [],
    );
  }

  #rowsChanged(list: FieldModel, before: unknown, after: unknown, by: ChangedBy): void {
    const fills = this.#plan.fills.filter((fill) => fill.list === list);
    const oldOf = this.#finder(rowsOf(before));
    for (const [index, row] of rowsOf(after).entries()) {
      const key = this.#keyOfRow(row, index);
      const old = oldOf(key, index);
      if (old === row) continue;
      for (const fill of fills) this.#rowChanged(fill, key, old, row, by);
    }
  }

  #rowChanged(fill: Fill, key: string, old: Values | undefined, row: Values, by: ChangedBy): void {
    const value = row[fill.field.name];
    const isWritten = by !== 'fill' && old !== undefined && !this.#isSame(fill.field, old[fill.field.name], value);
    if (isWritten) this.#write(fill, key);
    const chosen = row[fill.relation.name];
    if (linkId(chosen) === linkId(old?.[fill.relation.name])) return;
    const isNewRow = row.id === undefined || row.id === null;
    const isFree = isBlank(value) || (isNewRow && this.#isUntouched(fill, value));
    // A row that comes with its values (pasted, copied, brought back) keeps them.
    if (isWritten || (!old && !isFree)) this.#write(fill, key);
    else this.#choose(fill, key, chosen, isFree, by);
  }

  /** Rows as they were, most often at the same place. */
  #finder(rows: readonly Values[]): (key: string, index: number) => Values | undefined {
    let byKey: ReadonlyMap<string, Values> | undefined;
    return (key, index) => {
      const here = rows[index];
      if (here && this.#keyOfRow(here, index) === key) return here;
      byKey ??= new Map(rows.map((row, at) => [this.#keyOfRow(row, at), row]));
      return byKey.get(key);
    };
  }

  #choose(fill: Fill, row: string | undefined, link: unknown, isFree: boolean, by: ChangedBy): void {
    const place = placeOf(fill, row);
    this.#forget(fill, row);
    if (by === 'restore') return;
    if (by === 'hand') for (const one of [fill, ...this.#following(fill)]) this.#written.delete(placeOf(one, row));
    const id = linkId(link);
    if (id !== undefined && !this.#written.has(place)) this.#awaited.set(place, { fill, row, id, isFree });
  }

  /** Whoever writes into a field means it. */
  #write(fill: Fill, row: string | undefined): void {
    this.#forget(fill, row);
    this.#written.add(placeOf(fill, row));
  }

  #forget(fill: Fill, row: string | undefined): void {
    this.#awaited.delete(placeOf(fill, row));
    this.#questions = this.#questions.filter((one) => one.fill !== fill || one.row !== row);
  }

  /** The relation and the value as they stand; undefined: the row is gone. */
  #at({ list, relation, field }: Fill, row: string | undefined, read: Read) {
    if (!list) return { relation: read(relation.name), value: read(field.name) };
    const found = rowsOf(read(list.name)).find((one, index) => this.#keyOfRow(one, index) === row);
    return found && { relation: found[relation.name], value: found[field.name] };
  }

  #isUntouched({ field }: Fill, value: unknown): boolean {
    return isBlank(value) || (field.default !== undefined && this.#isSame(field, value, field.default));
  }

  #isSame(field: FieldModel, a: unknown, b: unknown): boolean {
    const normal = (value: unknown): Json =>
      ((field.kind === 'record' ? linkId(value) : normalizeValue(field, value ?? null, this.#plan.types)) ??
        null) as Json;
    return sameJson(normal(a), normal(b));
  }
}

const placeOf = (fill: Fill, row: string | undefined): string => `${fill.id} ${row ?? ''}`;
const rowsOf = (value: unknown): readonly Values[] => (Array.isArray(value) ? (value as readonly Values[]) : []);
