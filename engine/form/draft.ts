/** A form's state while it is being computed. Sets, maps and rows are copied only when something in them changes. */
import type { Expression } from '../expression/compile';
import { isObject, sameJson } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import { rowWithFormulas, type RowFormulas } from './formulas';
import { PARENT, type FormPlan, type RelatedNeed } from './plan';
import type { Values } from './record';
import {
  plainRow,
  type FormContext,
  type FormMessage,
  type FormState,
  type RelatedRecords,
  type RowState,
} from './state';

type At = Parameters<Expression['evaluate']>[0];
type Flags = 'visible' | 'required' | 'readOnly' | 'calculated' | 'hiddenParts';
type RowFlags = 'hidden' | 'required' | 'readOnly' | 'calculated';
type Rows = readonly Values[];

export class Draft {
  /** Names of fields and keys of parts (`part sec_1`) whose value or state is now another. */
  readonly changed = new Set<string>();
  readonly #plan: FormPlan;
  readonly #context: FormContext;
  readonly #values: { [field: string]: unknown };
  /** The record as expressions see it: rows with their formulas, relations with what was loaded of them. */
  readonly #view: { [field: string]: unknown };
  readonly #state: { -readonly [K in keyof FormState]: FormState[K] };
  /** What has been copied already and may be written to. */
  readonly #own = new Set<unknown>();
  readonly #seen = new Map<FieldModel, Seen | null>();

  constructor(plan: FormPlan, state: FormState, context: FormContext) {
    this.#plan = plan;
    this.#context = context;
    this.#values = { ...state.values };
    this.#state = { ...state, values: this.#values };
    this.#view = { ...state.values };
    for (const { field, list } of plan.related) if (!list) this.#viewRelation(field);
    for (const list of plan.lists) this.#view[list.name] = this.#viewRows(list);
    this.#own.add(this.#values);
  }

  state(): FormState {
    return this.#state;
  }

  value(field: FieldModel): unknown {
    return this.#values[field.name];
  }

  rows(list: FieldModel): Rows {
    const rows = this.#values[list.name];
    return Array.isArray(rows) ? (rows as Rows) : [];
  }

