/** Everything that is wrong with the computed fields and trees of an entity, before it is published. */
import { compileExpression, type Expression } from '../../expression/compile';
import type { Computation } from '../../kernel/contract';
import type { EntityDocument } from '../../kernel/documents.generated';
import type { Derivation, EntityModel, FieldModel, Model, ValueKind } from '../../kernel/model';
import { problem, type Problem } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import { childrenOf } from './children';
import { isTree } from './names';
import { directReads, type Read } from './reads';

type Path = Problem['path'];
interface Place {
  readonly model: Model;
  readonly entity: EntityModel;
  readonly field: FieldModel;
  /** Of the field in the document. */
  readonly at: Path;
}

export function checkDerived(document: EntityDocument, model: Model): Problem[] {
  const entity = model.entity(document.id);
  if (!entity) return [];
  const places = [...placesOf(model, entity, document.fields, ['fields'])];
  return [...places.flatMap(checkField), ...checkTrees(places)];
}

function* placesOf(
  model: Model,
  entity: EntityModel,
  uses: readonly { readonly id: string }[],
  path: Path,
): Generator<Place> {
  for (const [index, use] of uses.entries()) {
    const field = entity.field(use.id);
    if (!field || field.system) continue;
    const at = [...path, index];
    yield { model, entity, field, at };
    const inner = field.options.fields as readonly { readonly id: string }[] | undefined;
    if (field.child && inner) yield* placesOf(model, field.child, inner, [...at, 'options', 'fields']);
  }
}

function checkField(place: Place): Problem[] {
  const { derived } = place.field;
  if (!derived) return [];
  const check = CHECKS[derived.computation.by] as (computation: Computation, place: Place) => Problem[];
  const problems = check(derived.computation, place);
  return problems.length > 0 ? problems : checkCircle(place, derived);
}

type Of<B extends Computation['by']> = Extract<Computation, { by: B }>;
const CHECKS: { readonly [B in Computation['by']]: (computation: Of<B>, place: Place) => Problem[] } = {
  expression: checkFormula,
  path: checkLookup,
  children: checkRollup,
  number: (_, place) => notInLines(place),
};

const wrong = (
  { at, field }: Place,
  code: string,
  option: string,
  data: { readonly [key: string]: string | Text } = {},
): Problem => problem(code, [...at, 'options', option], { field: field.label, ...data });

/** Numbers, and sums over what belongs to a row, are those of records. */
const notInLines = (place: Place): Problem[] =>
  place.entity.parent ? [problem('entity.derivedInLines', [...place.at, 'type'], { field: place.field.label })] : [];

// ---- formulas --------------------------------------------------------------------------------------------------------
function checkFormula({ source }: Of<'expression'>, place: Place): Problem[] {
  return compiled(source, place.entity, place.field.kind, 'expression', place).problems;
}

/** Compiles what is stored: it may not depend on who asks, or when, nor on what only the application can decrypt. */
function compiled(
  source: string,
  entity: EntityModel,
  expects: ValueKind,
  option: string,
  place: Place,
): { readonly expression?: Expression; readonly problems: Problem[] } {
  const result = compileExpression(source, { model: place.model, entity }, expects);
  if (!result.ok) {
    return {
      problems: result.problems.map((found) => ({ ...found, path: [...place.at, 'options', option, ...found.path] })),
    };
  }
  const { expression } = result;
  const moving = [...expression.given].find((name) => name !== 'timeZone');
  if (moving) return { problems: [wrong(place, 'entity.derivedMoves', option, { name: moving })] };
  const secret = expression.uses.flatMap(({ steps }) => steps).find(({ field }) => field.isEncrypted);
  if (secret) return { problems: [wrong(place, 'entity.derivedSecret', option, { other: secret.field.label })] };
  return { expression, problems: [] };
}

// ---- look-ups --------------------------------------------------------------------------------------------------------
const NEVER_LOOKED_UP: ReadonlySet<ValueKind> = new Set(['lines', 'idList', 'json']);

