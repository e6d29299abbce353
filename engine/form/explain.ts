/** Why a field is hidden, required, read-only, computed or limited: which rule, and with which values. */
import type { Expression } from '../expression/compile';
import type { Json } from '../kernel/json';
import type { FieldModel } from '../kernel/model';
import type { Text } from '../kernel/text';
import { Draft } from './draft';
import { keyOf, PARENT, type Condition, type FormPlan, type Rule, type StateRules } from './plan';
import { rowStateOf, type FormContext, type FormState } from './state';

export type Aspect = 'shown' | 'required' | 'readOnly' | 'value' | 'options';
/** A value a condition read. */
export interface Operand {
  /** As the expression names it. */
  readonly path: string;
  readonly label: Text;
  readonly value: Json;
  readonly field: FieldModel;
}
export interface Reason {
  /** What it is about; `shown` of a field that is shown says which rule shows it. */
  readonly aspect: Aspect;
  /** The rule; the entity itself (required); a formula of the entity; a right the viewer lacks. */
  readonly by: 'rule' | 'entity' | 'formula' | 'right';
  readonly rule: Rule | undefined;
  /** Its place among the rules, from 0; -1 where there is no rule. */
  readonly index: number;
  /** Whether its condition holds. */
  readonly isMet: boolean;
  /** Whether the state of the field follows from it. Of a hidden field: rules that would show it and are not met. */
  readonly decides: boolean;
  readonly when: string | undefined;
  readonly value: string | undefined;
  readonly operands: readonly Operand[];
}
export interface Explanation {
  readonly isVisible: boolean;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
  readonly isCalculated: boolean;
  readonly reasons: readonly Reason[];
}

/**
 * Explains a field, or a column in one row. `isEditable` false: the viewer's rights close it. Pure; reads only what
 * the plan knows, so that a form that was cut to a viewer's rights tells nothing more.
 */
export function explainField(
  plan: FormPlan,
  state: FormState,
  context: FormContext,
  at: { readonly field: string; readonly list?: string; readonly row?: number; readonly isEditable?: boolean },
): Explanation | undefined {
  const list = at.list === undefined ? undefined : plan.entity.field(at.list);
  const field = (list ? list.child : plan.entity)?.field(at.field);
  if (!field || (at.list !== undefined && !list)) return undefined;
  return new Explainer(plan, state, context, field, list, at.row ?? 0).explanation(at.isEditable ?? true);
}

class Explainer {
  readonly #plan: FormPlan;
  readonly #state: FormState;
  readonly #field: FieldModel;
  readonly #list: FieldModel | undefined;
  readonly #row: number;
  readonly #at: ReturnType<Draft['at']>;

  constructor(
    plan: FormPlan,
    state: FormState,
    context: FormContext,
    field: FieldModel,
    list: FieldModel | undefined,
    row: number,
  ) {
    this.#plan = plan;
    this.#state = state;
    this.#field = field;
    this.#list = list;
    this.#row = row;
    const draft = new Draft(plan, state, context);
    this.#at = list ? draft.atRow(list, row) : draft.at();
  }

  explanation(isEditable: boolean): Explanation {
    const key = keyOf(this.#field, this.#list);
    const rules = this.#plan.states.find((one) => one.key === key);
    const assignments = this.#plan.calculations.find((one) => one.key === key)?.assignments ?? [];
    const { name } = this.#field;
    const row = this.#list && rowStateOf(this.#state, this.#list, this.#row);
    const flags = row ?? this.#state;
    const isVisible = row ? !row.hidden.has(name) : this.#state.visible.has(name);
    return {
      isVisible,
      isRequired: isVisible && flags.required.has(name),
      isReadOnly: !isEditable || flags.readOnly.has(name),
      isCalculated: flags.calculated.has(name),
      reasons: [
        ...this.#shown(rules, isVisible),
        ...(this.#field.isRequired ? [this.#plain('required', 'entity')] : []),
        ...this.#met('required', rules?.require),
        ...(isEditable ? [] : [this.#plain('readOnly', 'right')]),
        ...this.#met('readOnly', rules?.readOnly),
        ...this.#met('value', assignments),
        ...this.#met('options', rules?.limits),
      ],
    };
  }

  /** Of a hidden field the rules that would show it and are not met; of a shown one those that show it. */
  #shown(rules: StateRules | undefined, isVisible: boolean): readonly Reason[] {
    return (rules?.show ?? []).flatMap((group) => {
      const isOpen = group.some(({ when }) => when.test(this.#at));
      if (isOpen !== isVisible) return [];
      return group.map((one) => this.#reason('shown', one)).filter(({ isMet }) => isMet === isVisible);
    });
  }

  /** Rules whose condition holds; of those that set a value the last one decides. */
  #met(aspect: Aspect, all: readonly (Condition & { readonly value?: Expression })[] = []): readonly Reason[] {
    const met = all.filter(({ when }) => when.test(this.#at));
    return met.map((one) =>
      this.#reason(aspect, one, {
        ...(one.value && { value: one.value }),
        decides: aspect !== 'value' || one === met.at(-1),
      }),
    );
  }

  #plain(aspect: Aspect, by: Reason['by']): Reason {
    return {
      aspect,
      by,
      rule: undefined,
      index: -1,
      isMet: true,
      decides: true,
      when: undefined,
      value: undefined,
      operands: [],
    };
  }

  #reason(
    aspect: Aspect,
    { rule, when }: Condition,
    more: { readonly value?: Expression; readonly decides?: boolean } = {},
  ): Reason {
    return {
      aspect,
      by: rule ? 'rule' : 'formula',
      rule,
      index: rule ? (this.#plan.form.rules ?? []).indexOf(rule) : -1,
      isMet: when.test(this.#at),
      decides: more.decides ?? true,
      when: rule && when.source,
      value: more.value?.source,
      operands: [...this.#operands(when), ...(more.value ? this.#operands(more.value) : [])].filter(
        (one, i, all) => all.findIndex(({ path }) => path === one.path) === i,
      ),
    };
  }

  #operands({ uses }: Expression): readonly Operand[] {
    return uses.flatMap(({ path, of, steps }) => {
      // Rows are shown as what is made of them, a candidate is none yet.
      if (of !== undefined && of !== PARENT) return [];
      const field = steps.at(-1)!.field;
      if (steps.some((step) => step.field.kind === 'lines') && this.#list !== steps[0]!.field) return [];
      let value: unknown = of === PARENT ? this.#at.records?.[PARENT] : this.#at.record;
      for (const name of path.split('.')) {
        value = typeof value === 'object' && value !== null ? (value as { [name: string]: unknown })[name] : null;
      }
      return [{ path: of ? `${of}.${path}` : path, label: field.label, value: (value ?? null) as Json, field }];
    });
  }
}
