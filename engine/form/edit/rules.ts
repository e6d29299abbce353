/** The rules of one field, as its property panel shows them: one of each effect. */
import { documentId } from '../../kernel/ids';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Rule } from './command';

/** Effects the panel of a field offers in short: one of each, about the record. */
export type Effect = Exclude<Rule['then'][number]['effect'], 'options' | 'message'>;
export const EFFECTS: readonly Effect[] = ['show', 'require', 'readOnly', 'set'];
export interface FieldRule {
  readonly when: string;
  /** What the field becomes; only with the effect `set`. */
  readonly value?: string | undefined;
}
type Rules = FormDocument['rules'];

/** The first rule that has this effect on a field. */
export function fieldRule(rules: Rules, field: string, effect: Effect): FieldRule | undefined {
  for (const rule of rules ?? []) {
    if (rule.scope !== undefined) continue;
    const part = rule.then.find((p) => p.field === field && p.effect === effect);
    if (part) return { when: rule.when, value: part.value };
  }
  return undefined;
}

/**
 * The rules with one effect on one field changed; undefined takes it away. A rule that does several things keeps doing
 * the others: the changed effect gets a rule of its own.
 */
export function withFieldRule(
  rules: Rules,
  field: string,
  effect: Effect,
  to: FieldRule | undefined,
  newId: () => string = () => documentId('rul'),
): Rules {
  const isMeant = (part: Rule['then'][number]) => part.field === field && part.effect === effect;
  const list = rules ?? [];
  const at = list.findIndex((rule) => rule.scope === undefined && rule.then.some(isMeant));
  const old = list[at];
  const part = { effect, field, ...(to?.value === undefined ? {} : { value: to.value }) };
  if (!old) return to ? [...list, { id: newId(), when: to.when, then: [part] }] : rules;
  const others = old.then.filter((p) => !isMeant(p));
  if (others.length === 0) return to ? list.with(at, { ...old, when: to.when, then: [part] }) : list.toSpliced(at, 1);
  const kept = list.with(at, { ...old, then: others });
  return to ? kept.toSpliced(at + 1, 0, { id: newId(), when: to.when, then: [part] }) : kept;
}
