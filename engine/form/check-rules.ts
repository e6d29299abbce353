/** Problems of a form's rules, each with its place. */
import { compileExpression, type Scope } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { FieldModel, ValueKind } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { choicesOf, type ChoiceOptions } from './choices';
import { compileForm } from './compile';
import { scopeOf, valueScope, type Compiling, type RuleScope } from './effects';
import { compileMessage } from './messages';
import { labelOfTarget, sortCalculations } from './order';
import { partIds } from './parts';
import { keyOf, type Rule, type RuleEffect } from './plan';
import { ownField } from './record';

type Path = readonly (string | number)[];
type Kind = RuleEffect['effect'];
/** Keys of an effect beside `effect`, and the effects that may have them. */
const MAY_HAVE: { readonly [K in Exclude<keyof RuleEffect, 'effect'>]: readonly Kind[] } = {
  field: ['show', 'require', 'readOnly', 'set', 'options', 'message'],
  part: ['show', 'readOnly'],
  value: ['set', 'options'],
  on: ['set'],
  level: ['message'],
  text: ['message'],
};

export function checkRules(form: FormDocument, at: Compiling): readonly Problem[] {
  const parts = new Set(partIds(form));
  return [
    ...(form.rules ?? []).flatMap((rule, index) => checkRule(rule, ['rules', index], { ...at, parts })),
    ...checkCycle(form, at),
  ];
}

interface At extends Compiling {
  readonly parts: ReadonlySet<string>;
}

function checkRule(rule: Rule, path: Path, at: At): readonly Problem[] {
  const scope = scopeOf(rule, at);
  if (!scope) {
    const list = at.entity.field(rule.scope!);
    return list && !list.system
      ? [problem('form.scopeKind', [...path, 'scope'], { label: list.label })]
      : [problem('form.unknownField', [...path, 'scope'], { entity: at.entity.label, field: rule.scope! })];
  }
  return [
    ...checkSource(rule.when, scope.scope, 'boolean', [...path, 'when']),
    ...rule.then.flatMap((effect, index) => checkEffect(effect, scope, [...path, 'then', index], at)),
  ];
}

function checkEffect(effect: RuleEffect, scope: RuleScope, path: Path, at: At): readonly Problem[] {
  const needless = (Object.keys(MAY_HAVE) as (keyof typeof MAY_HAVE)[])
    .filter((key) => effect[key] !== undefined && !MAY_HAVE[key].includes(effect.effect))
    .map((key) => problem(key === 'value' ? 'form.needlessValue' : 'form.needless', [...path, key], { key }));
  if (effect.effect === 'message') return [...needless, ...checkMessage(effect, scope, path, at)];
  if (effect.part !== undefined) return [...needless, ...checkPart(effect, scope, path, at)];
  if (effect.field === undefined) return [...needless, problem('form.noField', [...path, 'field'])];
  const [field] = ownField(scope.entity, effect.field);
  if (!field) return [...needless, unknownField(scope.entity, effect.field, [...path, 'field'])];
  if (field.derived && effect.effect !== 'show') {
    return [...needless, problem('form.derived', [...path, 'field'], { label: field.label })];
  }
  return [...needless, ...(VALUES[effect.effect]?.(field, effect.value, [...path, 'value'], scope, at) ?? [])];
}

export const unknownField = (entity: RuleScope['entity'], name: string, path: Path): Problem =>
  entity.field(name)?.system
    ? problem('form.systemField', path, { field: name })
    : problem('form.unknownField', path, { entity: entity.label, field: name });

function checkPart(effect: RuleEffect, { list }: RuleScope, path: Path, { parts }: At): readonly Problem[] {
  if (effect.field !== undefined) return [problem('form.needless', [...path, 'part'], { key: 'part' })];
  if (list) return [problem('form.partInRows', [...path, 'part'], { label: list.label })];
  if (!parts.has(effect.part!)) return [problem('form.unknownPart', [...path, 'part'])];
  const isItem = effect.part!.startsWith('itm_');
  return isItem && effect.effect !== 'show' ? [problem('form.itemShownOnly', [...path, 'effect'])] : [];
}

