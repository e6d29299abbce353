/**
 * What happens to the values of a form, in the browser while somebody types and on the server before anything is kept:
 *
 *   normalise → defaults (new records) → set rules, each after those that feed it → visible, required, read-only → check
 *
 * The same code on both sides gives the same verdict. Hidden fields keep their values and are never required.
 */
import type { Context } from '../expression/compile';
import { isObject, sameJson } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { withRowFormulas } from './formulas';
import type { FormPlan, SetRules, StateRules } from './compile';
import {
  checkField,
  checkNames,
  normalizeValue,
  normalizeValues,
  ownFields,
  withDefaults,
  type Values,
} from './record';
import { isBlank } from './values';

/** Who fills in the form, and when. */
export interface FormContext extends Omit<Context, 'record' | 'variables'> {
  /** New records take defaults, and every required field must be there. */
  readonly isNew: boolean;
  /** What rules read along relations: field → the record it points to, `{id, …fields}`. */
  readonly related?: { readonly [field: string]: { readonly id: string; readonly [field: string]: unknown } };
}

export interface FormState {
  readonly values: Values;
  readonly visible: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** By rules; rights come on top. Fields that a rule sets at present are among them. */
  readonly readOnly: ReadonlySet<string>;
}
export interface FormResult extends FormState {
  readonly problems: readonly Problem[];
}

/** The whole pipeline at once. */
export function runForm(plan: FormPlan, values: Values, context: FormContext): FormResult {
  const state = startForm(plan, values, context);
  return { ...state, problems: [...checkNames(plan.entity, values), ...findProblems(plan, state)] };
}

/** The state of a form that was just opened. */
export function startForm(plan: FormPlan, values: Values, context: FormContext): FormState {
  const normal = normalizeValues(plan.entity, values, plan.types);
  const full = context.isNew ? withDefaults(plan.entity, normal, plan.types) : normal;
  const draft: Draft = {
    values: { ...full },
    visible: new Set(ownFields(plan.entity).map(({ name }) => name)),
    required: new Set(ownFields(plan.entity).flatMap(({ name, isRequired }) => (isRequired ? [name] : []))),
    readOnly: new Set(),
    changed: new Set(),
  };
  for (const set of plan.sets) applySet(plan, set, draft, context);
  for (const state of plan.states) applyState(plan, state, draft, context);
  return stateOf(draft);
}

/**
 * One field was changed by hand: only rules that read it, or what they set in turn, are computed again. `changed` names
 * the fields whose value or state is now another, the field itself included.
 */
export function changeField(
  plan: FormPlan,
  state: FormState,
  name: string,
  value: unknown,
  context: FormContext,
): { readonly state: FormState; readonly changed: ReadonlySet<string> } {
  const field = plan.entity.field(name);
  const draft: Draft = {
    values: { ...state.values, [name]: field ? normalizeValue(field, value, plan.types) : value },
    visible: new Set(state.visible),
    required: new Set(state.required),
    readOnly: new Set(state.readOnly),
    changed: new Set([name]),
  };
  const touched = new Set([name]);
  const states = new Set(plan.readers.get(name)?.states);
  // A field that a rule sets is set again at once: its own rule runs as if what it reads had changed.
  plan.sets.forEach((set, index) => {
    const reads = [...touched].some((at) => plan.readers.get(at)?.sets.includes(index));
    if (!reads && set.field.name !== name) return;
    const isReadOnly = draft.readOnly.has(set.field.name);
    const before = draft.values[set.field.name];
    applySet(plan, set, draft, context);
    const position = plan.states.findIndex(({ field: target }) => target === set.field);
    if (isReadOnly !== draft.readOnly.has(set.field.name) && position >= 0) states.add(position);
    if (sameJson(before, draft.values[set.field.name])) return;
    touched.add(set.field.name);
    plan.readers.get(set.field.name)?.states.forEach((reader) => states.add(reader));
  });
  for (const index of states) applyState(plan, plan.states[index]!, draft, context);
  return { state: stateOf(draft), changed: draft.changed };
}

/** Everything wrong with the values of a form: unfit values, and required fields that are visible and empty. */
export function findProblems(plan: FormPlan, state: FormState, names?: Iterable<string>): readonly Problem[] {
  const wanted = names && new Set(names);
  return ownFields(plan.entity)
    .filter(({ name }) => !wanted || wanted.has(name))
    .flatMap((field) => checkField(field, state.values[field.name], plan.types, isRequired(field, state)));
}

/** What the rules of a form make of a write on the server. */
export interface PreparedWrite {
  /** All values, with defaults of new records and what rules set. */
  readonly values: Values;
  /** What the rules refuse. Values by themselves are checked by whoever writes, with `checkField`. */
  readonly problems: readonly Problem[];
  /** By entity and rules; a field that is not shown need not be filled in. */
  isRequired(field: FieldModel): boolean;
}