function checkLookup({ relation: name, field: of }: Of<'path'>, place: Place): Problem[] {
  const relation = place.entity.field(name);
  const target =
    relation?.kind === 'record' && relation.target !== undefined ? place.model.entity(relation.target) : undefined;
  if (!target || relation?.derived) return [wrong(place, 'entity.lookupRelation', 'relation')];
  const field = target.field(of);
  if (!field) return [wrong(place, 'entity.lookupField', 'field', { entity: target.label })];
  const isUnsuited = NEVER_LOOKED_UP.has(field.kind) || field.isEncrypted;
  return isUnsuited ? [wrong(place, 'entity.lookupUnsuited', 'field', { other: field.label })] : [];
}

// ---- roll-ups --------------------------------------------------------------------------------------------------------
const SUITED: { readonly [A in Of<'children'>['aggregate']]: ReadonlySet<ValueKind> } = {
  count: new Set(),
  sum: new Set(['number']),
  avg: new Set(['number']),
  min: new Set(['number', 'date', 'datetime']),
  max: new Set(['number', 'date', 'datetime']),
  list: new Set(['text', 'number', 'date']),
};

function checkRollup(computation: Of<'children'>, place: Place): Problem[] {
  if (place.entity.parent) return notInLines(place);
  const { model, entity } = place;
  const children = childrenOf(model, entity, computation.children);
  if (!children) return [wrong(place, 'entity.rollupChildren', 'children', { entity: entity.label })];
  return [...checkSource(computation, children.entity, place), ...checkWhere(computation, children.entity, place)];
}

function checkSource({ aggregate, field: of }: Of<'children'>, child: EntityModel, place: Place): Problem[] {
  if (of === undefined) return [];
  const source = child.field(of);
  if (!source) return [wrong(place, 'entity.lookupField', 'field', { entity: child.label })];
  // A look-up lies elsewhere, and choices have words in two languages.
  const isStored = source.column !== null && !source.isEncrypted && !Array.isArray(source.options.choices);
  return isStored && SUITED[aggregate].has(source.kind)
    ? []
    : [wrong(place, 'entity.rollupUnsuited', 'field', { other: source.label })];
}

/** Only the child's own stored fields: whatever changes them is a change of the child. */
function checkWhere({ where }: Of<'children'>, child: EntityModel, place: Place): Problem[] {
  if (!where) return [];
  const { expression, problems } = compiled(where, child, 'boolean', 'where', place);
  const far = expression?.uses.find(({ steps }) => steps.length > 1 || steps[0]!.field.column === null);
  return far ? [wrong(place, 'entity.rollupWhere', 'where', { path: far.path })] : problems;
}

// ---- circles ---------------------------------------------------------------------------------------------------------
const keyOf = ({ entity, field }: Read): string => `${entity.id} ${field.id}`;

/** A value that is computed from itself, over whatever way: said with the way. */
function checkCircle(place: Place, { computation }: Derivation): Problem[] {
  const { model, entity, field, at } = place;
  const start = keyOf({ entity, field });
  const seen = new Set<string>();
  const search = (reads: readonly Read[], way: readonly Read[]): readonly Read[] | undefined => {
    for (const read of reads) {
      const key = keyOf(read);
      if (key === start) return [...way, read];
      const { derived } = read.field;
      if (!derived || seen.has(key)) continue;
      seen.add(key);
      const found = search(directReads(model, read.entity, derived.computation), [...way, read]);
      if (found) return found;
    }
    return undefined;
  };
  const circle = search(directReads(model, entity, computation), [{ entity, field }]);
  if (!circle) return [];
  const words = (locale: 'zh-CN' | 'en'): string =>
    circle.map((read) => `${read.entity.label[locale]} ${read.field.label[locale]}`).join(' → ');
  return [
    problem('entity.derivedCircle', [...at, 'options'], {
      field: field.label,
      way: { 'zh-CN': words('zh-CN'), en: words('en') },
    }),
  ];
}

// ---- trees -----------------------------------------------------------------------------------------------------------
function checkTrees(places: readonly Place[]): Problem[] {
  const trees = places.filter(({ field }) => isTree(field));
  return trees.flatMap((place, i) => {
    const { model, entity, field } = place;
    const isOwn = !entity.parent && model.entity(field.target ?? '')?.id === entity.id;
    if (!isOwn) return [wrong(place, 'entity.treeElsewhere', 'tree', { entity: entity.label })];
    return i > 0 ? [wrong(place, 'entity.treeTwice', 'tree', { other: trees[0]!.field.label })] : [];
  });
}
