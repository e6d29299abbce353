/**
 * What happens to the values of a form, in the browser while somebody types and on every door of the server before
 * anything is kept:
 *
 *   normalise → defaults (new records) → calculations, each after those that feed it, hidden values cleared where they
 *   are to be → shown, required, read-only, options → messages → check
 *
 * The same code on both sides gives the same verdict. Hidden fields are never required.
 */
import { sameJson } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import type { Problem } from '../kernel/problems';
import { choicesOf, type ChoiceOptions } from './choices';
import { Draft } from './draft';
import {
  type Assignment,
  keyOf,
  OPTION,
  type Calculation,
  type Condition,
  type FormPlan,
  type Key,
  type Limit,
  type Readers,
  type ShowGroups,
  type StateRules,
} from './plan';
import { findProblems } from './problems-of';
import { checkNames, normalizeValue, normalizeValues, ownFields, withDefaults, type Values } from './record';
import { pathOf, type FormContext, type FormState } from './state';
import { isBlank } from './values';

export { findProblems } from './problems-of';
export type { FormContext, FormMessage, FormState, RelatedRecord, RelatedRecords, RowState } from './state';

export interface FormResult extends FormState {
  readonly problems: readonly Problem[];
}
export interface Changed {
  readonly state: FormState;
  /** Names of fields (and keys of parts, `part sec_1`) whose value or state is now another, the changed one included. */
  readonly changed: ReadonlySet<string>;
}
/** A cell of line items. */
export interface CellPlace {
  readonly list: string;
  readonly row: number;
  readonly column: string;
}

/** The whole pipeline at once, as for a form that is sent. */
export function runForm(plan: FormPlan, values: Values, context: FormContext): FormResult {
  const sent = { ...context, isSubmit: true };
  const state = startForm(plan, values, sent);
  return { ...state, problems: [...checkNames(plan.entity, values), ...findProblems(plan, state, sent)] };
}

/** The state of a form that was just opened. */
export function startForm(plan: FormPlan, values: Values, context: FormContext): FormState {
  const normal = normalizeValues(plan.entity, values, plan.types);
  return wholeState(plan, context.isNew ? withDefaults(plan.entity, normal, plan.types) : normal, context);
}

/** The form as it is sent: what is cleared then is cleared, and what follows from it. */
export const submitForm = (plan: FormPlan, state: FormState, context: FormContext): FormState =>
  wholeState(plan, state.values, { ...context, isSubmit: true });

function wholeState(plan: FormPlan, values: Values, context: FormContext): FormState {
  const fields = ownFields(plan.entity);
  const draft = new Draft(
    plan,
    {
      values,
      visible: new Set(fields.map(({ name }) => name)),
      required: new Set(fields.flatMap(({ name, isRequired }) => (isRequired ? [name] : []))),
      readOnly: new Set(),
      calculated: new Set(),
      hiddenParts: new Set(),
      options: new Map(),
      messages: new Map(),
      rows: new Map(),
    },
    context,
  );
  for (const list of plan.lists) draft.resetRows(list);
  const run = new Run(plan, draft, context);
  run.everything();
  return draft.state();
}

/** One field was changed by hand: only what reads it, or what is set in turn, is computed again. */
export function changeField(
  plan: FormPlan,
  state: FormState,
  name: string,
  value: unknown,
  context: FormContext,
): Changed {
  const draft = new Draft(plan, state, context);
  const field = plan.entity.field(name);
  if (!field) return { state: { ...state, values: { ...state.values, [name]: value } }, changed: new Set([name]) };
  const run = new Run(plan, draft, context);
  const normal = normalizeValue(field, value, plan.types);
  if (!field.child) {
    draft.putValue(field, normal);
    run.touch(field.name);
  } else putRows(plan, draft, run, field, normal);
  run.affected();
  draft.changed.add(name);
  return { state: draft.state(), changed: draft.changed };
}

/** One cell was changed by hand; costs its own row and what reads its column, not the other rows. */
export function changeCell(
  plan: FormPlan,
  state: FormState,
  { list: name, row, column: columnName }: CellPlace,
  value: unknown,
  context: FormContext,
): Changed {
  const list = plan.entity.field(name);
  const column = list?.child?.field(columnName);
  const draft = new Draft(plan, state, context);
  if (!list || !column || !draft.rows(list)[row]) return { state, changed: new Set() };
  const run = new Run(plan, draft, context);
  draft.putRow(list, row, { ...draft.rows(list)[row], [column.name]: normalizeValue(column, value, plan.types) });
  run.touch(keyOf(column, list), new Set([row]));
  run.affected();
  return { state: draft.state(), changed: draft.changed };
}

