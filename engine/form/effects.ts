/** The effects of a form's rules, each with its expressions compiled. */
import { compileExpression, type Expression, type Scope } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model, ValueKind } from '../kernel/model';
import { compileMessage } from './messages';
import { OPTION, PARENT, type MessageTemplate, type Rule, type RuleEffect } from './plan';
import { ownField, type FieldTypes } from './record';

/** Where names of a rule are looked up: in the record, or in the rows of line items. */
export interface RuleScope {
  readonly entity: EntityModel;
  readonly list: FieldModel | undefined;
  readonly scope: Scope;
}
/** One effect of one rule, ready to run. */
export interface Effect {
  readonly rule: Rule;
  readonly at: number;
  readonly effect: RuleEffect;
  readonly list: FieldModel | undefined;
  readonly field: FieldModel | undefined;
  readonly when: Expression;
  readonly value: Expression | undefined;
  readonly message: { readonly say: MessageTemplate; readonly expressions: readonly Expression[] } | undefined;
}
export interface Compiling {
  readonly entity: EntityModel;
  readonly model: Model;
  readonly types: FieldTypes;
  /** A field for which this is false is as good as not there. */
  readonly isVisible?: Scope['isVisible'];
}

/** What the names of a rule mean; undefined: its line items do not exist. */
export function scopeOf(rule: Pick<Rule, 'scope'>, { entity, model, isVisible }: Compiling): RuleScope | undefined {
  const seen = isVisible ? { isVisible } : {};
  if (rule.scope === undefined) return { entity, list: undefined, scope: { entity, model, ...seen } };
  const [list] = ownField(entity, rule.scope);
  if (!list?.child) return undefined;
  return { entity: list.child, list, scope: { entity: list.child, model, records: { [PARENT]: entity }, ...seen } };
}

/**
 * Scope and kind of the value of an effect. A limit is a condition on `option`: the record that may be chosen, or the
 * value of the option.
 */
export function valueScope(
  effect: RuleEffect['effect'],
  field: FieldModel,
  { scope }: RuleScope,
  model: Model,
): { readonly scope: Scope; readonly expects: ValueKind } {
  if (effect !== 'options') return { scope, expects: field.kind };
  const target = field.kind === 'record' && field.target ? model.entity(field.target) : undefined;
  const option: Pick<Scope, 'records' | 'variables'> = target
    ? { records: { ...scope.records, [OPTION]: target } }
    : { variables: { [OPTION]: { kind: 'text' } } };
  return { scope: { ...scope, ...option }, expects: 'boolean' };
}

/** All effects that can be compiled, in the order of the rules; those switched off are left out. */
export function compileEffects(form: FormDocument, compiling: Compiling): readonly Effect[] {
  return (form.rules ?? [])
    .filter(({ enabled }) => enabled !== false)
    .flatMap((rule) => {
      const scope = scopeOf(rule, compiling);
      const when = scope && compiled(rule.when, scope.scope, 'boolean');
      if (!scope || !when) return [];
      return rule.then.flatMap((effect, at): Effect[] => {
        const parts = compileEffect(effect, scope, compiling);
        return parts ? [{ rule, at, effect, list: scope.list, when, ...parts }] : [];
      });
    });
}

/** undefined: something it names is not there. */
function compileEffect(
  effect: RuleEffect,
  scope: RuleScope,
  { model, types }: Compiling,
): Pick<Effect, 'field' | 'value' | 'message'> | undefined {
  const [field] = effect.field === undefined ? [] : ownField(scope.entity, effect.field);
  if (effect.field !== undefined && !field) return undefined;
  if (effect.effect === 'message') {
    const message = effect.text && compileMessage(effect.text, scope.scope, types);
    return message && message.problems.length === 0 ? { field, value: undefined, message } : undefined;
  }
  const needsValue = effect.effect === 'set' || effect.effect === 'options';
  if (!needsValue) return { field, value: undefined, message: undefined };
  if (!field || effect.value === undefined) return undefined;
  const named = valueScope(effect.effect, field, scope, model);
  const value = compiled(effect.value, named.scope, named.expects);
  return value && { field, value, message: undefined };
}

function compiled(source: string, scope: Scope, expects: ValueKind): Expression | undefined {
  const result = compileExpression(source, scope, expects);
  return result.ok ? result.expression : undefined;
}
