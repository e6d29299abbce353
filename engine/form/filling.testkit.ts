/** Both ends of a form that fills in: a browser in which answers come when they come, and the server's part of a write. */
import { Filling } from './filling';
import { fillWrite, linkId, type FillableWrite } from './fills';
import { order, related } from './fills.testkit';
import { changeField, relate, startForm, submitForm, type FormContext, type FormState } from './pipeline';
import type { FormPlan } from './plan';
import { prepareWrite } from './prepare';
import type { Values } from './record';
import type { RelatedRecords } from './state';

const context: Omit<FormContext, 'isNew'> = {
  me: null,
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
};
type Row = { readonly [column: string]: unknown };
export const rowsOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : []);
const keyOf = (row: Values, index: number): string => String(row.$key ?? row.id ?? `at-${index}`);

/** A form as a browser has it: values with the keys of rows, answers that come when they come. */
export class Browser {
  state: FormState;
  known: RelatedRecords = {};
  readonly filling: Filling;
  #values: { [field: string]: unknown };
  readonly #opened: Values;
  #late: { readonly key: string; readonly id: string }[] = [];

  constructor(
    readonly plan: FormPlan,
    readonly start: Values,
    readonly isNew: boolean,
  ) {
    this.state = startForm(plan, start, this.context());
    this.#values = { ...this.state.values };
    this.#opened = { ...this.#values };
    this.filling = new Filling(plan, isNew, keyOf);
    if (isNew) this.filling.begin(this.read);
    this.#ask();
  }
  context = (): FormContext => ({ ...context, isNew: this.isNew, related: this.known });
  readonly read = (name: string): unknown => this.#values[name];

  type(name: string, value: unknown, by: 'hand' | 'fill' = 'hand'): void {
    const before = this.#values[name];
    this.#values[name] = value;
    const bare = Array.isArray(value) ? rowsOf(value).map(({ $key: _key, ...row }) => row) : value;
    this.state = changeField(this.plan, this.state, name, bare, this.context()).state;
    this.filling.changed(name, before, value, this.read, by);
    this.#ask();
    this.#fill();
  }
  cell(row: number, column: string, value: unknown, by: 'hand' | 'fill' = 'hand'): void {
    const rows = rowsOf(this.#values.items);
    if (!rows[row]) return;
    this.type(
      'items',
      rows.map((one, at) => (at === row ? { ...one, [column]: value } : one)),
      by,
    );
  }
  /** One of the answers that are under way comes. */
  answer(nth = 0): void {
    const [one] = this.#late.splice(nth % Math.max(1, this.#late.length), 1);
    if (!one) return;
    const record = related[one.key]?.[one.id];
    if (!record) return;
    this.known = { ...this.known, [one.key]: { ...this.known[one.key], [one.id]: record } };
    this.state = relate(this.plan, this.state, one.key, this.context()).state;
    this.#fill();
  }
  answerAll(): void {
    while (this.#late.length > 0) this.answer();
  }
  #ask(): void {
    for (const { key, relation, list } of this.plan.fills) {
      for (const row of list ? rowsOf(this.#values[list.name]) : [this.#values]) {
        const link = row[relation.name] as string | { id: string } | null | undefined;
        const id = typeof link === 'object' ? link?.id : link;
        const isAsked = this.#late.some((one) => one.key === key && one.id === id);
        if (id && !isAsked && !this.known[key]?.[id]) this.#late.push({ key, id });
      }
    }
  }
  #fill(): void {
    for (const { fill, row, value } of this.filling.take(this.known, this.read)) {
      if (!fill.list) this.type(fill.field.name, value, 'fill');
      else {
        const rows = rowsOf(this.#values[fill.list.name]);
        this.cell(
          rows.findIndex((one, at) => keyOf(one, at) === row),
          fill.field.name,
          value,
          'fill',
        );
      }
    }
  }
  /**
   * Sent before everything is there, where only the person knows what was meant: back at the record it had, emptied to be
   * filled, or following from a record that is itself still to come. A form waits a moment for its answers for this.
   */
  isTooEarly(): boolean {
    if (this.filling.awaits('agent')) return true;
    return this.plan.fills.some(({ list, relation, field, mode: of }) => {
      const isOpen = (now: Values, was: Values | undefined): boolean =>
        was !== undefined &&
        (linkId(now[relation.name]) === linkId(was[relation.name]) ||
          (of === 'ask' && (was[field.name] ?? null) !== null));
      if (!list) {
        const now = { [relation.name]: this.read(relation.name) };
        return this.filling.awaits(field.name) && isOpen(now, this.start);
      }
      return rowsOf(this.read(list.name)).some((row, at) => {
        const was = rowsOf(this.start[list.name]).find(({ id }) => id !== undefined && id === row.id);
        return this.filling.awaits(list.name, keyOf(row, at), field.name) && isOpen(row, was);
      });
    });
  }
  /** What is sent now: what differs from the start, with what was chosen along, without what is still to come. */
  sent(): Values {
    const sent: { [field: string]: unknown } = {};
    const values = submitForm(this.plan, this.state, this.context()).values;
    for (const { name } of order.fields.filter(({ system, derived }) => !system && !derived)) {
      const now = values[name] ?? null;
      const was = this.isNew ? null : (this.start[name] ?? null);
      const isEmptied = this.isNew && now === null && (this.#opened[name] ?? null) !== null;
      if (this.filling.awaits(name)) continue;
      if (!isEmptied && JSON.stringify(now) === JSON.stringify(was)) continue;
      sent[name] = name === 'items' ? this.#rows(rowsOf(now)) : now;
    }
    for (const name of Object.keys(sent).flatMap((one) => this.filling.settled(one))) sent[name] = values[name] ?? null;
    return sent;
  }
  #rows(rows: readonly Row[]): readonly Row[] {
    const keyed = rowsOf(this.#values.items);
    return rows.map((row, at) =>
      Object.fromEntries(
        Object.entries(row).filter(
          ([column]) => column !== 'list_price' && !this.filling.awaits('items', keyOf(keyed[at]!, at), column),
        ),
      ),
    );
  }
}

/** The server's part of a write. */
export function server(plan: FormPlan, sent: Values, before: Values | undefined): Values {
  const withDefaults = before ? { ...before, ...sent } : startForm(plan, sent, { ...context, isNew: true }).values;
  const rows = rowsOf(sent.items);
  const write: FillableWrite = {
    values: withDefaults,
    before,
    isGiven: (field, list, row) => Object.hasOwn(list ? (rows[row] ?? {}) : sent, field.name),
  };
  const values = fillWrite(plan.fills, plan.types, write, related);
  return prepareWrite(plan, { values, before }, { ...context, related }).values;
}
/** Only what is kept: computed values follow, and no value is an empty one. */
export const kept = (values: Values): unknown =>
  Object.fromEntries(
    order.fields
      .filter(({ system, derived }) => !system && !derived)
      .map(({ name }) => [
        name,
        name === 'items'
          ? rowsOf(values.items).map(({ list_price: _l, $key: _k, ...row }) =>
              Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== null)),
            )
          : (values[name] ?? null),
      ]),
  );
