/** All problems of a form document that its JSON Schema cannot see, each with its place. */
import { compileExpression } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { compileForm, ownField, sortSets } from './compile';
import { builtInFieldTypes, ownFields, type FieldTypes } from './record';

type Path = readonly (string | number)[];
type Rule = NonNullable<FormDocument['rules']>[number];

/** Checks a form against the entities as they will be. */
export function checkForm(
  form: FormDocument,
  { model, types = builtInFieldTypes }: { readonly model: Model; readonly types?: FieldTypes },
): readonly Problem[] {
  const entity = model.entity(form.entity);
  if (!entity || entity.isPlatform || entity.parent) {
    return [problem('form.noEntity', ['entity'], { entity: form.entity })];
  }
  return [
    ...checkLayout(form, entity),
    ...(form.rules ?? []).flatMap((rule, index) => checkRule(rule, ['rules', index], { entity, model, types })),
    ...checkCycle(form, entity, model),
  ];
}

function checkLayout(form: FormDocument, entity: EntityModel): readonly Problem[] {
  const seen = new Set<FieldModel>();
  const problems = form.sections.flatMap((section, s) =>
    section.items.flatMap(({ field: name }, i) => {
      const path = ['sections', s, 'items', i, 'field'];
      const field = entity.field(name);
      if (!field || field.system) return [unknown(entity, name, path)];
      if (seen.has(field)) return [problem('form.fieldTwice', path, { label: field.label })];
      seen.add(field);
      return [];
    }),
  );
  const isSet = (field: FieldModel): boolean =>
    (form.rules ?? []).some(({ then }) =>
      then.some((item) => item.effect === 'set' && entity.field(item.field) === field),
    );
  const missing = ownFields(entity).filter(
    (field) => field.isRequired && field.default === undefined && !seen.has(field) && !isSet(field),
  );
  const warnings = missing.map((field): Problem => ({
    ...problem('form.requiredMissing', ['sections'], { label: field.label }),
    level: 'warning',
  }));
  return [...problems, ...warnings];
}

const unknown = (entity: EntityModel, name: string, path: Path): Problem =>
  entity.field(name)?.system
    ? problem('form.systemField', path, { field: name })
    : problem('form.unknownField', path, { entity: entity.label, field: name });

interface At {
  readonly entity: EntityModel;
  readonly model: Model;
  readonly types: FieldTypes;
}

function checkRule(rule: Rule, path: Path, at: At): readonly Problem[] {
  return [
    ...checkSource(rule.when, 'boolean', [...path, 'when'], at),
    ...rule.then.flatMap((item, index) => checkEffect(item, [...path, 'then', index], at)),
  ];
}

function checkEffect({ effect, field: name, value }: Rule['then'][number], path: Path, at: At): readonly Problem[] {
  const [field] = ownField(at.entity, name);
  if (!field) return [unknown(at.entity, name, [...path, 'field'])];
  if (field.derived && effect !== 'show') return [problem('form.derived', [...path, 'field'], { label: field.label })];
  if (effect !== 'set') return value === undefined ? [] : [problem('form.needlessValue', [...path, 'value'])];
  if (value === undefined) return [problem('form.noValue', [...path, 'value'], { label: field.label })];
  return checkAssignment(field, value, [...path, 'value'], at);
}

function checkAssignment(field: FieldModel, source: string, path: Path, at: At): readonly Problem[] {
  const problems = checkSource(source, field.kind, path, at);
  const compiled = compileExpression(source, at, field.kind);
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

function checkSource(
  source: string,
  expects: FieldModel['kind'],
  path: Path,
  { entity, model }: At,
): readonly Problem[] {
  const compiled = compileExpression(source, { entity, model }, expects);
  const found = compiled.ok ? compiled.warnings : compiled.problems;
  return found.map((item) => ({ ...item, path: [...path, ...item.path] }));
}

function checkCycle(form: FormDocument, entity: EntityModel, model: Model): readonly Problem[] {
  const { cycle } = sortSets(compileForm(form, entity, model).sets);
  if (!cycle) return [];
  const names = (locale: 'zh-CN' | 'en') => cycle.map(({ label }) => label[locale]).join(' → ');
  const first = (form.rules ?? []).findIndex(({ then }) =>
    then.some((item) => item.effect === 'set' && cycle.includes(entity.field(item.field)!)),
  );
  return [problem('form.cycle', ['rules', first], { fields: { 'zh-CN': names('zh-CN'), en: names('en') } })];
}