/**
 * Runs the rules over a write on the server. `before` is the record as it is, undefined for a new one; `values` the
 * record as it is to be. A field that a rule closes before and after may not change, unless a rule changes it. What
 * was missing before and is not touched does not stand in the way: a record older than a rule can still be edited.
 */
export function prepareWrite(
  plan: FormPlan,
  { values, before }: { readonly values: Values; readonly before: Values | undefined },
  context: Omit<FormContext, 'isNew'>,
): PreparedWrite {
  const state = startForm(plan, values, { ...context, isNew: before === undefined });
  const isNeeded = (field: FieldModel): boolean => isRequired(field, state);
  if (!before) return { values: state.values, problems: [], isRequired: isNeeded };
  const present = startForm(plan, before, { ...context, isNew: false });
  const asked = ownFields(plan.entity).filter(
    ({ name }) => !sameJson(normalOf(plan, name, values), normalOf(plan, name, before)),
  );
  const closed = asked.filter(
    ({ name }) => state.readOnly.has(name) && present.readOnly.has(name) && !isSet(plan, name),
  );
  const needed = ruledBy(plan, [...asked.map(({ name }) => name), ...plan.sets.map(({ field }) => field.name)])
    .filter((field) => isNeeded(field) && !isRequired(field, present) && isBlank(state.values[field.name]))
    .filter((field) => !asked.includes(field));
  return {
    values: state.values,
    problems: [
      ...closed.map(({ name, label }) => problem('field.readOnly', [name], { label })),
      ...needed.map(({ name, label }) => problem('field.required', [name], { label })),
    ],
    isRequired: isNeeded,
  };
}

const normalOf = (plan: FormPlan, name: string, values: Values): unknown =>
  normalizeValue(plan.entity.field(name)!, values[name] ?? null, plan.types);
const isSet = (plan: FormPlan, name: string): boolean => plan.sets.some(({ field }) => field.name === name);

/** Fields whose state depends on one of the names. */
const ruledBy = (plan: FormPlan, names: readonly string[]): readonly FieldModel[] => [
  ...new Set(names.flatMap((name) => plan.readers.get(name)?.states.map((index) => plan.states[index]!.field) ?? [])),
];

const isRequired = (field: FieldModel, { visible, required }: FormState): boolean =>
  visible.has(field.name) && required.has(field.name);

// ---- rules ----------------------------------------------------------------------------------------------------------
/** A state while it is being computed. */
interface Draft {
  readonly values: { [field: string]: unknown };
  readonly visible: Set<string>;
  readonly required: Set<string>;
  readonly readOnly: Set<string>;
  readonly changed: Set<string>;
}

const stateOf = ({ values, visible, required, readOnly }: Draft): FormState => ({
  values,
  visible,
  required,
  readOnly,
});

/** The record as expressions see it: relations carry the fields that were loaded with them. */
function recordOf(plan: FormPlan, draft: Draft, context: FormContext): Values {
  const { related } = context;
  const { rowFormulas } = plan;
  const values =
    rowFormulas.length === 0 ? draft.values : withRowFormulas(rowFormulas, plan.types, draft.values, context);
  if (!related || plan.relatedPaths.length === 0) return values;
  const linked = Object.entries(related).filter(([name, link]) => idOf(values[name]) === link.id);
  return linked.length === 0 ? values : { ...values, ...Object.fromEntries(linked) };
}
const idOf = (value: unknown): unknown => (isObject(value) ? value.id : value);

function applySet(plan: FormPlan, { field, assignments }: SetRules, draft: Draft, context: FormContext): void {
  const at = { ...context, record: recordOf(plan, draft, context) };
  const met = assignments.filter(({ when }) => when.test(at)).at(-1);
  toggle(draft, draft.readOnly, field.name, met !== undefined);
  if (!met) return;
  const computed = met.value.evaluate(at);
  const type = plan.types.get(field.type);
  const value = normalizeValue(
    field,
    type?.fit && computed !== null ? type.fit(computed, field.options) : computed,
    plan.types,
  );
  if (sameJson(value, draft.values[field.name] ?? null)) return;
  draft.values[field.name] = value;
  draft.changed.add(field.name);
}

function applyState(plan: FormPlan, rules: StateRules, draft: Draft, context: FormContext): void {
  const at = { ...context, record: recordOf(plan, draft, context) };
  const { name, isRequired: always } = rules.field;
  const holds = (list: StateRules['show']): boolean => list.some((when) => when.test(at));
  toggle(draft, draft.visible, name, rules.show.length === 0 || holds(rules.show));
  toggle(draft, draft.required, name, always || holds(rules.require));
  const set = plan.sets.find(({ field }) => field === rules.field);
  const isSet = set?.assignments.some(({ when }) => when.test(at)) ?? false;
  toggle(draft, draft.readOnly, name, isSet || holds(rules.readOnly));
}

function toggle(draft: Draft, set: Set<string>, name: string, isIn: boolean): void {
  if (set.has(name) === isIn) return;
  if (isIn) set.add(name);
  else set.delete(name);
  draft.changed.add(name);
}