/** New rows of line items: where as many remain, only those that differ are looked at again. */
function putRows(plan: FormPlan, draft: Draft, run: Run, list: FieldModel, value: unknown): void {
  const before = draft.rows(list);
  const after = Array.isArray(value) ? (value as Values[]) : [];
  const isSame = after.length === before.length && after.every(({ id }, index) => id === before[index]!.id);
  if (!isSame) {
    draft.putValue(list, value);
    run.touch(list.name);
    return;
  }
  for (const [index, row] of after.entries()) {
    const old = before[index]!;
    if (row === old || sameJson(row as never, old as never)) continue;
    draft.putRow(list, index, row);
    for (const { name } of list.child!.fields) {
      if (!sameJson((row[name] ?? null) as never, (old[name] ?? null) as never)) {
        run.touch(`${list.name}.${name}`, new Set([index]));
      }
    }
  }
}

/** Records that rules read along a relation have come: what reads them is computed again. */
export function relate(plan: FormPlan, state: FormState, key: Key, context: FormContext): Changed {
  const draft = new Draft(plan, state, context);
  const run = new Run(plan, draft, context);
  run.touch(key);
  run.affected();
  return { state: draft.state(), changed: draft.changed };
}

/** Which rows: all of them, or those at these places. Of the record there is one: all. */
type Which = 'all' | ReadonlySet<number>;

