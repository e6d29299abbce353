/** FormDocument + EntityModel → FormPlan: the rules compiled, in the order in which they feed each other. */
import type { Expression } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { compileEffects, type Effect } from './effects';
import { compileFills, liveCalculations, needsOf, withLiveColumns } from './fills';
import { formulaCalculations, rowFormulas } from './formulas';
import { fieldItemsOf } from './layout';
import { readersOf, sortCalculations } from './order';
import { hiddenValues, partIds, partsByField } from './parts';
import {
  keyOf,
  keysOf,
  OPTION,
  PARENT,
  type Calculation,
  type Condition,
  type FormPlan,
  type ItemWords,
  type Key,
  type MessageRule,
  type RelatedNeed,
  type ShowGroups,
  type StateRules,
} from './plan';
import { wordsOf } from './words';
import { builtInFieldTypes, ownField, ownFields, type FieldTypes } from './record';

export type { FormPlan } from './plan';

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
  const effects = compileEffects(form, { entity, model, types });
  const targets = targetsOf(form, entity, effects);
  const { fills, live } = compileFills(form, entity, model);
  const calculations = sortCalculations([
    ...calculationsOf(form, entity, effects, targets),
    ...formulaCalculations(entity, model),
    ...liveCalculations(live, entity, model),
  ]).ordered;
  const states = statesOf(form, effects, targets, calculations);
  const messages = messagesOf(effects);
  const words = wordsOf(form, { entity, model, types });
  const related = joined([...relatedOf(effects, calculations, words), ...needsOf(live)]);
  const formulas = withLiveColumns(rowFormulas(entity, model), live);
  const lists = distinct([
    ...[...calculations, ...states, ...messages, ...related].flatMap(({ list }) => list ?? []),
    ...formulas.map(({ field }) => field),
  ]);
  return {
    form,
    entity,
    types,
    fields: distinct(fieldItemsOf(form).flatMap(({ field }) => ownField(entity, field))),
    calculations,
    states,
    messages,
    lists,
    rowFormulas: formulas,
    readers: readersOf(calculations, states, messages),
    related,
    words,
    fills,
    live,
    fillNeeds: needsOf(fills),
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

/** A field or column with the rules that show it. */
interface Target {
  readonly key: Key;
  readonly field: FieldModel;
  readonly list: FieldModel | undefined;
  readonly show: ShowGroups;
  readonly parts: readonly string[];
}

const isOn = (effect: Effect, { field, list }: Pick<Target, 'field' | 'list'>): boolean =>
  effect.field === field && effect.list === list;
const conditions = (effects: readonly Effect[], kind: Effect['effect']['effect']): readonly Condition[] =>
  effects.filter(({ effect }) => effect.effect === kind).map(({ rule, when }) => ({ rule, when }));

/** Every field and column that a rule speaks of, or that lies in a part a rule speaks of. */
function targetsOf(form: FormDocument, entity: EntityModel, effects: readonly Effect[]): readonly Target[] {
  const parts = partsByField(form, entity);
  const ruled = new Set(effects.flatMap(({ effect }) => effect.part ?? []));
  const targets = new Map<Key, Pick<Target, 'field' | 'list'>>();
  for (const { field, list, effect } of effects) {
    if (field && effect.effect !== 'message') targets.set(keyOf(field, list), { field, list });
  }
  for (const [field, ids] of parts) {
    if (ids.some((id) => ruled.has(id))) targets.set(keyOf(field, undefined), { field, list: undefined });
  }
  return [...targets].map(([key, target]) => {
    const inParts = target.list ? [] : (parts.get(target.field) ?? []);
    const own = conditions(
      effects.filter((effect) => isOn(effect, target)),
      'show',
    );
    const groups = [own, ...inParts.map((id) => partConditions(effects, id, 'show'))];
    return { key, ...target, parts: inParts, show: groups.filter((group) => group.length > 0) };
  });
}

const partConditions = (
  effects: readonly Effect[],
  part: string,
  kind: Effect['effect']['effect'],
): readonly Condition[] =>
  conditions(
    effects.filter(({ effect }) => effect.part === part),
    kind,
  );

/** What rules set, and what is cleared when it is hidden. */
function calculationsOf(
  form: FormDocument,
  entity: EntityModel,
  effects: readonly Effect[],
  targets: readonly Target[],
): readonly Calculation[] {
  const hidden = hiddenValues(form, entity);
  return targets.flatMap(({ key, field, list, show }) => {
    const assignments = effects.flatMap((item) =>
      item.effect.effect === 'set' && item.value && isOn(item, { field, list })
        ? [{ rule: item.rule, when: item.when, value: item.value, on: item.effect.on ?? 'always' }]
        : [],
    );
    const clear = show.length > 0 ? (hidden.get(key) ?? 'keep') : 'keep';
    if (assignments.length === 0 && clear === 'keep') return [];
    return [{ key, field, list, assignments, clear, show: clear === 'keep' ? [] : show, isFormula: false }];
  });
}

function statesOf(
  form: FormDocument,
  effects: readonly Effect[],
  targets: readonly Target[],
  calculations: readonly Calculation[],
): readonly StateRules[] {
  const ofFields = targets.map(({ key, field, list, show, parts }): StateRules => {
    const own = effects.filter((effect) => isOn(effect, { field, list }));
    return {
      key,
      field,
      list,
      part: undefined,
      show,
      require: conditions(own, 'require'),
      readOnly: [...conditions(own, 'readOnly'), ...parts.flatMap((id) => partConditions(effects, id, 'readOnly'))],
      limits: own.flatMap(({ effect, rule, when, value }) =>
        effect.effect === 'options' && value ? [{ rule, when, value }] : [],
      ),
    };
  });
  const known = new Set(ofFields.map(({ key }) => key));
  // Whatever is computed is read-only meanwhile.
  const computed = calculations
    .filter(({ key, isFormula }) => !known.has(key) && !isFormula)
    .map(({ key, field, list }): StateRules => ({ ...NOTHING, key, field, list, part: undefined }));
  const ofParts = partIds(form).flatMap((part): StateRules[] => {
    const show = partConditions(effects, part, 'show');
    return show.length === 0
      ? []
      : [{ ...NOTHING, key: `part ${part}`, field: undefined, list: undefined, part, show: [show] }];
  });
  return [...ofFields, ...computed, ...ofParts];
}
const NOTHING = { show: [], require: [], readOnly: [], limits: [] };

const messagesOf = (effects: readonly Effect[]): readonly MessageRule[] =>
  effects.flatMap(({ rule, at, effect, field, list, when, message }) =>
    message
      ? [
          {
            rule,
            at,
            field,
            list,
            when,
            level: effect.level ?? 'error',
            say: message.say,
            reads: distinct(
              keysOf(
                [when, ...message.expressions].flatMap(({ uses }) => uses),
                list,
              ),
            ),
          },
        ]
      : [],
  );

/** What expressions about the record read along its relations: the relation, and the path from where it points. */
const alongRelations = (expressions: readonly Expression[]): readonly { field: FieldModel; path: string }[] =>
  expressions
    .flatMap(({ uses }) => uses)
    .flatMap(({ path, steps: [first, ...more] }) =>
      first?.field.kind === 'record' && more.length > 0
        ? [{ field: first.field, path: path.split('.').slice(1).join('.') }]
        : [],
    );

/** What is read along relations, relation by relation. A limit reads the candidate as the record its field points to. */
function relatedOf(
  effects: readonly Effect[],
  calculations: readonly Calculation[],
  words: readonly ItemWords[],
): readonly RelatedNeed[] {
  const needs = new Map<Key, RelatedNeed & { readonly paths: string[] }>();
  const note = (field: FieldModel, list: FieldModel | undefined, path: string): void => {
    const key = keyOf(field, list);
    const need = needs.get(key) ?? { key, field, list, paths: [] };
    if (!need.paths.includes(path)) need.paths.push(path);
    needs.set(key, need);
  };
  for (const { field, list, when, value, message } of effects) {
    for (const use of [when, ...(value ? [value] : []), ...(message?.expressions ?? [])].flatMap(({ uses }) => uses)) {
      const rest = use.path.split('.').slice(1);
      if (use.of === OPTION) note(field!, list, use.path);
      else if (rest.length > 0 && use.steps[0]!.field.kind === 'record') {
        note(use.steps[0]!.field, use.of === PARENT ? undefined : list, rest.join('.'));
      }
    }
  }
  for (const { assignments, isFormula } of calculations) {
    if (isFormula) continue;
    const values = assignments.flatMap(({ rule, value }) => (rule ? [] : [value]));
    for (const { field, path } of alongRelations(values)) note(field, undefined, path);
  }
  for (const { field, path } of alongRelations(words.flatMap(({ expressions }) => expressions))) {
    note(field, undefined, path);
  }
  return [...needs.values()];
}

/** One need for each relation. */
export function joined(needs: readonly RelatedNeed[]): readonly RelatedNeed[] {
  const byKey = new Map<Key, RelatedNeed>();
  for (const need of needs) {
    const known = byKey.get(need.key);
    byKey.set(need.key, known ? { ...known, paths: distinct([...known.paths, ...need.paths]) } : need);
  }
  return [...byKey.values()];
}

const distinct = <T>(list: readonly T[]): readonly T[] => [...new Set(list)];
