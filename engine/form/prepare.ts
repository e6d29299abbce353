/** The rules of a form over a write on the server, whatever door it came through. */
import { sameJson, type Json } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { keyOf, type FormPlan } from './plan';
import { startForm } from './pipeline';
import { errorsOf, isRequiredCell, isRequiredField, limitProblems, problemOf } from './problems-of';
import { cellLabel, normalizeValue, ownFields, type Values } from './record';
import { messagesOf, rowStateOf, type FormContext, type FormMessage, type FormState } from './state';
import { isBlank } from './values';

/** What the rules of a form make of a write on the server. */
export interface PreparedWrite {
  /** All values, with defaults of new records, what rules set, and without what is cleared because it is hidden. */
  readonly values: Values;
  /** What the rules refuse. Values by themselves are checked by whoever writes, with `checkField`. */
  readonly problems: readonly Problem[];
  /** What the rules say without standing in the way: warnings and notes. */
  readonly warnings: readonly Problem[];
  /** By entity and rules; a field that is not shown need not be filled in. */
  isRequired(field: FieldModel): boolean;
  /** The same of a cell of line items. */
  isCellRequired(list: FieldModel, row: number, column: FieldModel): boolean;
}

/**
 * Runs the rules over a write on the server. `before` is the record as it is, undefined for a new one; `values` the
 * record as it is to be. A field that a rule closes before and after may not change, unless a rule changes it. What
 * was missing or wrong before and is not touched does not stand in the way: a record older than a rule can still be
 * edited.
 */
export function prepareWrite(
  plan: FormPlan,
  { values, before }: { readonly values: Values; readonly before: Values | undefined },
  context: Omit<FormContext, 'isNew' | 'isSubmit'>,
): PreparedWrite {
  const sent = { ...context, isNew: before === undefined, isSubmit: true };
  const state = startForm(plan, values, sent);
  const said = messagesOf(plan, state);
  const warnings = said.filter(({ level }) => level !== 'error').map(problemOf);
  if (!before) {
    return {
      values: state.values,
      problems: [...limitProblems(plan, state, sent), ...errorsOf(said)],
      warnings,
      isRequired: (field) => isRequiredField(field, state),
      isCellRequired: (list, row, column) => isRequiredCell(state, list, row, column),
    };
  }
  return new Update(plan, { before, values }, state, context).prepared(said, warnings);
}

/** A change of a record that is there. */
class Update {
  readonly #plan: FormPlan;
  readonly #context: FormContext;
  readonly #state: FormState;
  /** The record as it is, by the same rules. */
  readonly #present: FormState;
  readonly #before: Values;
  /** Fields the writer changes. */
  readonly #asked: readonly FieldModel[];
  /** Rows as they are, by id. */
  readonly #rows = new Map<FieldModel, ReadonlyMap<unknown, number>>();

