/** FormDocument + EntityModel → FormPlan: the rules compiled, in the order in which they feed each other. */
import { compileExpression, type Expression, type Use } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { formulaSets, rowFormulas, type RowFormulas } from './formulas';
import { builtInFieldTypes, ownFields, type FieldTypes } from './record';

/** A value that a field takes while a condition holds; the field cannot be edited meanwhile. */
export interface Assignment {
  readonly when: Expression;
  readonly value: Expression;
}
/** All rules that set one field. Of those whose condition holds, the last one counts. */
export interface SetRules {
  readonly field: FieldModel;
  readonly assignments: readonly Assignment[];
}
/** Conditions on one field: shown if there is none or one holds; required or read-only if one holds. */
export interface StateRules {
  readonly field: FieldModel;
  readonly show: readonly Expression[];
  readonly require: readonly Expression[];
  readonly readOnly: readonly Expression[];
}
export interface FormPlan {
  readonly form: FormDocument;
  readonly entity: EntityModel;
  readonly types: FieldTypes;
  /** Fields of the layout, in its order. */
  readonly fields: readonly FieldModel[];
  /** A rule comes after the rules that set what it reads. */
  readonly sets: readonly SetRules[];
  readonly states: readonly StateRules[];
  /** Columns of line items that are computed as somebody types. */
  readonly rowFormulas: readonly RowFormulas[];
  /** Field → positions in `sets` and `states` of the rules that read it. */
  readonly readers: ReadonlyMap<string, { readonly sets: readonly number[]; readonly states: readonly number[] }>;
  /** Paths along relations that rules read (`region.manager`): load them for `related` of the context. */
  readonly relatedPaths: readonly string[];
}

/**
 * Compiles a form. Rules that cannot be compiled are left out (`checkForm` reports them before anything is published;
 * a form cut to a viewer's rights has lost them already).
 */
export function compileForm(
  form: FormDocument,
  entity: EntityModel,
  model: Model,
  types: FieldTypes = builtInFieldTypes,
): FormPlan {
  const effects = compileEffects(form, entity, model);
  const setFields = distinct(effects.filter(({ effect }) => effect === 'set').map(({ field }) => field));
  const rules = setFields.map((field) => ({
    field,
    assignments: effects.flatMap((item) =>
      item.effect === 'set' && item.field === field && item.value ? [{ when: item.when, value: item.value }] : [],
    ),
  }));
  const sets = [...rules, ...formulaSets(entity, model)];
  const of = (field: FieldModel, effect: Effect['effect']): readonly Expression[] =>
    effects.filter((item) => item.field === field && item.effect === effect).map(({ when }) => when);
  const states = distinct(effects.filter(({ effect }) => effect !== 'set').map(({ field }) => field)).map((field) => ({
    field,
    show: of(field, 'show'),
    require: of(field, 'require'),
    readOnly: of(field, 'readOnly'),
  }));
  const { ordered } = sortSets(sets);
  return {
    form,
    entity,
    types,
    fields: distinct(form.sections.flatMap(({ items }) => items.flatMap(({ field }) => ownField(entity, field)))),
    sets: ordered,
    states,
    rowFormulas: rowFormulas(entity, model),
    readers: readersOf(ordered, states),
    relatedPaths: distinct(
      [...ordered.flatMap(usesOfSet), ...states.flatMap(usesOfState)].map(({ path }) => path),
    ).filter((path) => path.includes('.') && entity.field(path.split('.')[0]!)?.kind === 'record'),
  };
}

/** The form of an entity that has none: one section with all its fields in two columns. */
export function defaultForm(entity: EntityModel, types: FieldTypes = builtInFieldTypes): FormDocument {
  const items = ownFields(entity).map(({ name, type }) =>
    types.get(type)?.isWide ? { field: name, span: 2 as const } : { field: name },
  );
  return {
    kind: 'form',
    id: `frm_default_${entity.name}`.slice(0, 44),
    name: entity.name,
    label: entity.label,
    entity: entity.name,
    sections: [{ id: 'sec_default', columns: 2, items }],
  };
}

/**
 * The form as somebody may see it: fields that may not be read are gone, and so is every rule that mentions one, for
 * the text of a rule would tell of it. The server applies all rules whatever the browser knows.
 */
