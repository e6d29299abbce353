'use client';
import { useTranslations } from 'use-intl';
import { rangeOf, type ErrorRange } from '@/components/builder/properties/expression';
import { useScope } from '@/components/builder/properties/scope';
import { useSay } from '@/components/ui/say';
import type { Rule } from '@/engine/form/edit/command';
import type { SaidProblem } from '@/engine/kernel/api';
import { partsOf } from '../../why/target';
import { useItemName } from '../layout/useItemName';
import { useBuilding } from '../context';
import type { Effect } from './rules';

/** What a rule is called: its name, else what it does in a few words. */
export function useRuleWords() {
  const t = useTranslations('formBuilder.rules');
  const sectionN = useTranslations('builder.form');
  const say = useSay();
  const { form } = useBuilding();
  const { entity } = useScope();
  const nameOf = useItemName();
  const targetWords = (rule: Pick<Rule, 'scope'>, effect: Effect): string => {
    if (effect.part !== undefined) {
      const at = partsOf(form).findIndex(({ id }) => id === effect.part);
      const item = partsOf(form)[at]?.item;
      return item ? nameOf(item) : say(partsOf(form)[at]?.label, sectionN('sectionN', { n: at + 1 }));
    }
    const list = entity?.fields.find(({ name }) => name === rule.scope);
    const fields = rule.scope === undefined ? entity?.fields : list?.columns;
    const field = fields?.find(({ name }) => name === effect.field);
    if (effect.field === undefined) return t(rule.scope === undefined ? 'wholeRecord' : 'wholeRow');
    return [rule.scope === undefined ? '' : say(list?.label, rule.scope), say(field?.label, effect.field)]
      .filter(Boolean)
      .join(' · ');
  };
  const effectWords = (rule: Rule, effect: Effect): string =>
    t('does', { effect: t(`effect.${effect.effect}`), target: targetWords(rule, effect) });
  return {
    targetWords,
    name: (rule: Rule): string =>
      say(rule.name) || rule.then.map((effect) => effectWords(rule, effect)).join(t('comma')),
  };
}

export interface RuleError {
  readonly message: string;
  readonly range: ErrorRange | undefined;
}

/** What the check found in a rule. */
export function useRuleErrors(id: string) {
  const { form, problems } = useBuilding();
  const at = (form.rules ?? []).findIndex((rule) => rule.id === id);
  const all = problems.filter(
    (p) => p.document?.kind === 'form' && p.path[0] === 'rules' && p.path[1] === at && p.level !== 'warning',
  );
  const said = (problem: SaidProblem | undefined): RuleError | undefined =>
    problem && { message: problem.message, range: rangeOf(problem.data) };
  return {
    count: all.length,
    ofWhen: said(all.find(({ path }) => path[2] === 'when')),
    ofEffect: (index: number, key: string) =>
      said(all.find(({ path }) => path[2] === 'then' && path[3] === index && path[4] === key)),
    /** Of the effect as a whole. */
    ofWholeEffect: (index: number) =>
      said(all.find(({ path }) => path[2] === 'then' && path[3] === index && path[4] === undefined)),
    ofScope: said(all.find(({ path }) => path[2] === 'scope')),
  };
}