  /** What an expression about the record looks at. */
  at(): At {
    return { ...this.#context, record: this.#view };
  }

  /** What an expression about a row looks at. */
  atRow(list: FieldModel, row: number): At {
    // A row that is to be added is not there yet.
    const rows = this.#view[list.name] as Rows | null | undefined;
    return { ...this.#context, record: rows?.[row] ?? {}, records: { [PARENT]: this.#view } };
  }

  /** @returns whether it is another value */
  setValue(field: FieldModel, value: unknown): boolean {
    if (sameJson(value ?? null, this.#values[field.name] ?? null)) return false;
    this.putValue(field, value);
    return true;
  }

  putValue(field: FieldModel, value: unknown): void {
    this.#values[field.name] = value;
    this.#view[field.name] = value;
    if (field.child && this.#plan.lists.includes(field)) {
      this.#view[field.name] = this.#viewRows(field);
      this.resetRows(field);
    } else this.#viewRelation(field);
    this.changed.add(field.name);
  }

  /** @returns whether it is another value */
  setCell(list: FieldModel, row: number, column: FieldModel, value: unknown): boolean {
    const before = this.rows(list)[row];
    if (!before || sameJson(value ?? null, before[column.name] ?? null)) return false;
    this.putRow(list, row, { ...before, [column.name]: value });
    return true;
  }

  putRow(list: FieldModel, row: number, values: Values): void {
    const rows = this.#ownList(this.#values, list.name);
    rows[row] = values;
    const seen = this.#seenIn(list);
    if (seen) this.#ownList(this.#view, list.name)[row] = this.#viewRow(seen, values);
    else this.#view[list.name] = rows;
    this.changed.add(list.name);
  }

  /** Rows came, went or moved: what was said of them is said anew. */
  resetRows(list: FieldModel): void {
    if (!this.#plan.lists.includes(list)) return;
    const rows = new Map(this.#state.rows);
    rows.set(
      list.name,
      this.rows(list).map(() => plainRow(list)),
    );
    this.#state.rows = rows;
    this.#own.add(rows);
    this.#own.add(rows.get(list.name));
  }

  toggle(flag: Flags, name: string, isIn: boolean, changed = name): void {
    const before = this.#state[flag];
    if (before.has(name) === isIn) return;
    this.#state[flag] = this.#withMember(before, name, isIn);
    this.changed.add(changed);
  }

  toggleCell(flag: RowFlags, list: FieldModel, row: number, column: string, isIn: boolean): void {
    const before = this.#rowState(list, row);
    if (!before || before[flag].has(column) === isIn) return;
    this.#putRowState(list, row, { ...before, [flag]: this.#withMember(before[flag], column, isIn) });
  }

  setOptions(name: string, options: readonly string[] | undefined): void {
    if (sameJson(this.#state.options.get(name) ?? null, options ?? null)) return;
    this.#state.options = withEntry(this.#state.options, name, options);
    this.changed.add(name);
  }

  setCellOptions(list: FieldModel, row: number, column: string, options: readonly string[] | undefined): void {
    const before = this.#rowState(list, row);
    if (!before || sameJson(before.options.get(column) ?? null, options ?? null)) return;
    this.#putRowState(list, row, { ...before, options: withEntry(before.options, column, options) });
  }

  /** @param row undefined: a message about the record */
  setMessage(index: number, list: FieldModel | undefined, row: number | undefined, message?: FormMessage): void {
    if (!list || row === undefined) {
      if (sameMessage(this.#state.messages.get(index), message)) return;
      this.#state.messages = withEntry(this.#state.messages, index, message);
      this.changed.add(message ? String(message.path[0] ?? '') : '');
      return;
    }
    const before = this.#rowState(list, row);
    if (!before || sameMessage(before.messages.get(index), message)) return;
    this.#putRowState(list, row, { ...before, messages: withEntry(before.messages, index, message) });
  }

  #rowState(list: FieldModel, row: number): RowState | undefined {
    return this.#state.rows.get(list.name)?.[row];
  }

  #putRowState(list: FieldModel, row: number, state: RowState): void {
    const { rows } = this.#state;
    const map = this.#own.has(rows) ? (rows as Map<string, readonly RowState[]>) : new Map(rows);
    this.#own.add(map);
    this.#state.rows = map;
    const states = map.get(list.name)!;
    const copy = this.#own.has(states) ? (states as RowState[]) : [...states];
    this.#own.add(copy);
    copy[row] = state;
    map.set(list.name, copy);
    this.changed.add(list.name);
  }

  #withMember(set: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> {
    const copy = this.#own.has(set) ? (set as Set<string>) : new Set(set);
    this.#own.add(copy);
    if (isIn) copy.add(name);
    else copy.delete(name);
    return copy;
  }

  #ownList(of: { [field: string]: unknown }, name: string): Values[] {
    const list = of[name] as Values[];
    if (this.#own.has(list)) return list;
    const copy = [...list];
    this.#own.add(copy);
    of[name] = copy;
    return copy;
  }

  #viewRelation(field: FieldModel): void {
    const id = idOf(this.#values[field.name]);
    const record = typeof id === 'string' ? this.#context.related?.[field.name]?.[id] : undefined;
    if (record) this.#view[field.name] = record;
  }

  #viewRows(list: FieldModel): unknown {
    const rows = this.#values[list.name];
    const seen = this.#seenIn(list);
    return Array.isArray(rows) && seen ? (rows as Rows).map((row) => this.#viewRow(seen, row)) : rows;
  }

  /** What a row is seen with beside its cells; undefined: nothing. */
  #seenIn(list: FieldModel): Seen | undefined {
    const known = this.#seen.get(list);
    if (known !== undefined) return known ?? undefined;
    const { related = NONE } = this.#context;
    const formulas = this.#plan.rowFormulas.find(({ field }) => field === list);
    const relations = this.#plan.related.filter((need) => need.list === list && related[need.key]);
    const isTimeless = formulas?.formulas.every(({ expression }) => expression.given.size === 0) ?? true;
    const seen = formulas || relations.length > 0 ? { formulas, relations, related, isTimeless } : null;
    this.#seen.set(list, seen);
    return seen ?? undefined;
  }

  #viewRow({ formulas, relations, related, isTimeless }: Seen, row: Values): Values {
    const known = views.get(row);
    if (known && known.plan === this.#plan && known.related === related) return known.view;
    const cells: { [column: string]: unknown } = { ...row };
    for (const { key, field } of relations) {
      const id = idOf(row[field.name]);
      const record = typeof id === 'string' ? related[key]![id] : undefined;
      if (record) cells[field.name] = record;
    }
    const view = formulas ? rowWithFormulas(formulas, this.#plan.types, cells, this.#context) : cells;
    if (isTimeless) views.set(row, { plan: this.#plan, related, view });
    return view;
  }
}

interface Seen {
  readonly formulas: RowFormulas | undefined;
  readonly relations: readonly RelatedNeed[];
  readonly related: RelatedRecords;
  /** Formulas that do not ask who and when. */
  readonly isTimeless: boolean;
}

const NONE: RelatedRecords = {};
/** Rows are never changed in place, so what was computed of one holds as long as it is there. */
const views = new WeakMap<Values, { readonly plan: FormPlan; readonly related: object; readonly view: Values }>();

export const idOf = (value: unknown): unknown => (isObject(value) ? value.id : value);

function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

const sameMessage = (a: FormMessage | undefined, b: FormMessage | undefined): boolean =>
  a === b ||
  (!!a && !!b && a.text.en === b.text.en && a.text['zh-CN'] === b.text['zh-CN'] && sameJson([...a.path], [...b.path]));
