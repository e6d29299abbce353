'use client';
/** Values that chosen records fill in, while somebody fills in a form: put where they belong, asked about, sent. */
import { changed, rowKey, rowsOf, type Row } from '@/components/inputs/lines/rows';
import type { Filled, FillQuestion } from '@/engine/form/filling';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { FormStore } from './formValues';
import type { FormLogic } from './logic';
import { toWrite, type Values } from './plan';

const rowsIn = (form: FormStore, list: string): readonly Row[] => rowsOf((form.getValues(list) ?? null) as Json);
/** A form that is sent waits so long for what is still to be filled in; the server fills in the rest. */
const WAIT_MS = 3_000;

export class FillState {
  #questions: readonly FillQuestion[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly form: FormStore,
    private readonly logic: FormLogic,
    private readonly editable: ReadonlySet<string>,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  /** What is to be asked; always the same list while nothing changes. */
  readonly questions = (): readonly FillQuestion[] => this.#questions;

  /** Puts what is known by now. */
  put(): void {
    this.#redraw();
    this.#put(this.logic.fills.filled(this.logic.related));
    const open = this.logic.fills.questions().filter(({ fill }) => this.editable.has((fill.list ?? fill.field).name));
    const isSame = open.length === this.#questions.length && open.every((one, at) => one === this.#questions[at]);
    if (!isSame) this.#questions = open;
    if (!isSame || !this.logic.fills.isAwaiting) this.#listeners.forEach((listener) => listener());
  }

  /** What the person takes; everything else stays as it is. */
  answer(taken: readonly FillQuestion[]): void {
    this.logic.fills.answered();
    this.#put(taken);
    this.put();
  }

  /** Nothing is still to come, or too much time has passed. */
  settled(): Promise<void> {
    if (!this.logic.fills.isAwaiting) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(done, WAIT_MS);
      const stop = this.subscribe(() => {
        if (!this.logic.fills.isAwaiting) done();
      });
    });
  }

  /** Rows are drawn when they are other objects; what their look-ups show is no value of theirs. */
  #redraw(): void {
    for (const list of [...this.logic.stale]) {
      this.logic.stale.delete(list);
      const rows = rowsIn(this.form, list).map((row) => changed(row, {}));
      if (rows.length > 0) this.logic.fills.changing('restore', () => this.form.setValue(list, rows));
    }
  }

  #put(filled: readonly Filled[]): void {
    if (filled.length === 0) return;
    this.logic.fills.changing('fill', () => {
      for (const { fill, row, value } of filled) {
        if (row === undefined) this.form.setValue(fill.field.name, value, { shouldDirty: true });
      }
      for (const list of new Set(filled.flatMap(({ fill }) => fill.list ?? []))) {
        const cells = filled.filter(({ fill }) => fill.list === list);
        const rows = rowsIn(this.form, list.name).map((one, index) => {
          const own = cells.filter(({ row }) => row === rowKey(one, index));
          return own.length === 0
            ? one
            : changed(one, Object.fromEntries(own.map(({ fill, value }) => [fill.field.name, value])));
        });
        this.form.setValue(list.name, rows, { shouldDirty: true });
      }
    });
  }
}

/**
 * Values as they are sent: what is still to be filled in is left to the server, and what was settled when a record was
 * chosen goes with that record even where it is as before.
 */
export function withFills(values: Values, fields: readonly FieldView[], form: FormStore, logic: FormLogic): Values {
  const sent: { [field: string]: Json } = {};
  for (const [name, value] of Object.entries(values)) {
    if (!logic.fills.awaits(name)) sent[name] = Array.isArray(value) ? withoutAwaited(name, value, form, logic) : value;
  }
  for (const name of Object.keys(values).flatMap((relation) => logic.fills.settled(relation))) {
    const field = fields.find((one) => one.name === name);
    if (field && !Object.hasOwn(sent, name)) sent[name] = toWrite(field, (form.getValues(name) ?? null) as Json);
  }
  return sent;
}

function withoutAwaited(list: string, rows: readonly Json[], form: FormStore, logic: FormLogic): Json {
  if (!logic.fills.isAwaiting) return rows;
  const keys = rowsIn(form, list).map(rowKey);
  return rows.map((row, index) =>
    Object.fromEntries(Object.entries(row as Row).filter(([column]) => !logic.fills.awaits(list, keys[index], column))),
  );
}
