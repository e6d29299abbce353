/** Problems of what a form fills in from chosen records, each with its place. */
import { compileExpression } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import { unknownField } from './check-rules';
import { choicesOf, type ChoiceOptions } from './choices';
import type { Compiling } from './effects';
import { endsOf, type FillUse } from './fills';
import { labelOfTarget } from './order';
import { keyOf, type Key } from './plan';

type Path = readonly (string | number)[];
interface Ends {
  readonly of: EntityModel;
  readonly list: FieldModel | undefined;
  readonly relation: FieldModel;
  readonly field: FieldModel;
}

/** Names that lead nowhere, values that do not fit, targets filled twice, circles. */
export function checkFills(form: FormDocument, at: Compiling): readonly Problem[] {
  const targets = new Set<Key>();
  const sound: { readonly ends: Ends; readonly path: Path }[] = [];
  const problems = (form.fills ?? []).flatMap((use, index): readonly Problem[] => {
    const path = ['fills', index];
    const ends = checkEnds(use, path, at);
    if (!('relation' in ends)) return ends;
    const { field, list } = ends;
    const key = keyOf(field, list);
    if (targets.has(key)) return [problem('form.fillTwice', [...path, 'to'], { label: field.label })];
    targets.add(key);
    const found = [...checkSetRelation(form, ends, path), ...checkValue(use, ends, path, at)];
    if (found.length === 0) sound.push({ ends, path });
    return found;
  });
  return [...problems, ...checkCircle(sound)];
}

function checkEnds(use: FillUse, path: Path, { entity }: Compiling): Ends | readonly Problem[] {
  const { of, list, relation, field } = endsOf(use, entity);
  if (use.scope !== undefined && !list?.child) {
    return [
      list
        ? problem('form.scopeKind', [...path, 'scope'], { label: list.label })
        : unknownField(entity, use.scope, [...path, 'scope']),
    ];
  }
  if (!relation) return [unknownField(of, use.relation, [...path, 'relation'])];
  if (!field) return [unknownField(of, use.to, [...path, 'to'])];
  if (relation.kind !== 'record' || relation.target === undefined) {
    return [problem('form.fillRelation', [...path, 'relation'], { label: relation.label })];
  }
  return { of, list, relation, field };
}

/** A relation that a rule sets is chosen by nobody. */
function checkSetRelation(form: FormDocument, { of, list, relation }: Ends, path: Path): readonly Problem[] {
  const isSet = (form.rules ?? []).some(
    ({ scope, then, enabled }) =>
      enabled !== false &&
      (scope === undefined) === (list === undefined) &&
      then.some(({ effect, field }) => effect === 'set' && field !== undefined && of.field(field) === relation),
  );
  return isSet ? [problem('form.fillRuled', [...path, 'relation'], { label: relation.label })] : [];
}

function checkValue(use: FillUse, ends: Ends, path: Path, { model, types }: Compiling): readonly Problem[] {
  const { of, relation, field } = ends;
  const compiled = compileExpression(`${relation.name}.${use.from}`, { entity: of, model });
  if (!compiled.ok) {
    // Said of the path, not of the words it is made of.
    return compiled.problems.slice(0, 1).map((found) => ({ ...found, path: [...path, 'from'] }));
  }
  const source = compiled.expression.uses.at(-1)!.steps.at(-1)!.field;
  const data = { label: field.label, from: source.label };
  if (use.mode === 'live') return checkLive(use, ends, data, path);
  if (field.derived) return [problem('form.fillComputed', [...path, 'to'], { label: field.label })];
  const type = types.get(field.type);
  // Files belong to one record; rows and data have no value of their own to take over.
  const isOther =
    NEVER_FILLED.has(field.kind) ||
    type?.fileFault !== undefined ||
    source.kind !== field.kind ||
    (field.kind === 'record' && source.target !== field.target);
  return isOther ? [problem('form.fillKind', [...path, 'to'], data)] : checkChoices(source, field, data, path);
}
const NEVER_FILLED: ReadonlySet<FieldModel['kind']> = new Set(['lines', 'idList', 'json']);

function checkLive(
  use: FillUse,
  { relation, field, of }: Ends,
  data: { readonly label: Text; readonly from: Text },
  path: Path,
): readonly Problem[] {
  const computation = field.derived?.computation;
  const isIt =
    computation?.by === 'path' && of.field(computation.relation) === relation && computation.field === use.from;
  return isIt ? [] : [problem('form.fillLive', [...path, 'to'], { ...data, relation: relation.label })];
}

/** Every option that may come must be one of the field's own. */
function checkChoices(
  source: FieldModel,
  field: FieldModel,
  data: { readonly label: Text; readonly from: Text },
  path: Path,
): readonly Problem[] {
  const own = choicesOf(field.options as ChoiceOptions).map(({ value }) => value);
  const theirs = choicesOf(source.options as ChoiceOptions).map(({ value }) => value);
  if (own.length === 0 && theirs.length === 0) return [];
  if (own.length === 0 || theirs.length === 0) return [problem('form.fillKind', [...path, 'to'], data)];
  const missing = theirs.find((value) => !own.includes(value));
  return missing === undefined ? [] : [problem('form.fillChoices', [...path, 'to'], { ...data, value: missing })];
}

/** A relation that is filled in fills in turn; at the end of a circle nobody has chosen anything. */
function checkCircle(fills: readonly { readonly ends: Ends; readonly path: Path }[]): readonly Problem[] {
  const next = (ends: Ends) =>
    fills.filter(({ ends: other }) => other.list === ends.list && other.relation === ends.field);
  for (const { ends, path } of fills) {
    const way = wayBack(ends, [ends], next);
    if (!way) continue;
    const names = (locale: 'zh-CN' | 'en') =>
      [...way.map(({ relation: field, list }) => labelOfTarget({ field, list }, locale)), nameOf(way[0]!, locale)].join(
        ' → ',
      );
    return [problem('form.fillCircle', path, { fields: { 'zh-CN': names('zh-CN'), en: names('en') } })];
  }
  return [];
}
const nameOf = ({ relation: field, list }: Ends, locale: 'zh-CN' | 'en'): string =>
  labelOfTarget({ field, list }, locale);

function wayBack(
  from: Ends,
  way: readonly Ends[],
  next: (ends: Ends) => readonly { readonly ends: Ends }[],
): readonly Ends[] | undefined {
  if (from.field === way[0]!.relation) return way;
  for (const { ends } of next(from)) {
    if (way.includes(ends)) continue;
    const found = wayBack(ends, [...way, ends], next);
    if (found) return found;
  }
  return undefined;
}