function checkMessage({ text, field: name }: RuleEffect, scope: RuleScope, path: Path, at: At): readonly Problem[] {
  const isKnown = name === undefined || ownField(scope.entity, name).length > 0;
  const unknown = isKnown ? [] : [unknownField(scope.entity, name, [...path, 'field'])];
  if (!text || (text['zh-CN'].trim() === '' && text.en.trim() === '')) {
    return [...unknown, problem('form.noText', [...path, 'text'])];
  }
  const { problems, expressions } = compileMessage(text, scope.scope, at.types);
  const bare = expressions.filter(({ kind }) => kind === 'record').map(({ source }) => source);
  return [
    ...unknown,
    ...problems.map((found) => ({ ...found, path: [...path, 'text', ...found.path] })),
    ...[...new Set(bare)].map((source) => problem('form.messageRecord', [...path, 'text'], { name: source })),
  ];
}

type CheckValue = (
  field: FieldModel,
  source: string | undefined,
  path: Path,
  scope: RuleScope,
  at: At,
) => readonly Problem[];
const VALUES: { readonly [K in Kind]?: CheckValue } = {
  set: (field, source, path, scope, at) =>
    source === undefined
      ? [problem('form.noValue', path, { label: field.label })]
      : checkAssignment(field, source, path, scope.scope, at),
  options: (field, source, path, scope, { model }) => {
    const isRecord = field.kind === 'record' && field.target !== undefined;
    if (!isRecord && choicesOf(field.options as ChoiceOptions).length === 0) {
      return [problem('form.noOptions', path, { label: field.label })];
    }
    if (source === undefined) return [problem('form.noLimit', path, { label: field.label })];
    const named = valueScope('options', field, scope, model);
    return checkSource(source, named.scope, named.expects, path);
  },
};

function checkAssignment(field: FieldModel, source: string, path: Path, scope: Scope, at: At): readonly Problem[] {
  const problems = checkSource(source, scope, field.kind, path);
  const compiled = compileExpression(source, scope, field.kind);
  if (!compiled.ok) return problems;
  const { expression } = compiled;
  const isOther = expression.target !== undefined && field.target !== undefined && expression.target !== field.target;
  if (isOther) return [...problems, problem('form.setKind', path, { label: field.label })];
  // A value that is always the same can be tried now: an option that does not exist, a text that is too long.
  if (expression.uses.length > 0 || expression.given.size > 0) return problems;
  const value = expression.evaluate({
    record: {},
    me: null,
    today: '2000-01-01',
    now: '2000-01-01T00:00:00Z',
    timeZone: 'UTC',
  });
  if (value === null) return problems;
  const type = at.types.get(field.type);
  const fitted = type?.fit ? type.fit(value, field.options) : value;
  return (type?.check(fitted, field.options) ?? []).map((found) => ({
    ...found,
    path,
    data: { label: field.label, ...found.data },
  }));
}

function checkSource(source: string, scope: Scope, expects: ValueKind, path: Path): readonly Problem[] {
  const compiled = compileExpression(source, scope, expects);
  const found = compiled.ok ? compiled.warnings : compiled.problems;
  return found.map((item) => ({ ...item, path: [...path, ...item.path] }));
}

/** Rules that feed each other in a circle, with the way round. */
function checkCycle(form: FormDocument, { entity, model, types }: Compiling): readonly Problem[] {
  const { cycle } = sortCalculations(compileForm(form, entity, model, types).calculations);
  if (!cycle) return [];
  const names = (locale: 'zh-CN' | 'en') => cycle.map((one) => labelOfTarget(one, locale)).join(' → ');
  const keys = new Set(cycle.map(({ key }) => key));
  const first = (form.rules ?? []).findIndex((rule) => {
    const scope = scopeOf(rule, { entity, model, types });
    return rule.then.some(
      ({ effect, field: name }) =>
        effect === 'set' &&
        name !== undefined &&
        scope &&
        ownField(scope.entity, name).some((field) => keys.has(keyOf(field, scope.list))),
    );
  });
  const place = first < 0 ? ['rules'] : ['rules', first];
  return [problem('form.cycle', place, { fields: { 'zh-CN': names('zh-CN'), en: names('en') } })];
}