export function cutForm(
  form: FormDocument,
  entity: EntityModel,
  model: Model,
  isVisible: (entity: EntityModel, field: FieldModel) => boolean,
  /** Their values may be known; by default those that may be shown. */
  isReadable = isVisible,
): FormDocument {
  const isShown = (name: string): boolean => ownField(entity, name).some((field) => isVisible(entity, field));
  // A rule tells of the values it reads: those that are shown masked count as hidden.
  const scope = { entity, model, isVisible: isReadable };
  const rules = form.rules?.filter(
    ({ when, then }) =>
      compileExpression(when, scope).ok &&
      then.every(({ field, value }) => isShown(field) && (value === undefined || compileExpression(value, scope).ok)),
  );
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      items: section.items.filter(({ field }) => isShown(field)),
    })),
    ...(rules && { rules }),
  };
}

interface Effect {
  readonly effect: 'show' | 'require' | 'readOnly' | 'set';
  readonly field: FieldModel;
  readonly when: Expression;
  readonly value: Expression | undefined;
}

function compileEffects(form: FormDocument, entity: EntityModel, model: Model): readonly Effect[] {
  const compile = (source: string | undefined, expects: Parameters<typeof compileExpression>[2]) => {
    const compiled = source === undefined ? undefined : compileExpression(source, { entity, model }, expects);
    return compiled?.ok ? compiled.expression : undefined;
  };
  return (form.rules ?? [])
    .filter(({ enabled }) => enabled !== false)
    .flatMap((rule) => {
      const when = compile(rule.when, 'boolean');
      if (!when) return [];
      return rule.then.flatMap(({ effect, field: name, value: source }) =>
        ownField(entity, name).flatMap((field) => {
          const value = effect === 'set' ? compile(source, field.kind) : undefined;
          return effect === 'set' && !value ? [] : [{ effect, field, when, value }];
        }),
      );
    });
}

/** The field of a name, or nothing: system fields are not filled in. */
export function ownField(entity: EntityModel, name: string): readonly FieldModel[] {
  const field = entity.field(name);
  return field && !field.system ? [field] : [];
}

export const usesOfSet = ({ assignments }: SetRules): readonly Use[] =>
  assignments.flatMap(({ when, value }) => [...when.uses, ...value.uses]);
const usesOfState = ({ show, require, readOnly }: StateRules): readonly Use[] =>
  [...show, ...require, ...readOnly].flatMap(({ uses }) => uses);

/** Names of the record's own fields that rules read. */
const rootNames = (uses: readonly Use[]): readonly string[] => distinct(uses.map(({ path }) => path.split('.')[0]!));

/**
 * Puts rules behind those that set what they read (depth-first topological sort, Tarjan 1976). `cycle` names the
 * fields of the first circle found; the rules of a circle keep some order and run once.
 */
export function sortSets(sets: readonly SetRules[]): {
  ordered: readonly SetRules[];
  cycle: readonly FieldModel[] | undefined;
} {
  const byName = new Map(sets.map((set) => [set.field.name, set]));
  const ordered: SetRules[] = [];
  const state = new Map<SetRules, 'open' | 'done'>();
  const open: SetRules[] = [];
  let cycle: readonly FieldModel[] | undefined;
  const visit = (set: SetRules): void => {
    if (state.get(set) === 'done') return;
    if (state.get(set) === 'open') {
      cycle ??= [...open.slice(open.indexOf(set)), set].map(({ field }) => field);
      return;
    }
    state.set(set, 'open');
    open.push(set);
    for (const name of rootNames(usesOfSet(set))) {
      const before = byName.get(name);
      if (before) visit(before);
    }
    open.pop();
    state.set(set, 'done');
    ordered.push(set);
  };
  sets.forEach(visit);
  return { ordered, cycle };
}

function readersOf(sets: readonly SetRules[], states: readonly StateRules[]): FormPlan['readers'] {
  const readers = new Map<string, { sets: number[]; states: number[] }>();
  const note = (kind: 'sets' | 'states', index: number, uses: readonly Use[]): void => {
    for (const name of rootNames(uses)) {
      const entry = readers.get(name) ?? { sets: [], states: [] };
      entry[kind].push(index);
      readers.set(name, entry);
    }
  };
  sets.forEach((set, index) => note('sets', index, usesOfSet(set)));
  states.forEach((state, index) => note('states', index, usesOfState(state)));
  return readers;
}

const distinct = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];