/** What is still to be computed, and the computing of it. */
class Run {
  readonly #plan: FormPlan;
  readonly #draft: Draft;
  readonly #context: FormContext;
  readonly #due: { readonly [K in keyof Readers]: Map<number, Which> } = {
    calculations: new Map(),
    states: new Map(),
    messages: new Map(),
  };

  constructor(plan: FormPlan, draft: Draft, context: FormContext) {
    this.#plan = plan;
    this.#draft = draft;
    this.#context = context;
  }

  everything(): void {
    this.#plan.calculations.forEach((_, index) => this.#calculate(index, 'all'));
    this.#plan.states.forEach((_, index) => this.#judge(index, 'all'));
    this.#plan.messages.forEach((_, index) => this.#say(index, 'all'));
  }

  /** A value is another one now: what reads it is due, and its own calculation, which it may not escape. */
  touch(key: Key, rows: Which = 'all'): void {
    const readers = this.#plan.readers.get(key);
    readers?.calculations.forEach((index) => this.#ask('calculations', index, key, rows));
    readers?.states.forEach((index) => this.#ask('states', index, key, rows));
    readers?.messages.forEach((index) => this.#ask('messages', index, key, rows));
    const own = this.#plan.calculations.findIndex((calculation) => calculation.key === key);
    if (own >= 0) this.#ask('calculations', own, key, rows);
  }

  /** Everything that is due, in the order of the plan. */
  affected(): void {
    const { calculations, states, messages } = this.#due;
    for (let index = 0; index < this.#plan.calculations.length; index += 1) {
      const rows = calculations.get(index);
      if (rows) this.#calculate(index, rows);
    }
    for (const [index, rows] of states) this.#judge(index, rows);
    for (const [index, rows] of messages) this.#say(index, rows);
  }

  #ask(kind: keyof Readers, index: number, key: Key, rows: Which): void {
    const reader = this.#plan[kind][index]!;
    // Only what is about the rows of the same list is bound to some of them.
    const which = reader.list && key.startsWith(`${reader.list.name}.`) ? rows : 'all';
    const due = this.#due[kind];
    const before = due.get(index);
    if (before === 'all') return;
    due.set(index, which === 'all' || !before ? which : new Set([...before, ...which]));
  }

  #each(list: FieldModel, rows: Which, run: (row: number) => void): void {
    const { length } = this.#draft.rows(list);
    if (rows !== 'all') for (const row of rows) run(row);
    else for (let row = 0; row < length; row += 1) run(row);
  }

  #calculate(index: number, rows: Which): void {
    const calculation = this.#plan.calculations[index]!;
    const { list, field, key } = calculation;
    const draft = this.#draft;
    if (calculation.isFormula) return this.touch(key, rows);
    if (!list) {
      const { value, isCalculated } = this.#outcome(calculation, draft.at(), draft.value(field));
      this.#note(isCalculated !== draft.state().calculated.has(field.name), key, 'all');
      draft.toggle('calculated', field.name, isCalculated);
      if (draft.setValue(field, value)) this.touch(key);
      return;
    }
    const moved = new Set<number>();
    this.#each(list, rows, (row) => {
      const { value, isCalculated } = this.#outcome(
        calculation,
        draft.atRow(list, row),
        draft.rows(list)[row]![field.name],
      );
      const was = draft.state().rows.get(list.name)![row]!.calculated.has(field.name);
      this.#note(isCalculated !== was, key, new Set([row]));
      draft.toggleCell('calculated', list, row, field.name, isCalculated);
      if (draft.setCell(list, row, field, value)) moved.add(row);
    });
    if (moved.size > 0) this.touch(key, moved);
  }

  /** Whether a field is calculated decides whether it can be edited. */
  #note(isOther: boolean, key: Key, rows: Which): void {
    const state = isOther ? this.#plan.states.findIndex((rules) => rules.key === key) : -1;
    if (state >= 0) this.#ask('states', state, key, rows);
  }

  #outcome(
    { field, assignments, clear, show }: Calculation,
    at: ReturnType<Draft['at']>,
    current: unknown,
  ): { readonly value: unknown; readonly isCalculated: boolean } {
    const { isNew, isSubmit = false } = this.#context;
    const fixed = assignments.findLast(
      ({ when, on }) => (on === 'always' || (on === 'onCreate' && isNew)) && when.test(at),
    );
    // What fills empty fields gives way to what fixes the value: otherwise the result would depend on what was there.
    const fills = (): Assignment | undefined =>
      isBlank(current) ? assignments.findLast(({ when, on }) => on === 'ifEmpty' && when.test(at)) : undefined;
    const met = fixed ?? fills();
    const isCalculated = fixed !== undefined;
    const isCleared = clear === 'clearNow' || (clear === 'clearOnSubmit' && isSubmit);
    if (isCleared && !isShown(show, at)) return { value: null, isCalculated };
    if (!met) return { value: current ?? null, isCalculated };
    const computed = met.value.evaluate(at);
    const type = this.#plan.types.get(field.type);
    const fitted = type?.fit && computed !== null ? type.fit(computed, field.options) : computed;
    return { value: normalizeValue(field, fitted, this.#plan.types), isCalculated };
  }

  #judge(index: number, rows: Which): void {
    const rules = this.#plan.states[index]!;
    const { field, list, part, show } = rules;
    const draft = this.#draft;
    if (list) return this.#each(list, rows, (row) => this.#judgeCell(rules, list, row));
    const at = draft.at();
    if (part !== undefined) return draft.toggle('hiddenParts', part, !isShown(show, at), rules.key);
    const { name, isRequired } = field!;
    draft.toggle('visible', name, isShown(show, at));
    draft.toggle('required', name, isRequired || holds(rules.require, at));
    draft.toggle('readOnly', name, draft.state().calculated.has(name) || holds(rules.readOnly, at));
    if (rules.limits.length === 0) return;
    draft.setOptions(name, allowedOptions(field!, rules.limits, at));
    // Which records may be chosen is asked of them; that they may be others now is all there is to say.
    if (field!.kind === 'record') draft.changed.add(name);
  }

  #judgeCell(rules: StateRules, list: FieldModel, row: number): void {
    const draft = this.#draft;
    const { name, isRequired } = rules.field!;
    const at = draft.atRow(list, row);
    const isCalculated = draft.state().rows.get(list.name)?.[row]?.calculated.has(name) ?? false;
    draft.toggleCell('hidden', list, row, name, !isShown(rules.show, at));
    draft.toggleCell('required', list, row, name, isRequired || holds(rules.require, at));
    draft.toggleCell('readOnly', list, row, name, isCalculated || holds(rules.readOnly, at));
    if (rules.limits.length > 0) {
      draft.setCellOptions(list, row, name, allowedOptions(rules.field!, rules.limits, at));
    }
  }

  #say(index: number, rows: Which): void {
    const message = this.#plan.messages[index]!;
    const { list, when, say, level, rule } = message;
    const saying = (at: ReturnType<Draft['at']>, row: number | undefined) =>
      when.test(at) ? { rule: rule.id, level, text: say(at), path: pathOf(message, row) } : undefined;
    const draft = this.#draft;
    if (!list) return draft.setMessage(index, undefined, undefined, saying(draft.at(), undefined));
    this.#each(list, rows, (row) => draft.setMessage(index, list, row, saying(draft.atRow(list, row), row)));
  }
}

type At = ReturnType<Draft['at']>;
const holds = (conditions: readonly Condition[], at: At): boolean => conditions.some(({ when }) => when.test(at));
/** Every group has a condition that holds. */
export const isShown = (show: ShowGroups, at: At): boolean => show.every((group) => holds(group, at));

/** Values of the options that all limits allow at present; undefined: no limit holds, or the options are records. */
function allowedOptions(field: FieldModel, limits: readonly Limit[], at: At): readonly string[] | undefined {
  const choices = choicesOf(field.options as ChoiceOptions);
  const present = limits.filter(({ when }) => when.test(at));
  if (present.length === 0 || choices.length === 0) return undefined;
  return choices
    .map(({ value }) => value)
    .filter((option) => present.every(({ value }) => value.test({ ...at, variables: { [OPTION]: option } })));
}
