/** Everything wrong with the values of a form: unfit values, what is missing, options that may not be chosen, errors of rules. */
import type { FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import { choiceLabel, type ChoiceOptions } from './choices';
import { Draft, idOf } from './draft';
import { OPTION, type FormPlan, type StateRules } from './plan';
import { cellLabel, checkField, ownFields, type Values } from './record';
import { messagesOf, rowStateOf, type FormContext, type FormMessage, type FormState } from './state';
import { isBlank } from './values';

/** @param names only problems of these fields; without it also those of the record as a whole */
export function findProblems(
  plan: FormPlan,
  state: FormState,
  context: FormContext,
  names?: Iterable<string>,
): readonly Problem[] {
  const wanted = names && new Set(names);
  const isWanted = (name: string | number | undefined): boolean => !wanted || wanted.has(String(name));
  const ofFields = ownFields(plan.entity)
    .filter(({ name }) => isWanted(name))
    .flatMap((field) =>
      checkField(field, state.values[field.name], plan.types, isRequiredField(field, state), field.label, (row, cell) =>
        isRequiredCell(state, field, row, cell),
      ),
    );
  return [
    ...ofFields,
    ...limitProblems(plan, state, context).filter(({ path }) => isWanted(path[0])),
    ...errorsOf(messagesOf(plan, state)).filter(({ path }) => isWanted(path[0])),
  ];
}

/** Required by entity or rules, and shown. */
export const isRequiredField = (field: FieldModel, { visible, required }: FormState): boolean =>
  visible.has(field.name) && required.has(field.name);

export function isRequiredCell(state: FormState, list: FieldModel, row: number, column: FieldModel): boolean {
  const { hidden, required } = rowStateOf(state, list, row);
  return state.visible.has(list.name) && required.has(column.name) && !hidden.has(column.name);
}

/** Messages that keep the form from being saved, as problems. */
export const errorsOf = (messages: readonly FormMessage[]): readonly Problem[] =>
  messages.filter(({ level }) => level === 'error').map(problemOf);

/** A message as the server returns it. */
export const problemOf = ({ text, path, level, rule }: FormMessage): Problem => ({
  ...problem('form.message', path, { text, rule, level }),
  ...(level === 'error' ? {} : { level: 'warning' }),
});

/** Options that were chosen although rules exclude them at present. */
export function limitProblems(plan: FormPlan, state: FormState, context: FormContext): readonly Problem[] {
  const limited = plan.states.filter(({ limits }) => limits.length > 0);
  if (limited.length === 0) return [];
  const draft = new Draft(plan, state, context);
  return limited.flatMap((rules) => {
    const { list, field } = rules;
    if (!list) {
      if (!state.visible.has(field!.name)) return [];
      const wrong = excluded(rules, state.values, state.options.get(field!.name), () => draft.at(), context);
      return wrong.map((option) => refused(field!, option, [field!.name], field!.label));
    }
    return draft.rows(list).flatMap((row, index) => {
      const { options, hidden } = rowStateOf(state, list, index);
      if (hidden.has(field!.name) || !state.visible.has(list.name)) return [];
      const wrong = excluded(rules, row, options.get(field!.name), () => draft.atRow(list, index), context);
      const label = cellLabel(list, index, field!.label);
      return wrong.map((option) => refused(field!, option, [list.name, index, field!.name], label));
    });
  });
}

const refused = (field: FieldModel, option: string, path: Problem['path'], label: Text): Problem =>
  problem('form.option', path, {
    label,
    value:
      field.kind === 'record'
        ? { 'zh-CN': '所选记录', en: 'the chosen record' }
        : {
            'zh-CN': choiceLabel(field.options as unknown as ChoiceOptions, option, 'zh-CN'),
            en: choiceLabel(field.options as unknown as ChoiceOptions, option, 'en'),
          },
  });

/** The chosen options that are not allowed. Of a record nothing is said until what the limit reads of it is known. */
function excluded(
  { field, limits, key }: StateRules,
  values: Values,
  allowed: readonly string[] | undefined,
  at: () => ReturnType<Draft['at']>,
  { related }: FormContext,
): readonly string[] {
  const value = values[field!.name];
  if (isBlank(value)) return [];
  if (field!.kind !== 'record') {
    const chosen = (Array.isArray(value) ? value : [value]) as readonly string[];
    return allowed ? chosen.filter((option) => !allowed.includes(option)) : [];
  }
  const id = idOf(value);
  const option = typeof id === 'string' ? related?.[key]?.[id] : undefined;
  if (!option) return [];
  const where = at();
  const isWrong = limits.some(
    ({ when, value: limit }) =>
      when.test(where) && !limit.test({ ...where, records: { ...where.records, [OPTION]: option } }),
  );
  return isWrong ? [option.id] : [];
}
