/** The list of rules of a form, one step at a time. Pure. */
import { parseExpression } from '@/engine/expression/parse';
import type { Rule } from '@/engine/form/edit/command';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';

export type Rules = FormDocument['rules'];
export type Effect = Rule['then'][number];
export const EFFECT_KINDS = ['show', 'require', 'readOnly', 'set', 'options', 'message'] as const;
/** A condition that always holds: a rule that is not limited yet. */
export const ALWAYS = 'true';
export const RULE_KIND = 'rule';
export const ruleTarget = (id: string): string => `rule:${id}`;

export const newRule = (field: string | undefined): Rule => ({
  id: documentId('rul'),
  when: ALWAYS,
  then: [
    field === undefined
      ? { effect: 'message', level: 'warning', text: { 'zh-CN': '', en: '' } }
      : { effect: 'show', field },
  ],
});
export const copyOfRule = (rule: Rule): Rule => ({ ...structuredClone(rule), id: documentId('rul') });

/** With a rule changed; undefined takes it away; one that is not there is put at the end. */
export function withRule(rules: Rules, id: string, to: Rule | undefined): Rules {
  const list = rules ?? [];
  const at = list.findIndex((rule) => rule.id === id);
  if (at < 0) return to ? [...list, to] : list;
  return to ? list.with(at, to) : list.toSpliced(at, 1);
}

/** The list with a rule at another index, counted with the rule still there; the ends stay where they are. */
export function moveRule(rules: Rules, id: string, to: number): Rules {
  const list = rules ?? [];
  const from = list.findIndex((rule) => rule.id === id);
  const rule = list[from];
  if (!rule) return rules;
  const index = Math.max(0, Math.min(list.length - 1, from < to ? to - 1 : to));
  return index === from ? rules : list.toSpliced(from, 1).toSpliced(index, 0, rule);
}

/** An effect of another kind on the same target, with only what that kind has. */
export function effectOf(kind: Effect['effect'], { field, part }: Effect, firstField: string | undefined): Effect {
  const own = field ?? firstField;
  const on = own === undefined ? {} : { field: own };
  if (kind === 'message') {
    return { effect: kind, ...(field === undefined ? {} : { field }), level: 'error', text: { 'zh-CN': '', en: '' } };
  }
  if (kind === 'set') return { effect: kind, ...on, value: 'null' };
  if (kind === 'options') return { effect: kind, ...on, value: ALWAYS };
  if (kind !== 'require' && part !== undefined) return { effect: kind, part };
  return { effect: kind, ...on };
}

/** Paths an expression reads: `amount`, `region.name`, `parent.total`. Nothing of one that cannot be read. */
export function pathsIn(source: string | undefined): ReadonlySet<string> {
  const parsed = source === undefined ? undefined : parseExpression(source);
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return;
    const path = pathOf(node);
    if (path !== undefined) found.add(path);
    else visit(node.args);
  };
  if (parsed?.ok) visit(parsed.tree);
  return found;
}
function pathOf(node: object): string | undefined {
  const { op, args } = node as { op: unknown; args: unknown };
  if (op === 'id') return String(args);
  if (op !== '.' || !Array.isArray(args)) return undefined;
  const head = pathOf(args[0] as object);
  return head === undefined ? undefined : `${head}.${String(args[1])}`;
}

/** How a rule has to do with a field of the record: it changes it, or it reads it. */
export function mentions(rule: Rule, field: string): 'changes' | 'reads' | undefined {
  const isOwn = rule.scope === undefined;
  if (isOwn && rule.then.some((effect) => effect.field === field)) return 'changes';
  if (rule.scope === field) return 'changes';
  const wanted = isOwn ? field : `parent.${field}`;
  const sources = [rule.when, ...rule.then.map(({ value }) => value)];
  const paths = sources.flatMap((source) => [...pathsIn(source)]);
  return paths.some((path) => path === wanted || path.startsWith(`${wanted}.`)) ? 'reads' : undefined;
}