  constructor(
    plan: FormPlan,
    { before, values }: { readonly before: Values; readonly values: Values },
    state: FormState,
    context: Omit<FormContext, 'isNew' | 'isSubmit'>,
  ) {
    this.#plan = plan;
    this.#context = { ...context, isNew: false };
    this.#state = state;
    this.#before = before;
    this.#present = startForm(plan, before, this.#context);
    this.#asked = ownFields(plan.entity).filter(
      ({ name }) => !sameJson(normalOf(plan, name, values), normalOf(plan, name, before)),
    );
  }

  prepared(said: readonly FormMessage[], warnings: readonly Problem[]): PreparedWrite {
    return {
      values: this.#state.values,
      problems: [
        ...this.#closed(),
        ...this.#closedCells(),
        ...this.#missing(),
        ...this.#missingCells(),
        ...this.#wrong(said),
      ],
      warnings,
      isRequired: (field) => isRequiredField(field, this.#state),
      isCellRequired: (list, row, column) => this.#isCellNeeded(list, row, column),
    };
  }

  #closed(): readonly Problem[] {
    return this.#asked
      .filter(({ name }) => this.#state.readOnly.has(name) && this.#present.readOnly.has(name))
      .filter((field) => !this.#isCalculated(field, undefined))
      .map(({ name, label }) => problem('field.readOnly', [name], { label }));
  }

  #isCalculated(field: FieldModel, list: FieldModel | undefined): boolean {
    const key = keyOf(field, list);
    return this.#plan.calculations.some((calculation) => calculation.key === key);
  }

  #closedCells(): readonly Problem[] {
    return this.#lists((list) => list.readOnly.length > 0).flatMap((list) =>
      this.#eachRow(list).flatMap(({ row, index, was, at }) => {
        if (!was) return [];
        return [...rowStateOf(this.#state, list, index).readOnly].flatMap((name): readonly Problem[] => {
          const column = list.child!.field(name)!;
          const isClosed = rowStateOf(this.#present, list, at!).readOnly.has(name) && !this.#isCalculated(column, list);
          if (!isClosed || same(row[name], was[name])) return [];
          return [problem('field.readOnly', [list.name, index, name], { label: cellLabel(list, index, column.label) })];
        });
      }),
    );
  }

  /** What this write makes required without touching it. */
  #missing(): readonly Problem[] {
    const changed = new Set([...this.#asked.map(({ name }) => name), ...this.#plan.calculations.map(({ key }) => key)]);
    const touched = this.#asked.flatMap(({ name, child }) =>
      child ? [name, ...child.fields.map((column) => `${name}.${column.name}`)] : [name],
    );
    const read = [...changed, ...touched].flatMap((key) => this.#plan.readers.get(key)?.states ?? []);
    const fields = new Set(
      read.flatMap((index) => {
        const { field, list } = this.#plan.states[index]!;
        return field && !list ? [field] : [];
      }),
    );
    return [...fields]
      .filter((field) => isRequiredField(field, this.#state) && !isRequiredField(field, this.#present))
      .filter((field) => isBlank(this.#state.values[field.name]) && !this.#asked.includes(field))
      .map(({ name, label }) => problem('field.required', [name], { label }));
  }

  /** Cells this write makes required in line items it does not touch; those it touches are checked by whoever writes. */
  #missingCells(): readonly Problem[] {
    return this.#lists((list) => list.require.length > 0 || list.show.length > 0)
      .filter((list) => same(this.#state.values[list.name], this.#before[list.name]))
      .flatMap((list) =>
        this.#eachRow(list).flatMap(({ row, index }) =>
          ownFields(list.child!)
            .filter((column) => isBlank(row[column.name]) && !column.derived && this.#isCellNeeded(list, index, column))
            .map(({ name, label }) =>
              problem('field.required', [list.name, index, name], { label: cellLabel(list, index, label) }),
            ),
        ),
      );
  }

  #isCellNeeded(list: FieldModel, row: number, column: FieldModel): boolean {
    if (!isRequiredCell(this.#state, list, row, column)) return false;
    const values = rowsOf(this.#state.values, list)[row];
    const at = this.#placeBefore(list, values?.id);
    if (at === undefined) return true;
    const isUntouched = same(values, rowsOf(this.#present.values, list)[at]);
    return !(isUntouched && isRequiredCell(this.#present, list, at, column));
  }

  /** Errors of rules and options that may not be chosen, but for those that stood there before and stay as they were. */
  #wrong(said: readonly FormMessage[]): readonly Problem[] {
    const found = [...limitProblems(this.#plan, this.#state, this.#context), ...errorsOf(said)];
    if (found.length === 0) return [];
    const old = [
      ...limitProblems(this.#plan, this.#present, this.#context),
      ...errorsOf(messagesOf(this.#plan, this.#present)),
    ];
    const standing = new Set(old.map((one) => this.#mark(one, this.#present)));
    return found.filter((one) => !standing.has(this.#mark(one, this.#state)));
  }

  /**
   * A problem with everything it depends on: the same mark before and after means that the write did not touch it. Rows
   * are told by their id.
   */
  #mark({ code, path, data }: Problem, { values }: FormState): string {
    const list = typeof path[1] === 'number' ? this.#plan.entity.field(String(path[0])) : undefined;
    const row = list ? rowsOf(values, list)[path[1] as number] : undefined;
    const field = list ? path[2] : path[0];
    const reads = this.#plan.messages.filter(({ rule }) => rule.id === data?.rule).flatMap((one) => one.reads);
    const read = reads.map((key) => {
      const [name, column] = key.split('.') as [string, string | undefined];
      return row && column !== undefined && name === list?.name ? row[column] : values[name];
    });
    const own = field === undefined ? null : (row ?? values)[String(field)];
    return JSON.stringify([code, path[0], row?.id, field, data?.rule, own, read]);
  }

  #lists(isMeant: (rules: FormPlan['states'][number]) => boolean): readonly FieldModel[] {
    return [...new Set(this.#plan.states.filter(isMeant).flatMap(({ list }) => list ?? []))];
  }

  #eachRow(list: FieldModel) {
    const old = rowsOf(this.#before, list);
    return rowsOf(this.#state.values, list).map((row, index) => {
      const at = this.#placeBefore(list, row.id);
      return { row, index, at, was: at === undefined ? undefined : old[at] };
    });
  }

  #placeBefore(list: FieldModel, id: unknown): number | undefined {
    let places = this.#rows.get(list);
    if (!places) {
      places = new Map(rowsOf(this.#before, list).map((row, index) => [row.id, index]));
      this.#rows.set(list, places);
    }
    return id === undefined ? undefined : places.get(id);
  }
}

const rowsOf = (values: Values, { name }: FieldModel): readonly Values[] => {
  const rows = values[name];
  return Array.isArray(rows) ? (rows as readonly Values[]) : [];
};
const same = (a: unknown, b: unknown): boolean => sameJson((a ?? null) as Json, (b ?? null) as Json);
const normalOf = (plan: FormPlan, name: string, values: Values): Json =>
  (normalizeValue(plan.entity.field(name)!, values[name] ?? null, plan.types) ?? null) as Json;
