import { RESERVED_NAMES } from '../expression/scope';
import type { FieldType, Names } from '../kernel/contract';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { isComparable, isWritten, kindOf } from '../kernel/fields';
import { isName, isSystemField } from '../kernel/names';
import { problem, type Problem } from '../kernel/problems';
import type { FieldModel, ValueKind } from '../kernel/model';
import { canConvert } from './conversions';
import { checkDerived } from './derived/check';
import { lineFields, targetOf } from './model';
import { PLATFORM_ENTITIES } from './system';

export interface EntityContext extends Pick<Names, 'model' | 'registry' | 'checkOptions'> {
  /** The same entity as it is published now. */
  readonly before?: EntityDocument;
  /** Every other entity after this publication. */
  readonly others?: readonly EntityDocument[];
}
type Path = Problem['path'];

const TITLE_KINDS: ReadonlySet<ValueKind> = new Set(['text', 'number', 'date', 'datetime']);

/**
 * Everything that is wrong with what an entity declares, each with its place; [] when it can be published. Its own name
 * and label are checked where those of every kind are.
 */
export function checkEntity(document: EntityDocument, context: EntityContext): Problem[] {
  return [
    ...checkIds(document, context),
    ...checkFields(document.fields, context.before?.fields ?? [], ['fields'], context),
    ...checkDerived(document, context.model),
    ...checkUnique(document, context),
    ...checkTitle(document, context),
    ...checkPlatform(document, context),
  ];
}

/** Ids name columns, indexes and history, so no two things anywhere may share one. */
function checkIds(document: EntityDocument, { others = [] }: EntityContext): Problem[] {
  const seen = new Map<string, FieldUse['label']>();
  for (const other of others) {
    seen.set(other.id, other.label);
    for (const { use } of everyField(other.fields)) seen.set(use.id, use.label);
  }
  const problems: Problem[] = [];
  const visit = (id: string, label: FieldUse['label'], path: Path): void => {
    const other = seen.get(id);
    if (other) problems.push(problem('entity.idTaken', [...path, 'id'], { label, other }));
    seen.set(id, label);
  };
  visit(document.id, document.label, []);
  for (const { use, path } of everyField(document.fields)) visit(use.id, use.label, path);
  return problems;
}

/** Fields and the columns of line items, each with its place in the document. */
export function* everyField(
  fields: readonly FieldUse[],
  path: Path = ['fields'],
): Generator<{ use: FieldUse; path: Path }> {
  for (const [index, use] of fields.entries()) {
    const at = [...path, index];
    yield { use, path: at };
    yield* everyField(lineFields(use.options), [...at, 'options', 'fields']);
  }
}

function checkFields(
  fields: readonly FieldUse[],
  before: readonly FieldUse[],
  path: Path,
  context: EntityContext,
): Problem[] {
  const old = new Map(before.map((use) => [use.id, use]));
  return fields.flatMap((use, index) => {
    const at = [...path, index];
    const named = [...checkFieldName(use, index, fields, at), ...checkMoved(use, before, at)];
    const type = context.registry.fieldTypes.get(use.type);
    if (!type) return [...named, problem('entity.typeUnknown', [...at, 'type'], { field: use.label, type: use.type })];
    return [
      ...named,
      ...checkUse(use, type, at, context),
      ...checkChange(use, old.get(use.id), type, at, context),
      ...(type.kind === 'lines'
        ? checkFields(
            lineFields(use.options),
            lineFields(old.get(use.id)?.options),
            [...at, 'options', 'fields'],
            context,
          )
        : []),
    ];
  });
}

function checkFieldName(use: FieldUse, index: number, fields: readonly FieldUse[], at: Path): Problem[] {
  const { name, label } = use;
  const problems: Problem[] = [];
  if (!isName(name)) problems.push(problem('entity.nameInvalid', [...at, 'name'], { name }));
  if (isSystemField(name) || RESERVED_NAMES.has(name)) {
    problems.push(problem('entity.nameReserved', [...at, 'name'], { name }));
  }
  if (!label['zh-CN'] && !label.en) problems.push(problem('entity.labelEmpty', [...at, 'label'], { name }));
  const twin = fields.findIndex((other) => other.name === name);
  if (twin < index) problems.push(problem('entity.nameTaken', [...at, 'name'], { name, other: fields[twin]!.label }));
  const former = fields.find((other) => other !== use && other.aliases?.includes(name));
  if (former) problems.push(problem('entity.nameFormer', [...at, 'name'], { name, other: former.label }));
  return problems;
}

/** A name that was another field's until now: whatever says it means this field from now on. */
function checkMoved(use: FieldUse, before: readonly FieldUse[], at: Path): Problem[] {
  const holder = before.find((other) => other.name === use.name && other.id !== use.id);
  if (!holder) return [];
  const data = { name: use.name, field: use.label, other: holder.label };
  return [{ ...problem('entity.nameMoved', [...at, 'name'], data), level: 'warning' }];
}

function checkUse(use: FieldUse, type: FieldType, at: Path, context: EntityContext): Problem[] {
  const options = use.options ?? {};
  const problems = [...context.checkOptions(type, options, [...at, 'options'])];
  // What lies beyond the options' schema can only be judged when they satisfy it.
  if (problems.length > 0) return problems;
  for (const found of type.checkOptions?.(options) ?? []) {
    problems.push({ ...found, path: [...at, 'options', ...found.path] });
  }
  problems.push(...checkTarget(use, type, at, context));
  if (use.unique && (type.derive || !isComparable(kindOf(type, options)))) {
    problems.push(problem('entity.uniqueUnsuitable', [...at, 'unique'], { field: use.label }));
  }
  if (use.encrypted) problems.push(...checkEncrypted(use, type, at));
  if (type.kind !== 'lines' && use.default !== undefined && use.default !== null) {
    const value = type.normalize ? type.normalize(use.default, options) : use.default;
    if (type.check(value, options).length > 0) {
      problems.push(problem('entity.defaultBad', [...at, 'default'], { field: use.label }));
    }
  }
  return problems;
}

/** Only a text or a number can lie as cipher text. Rows of line items have no identity to bind a cipher text to yet. */
function checkEncrypted(use: FieldUse, type: FieldType, at: Path): Problem[] {
  const isColumn = at.includes('options');
  if (isColumn) return [problem('entity.encryptedLines', [...at, 'encrypted'], { field: use.label })];
  if (type.canEncrypt) return [];
  return [problem('entity.encryptedUnsuitable', [...at, 'encrypted'], { field: use.label, type: type.label })];
}

function checkTarget(use: FieldUse, type: FieldType, at: Path, { model }: EntityContext): Problem[] {
  if (!type.target) return [];
  const target = targetOf(type, use.options);
  if (!target) {
    const isPointer = type.kind === 'record';
    return isPointer ? [problem('entity.targetMissing', [...at, 'options', 'entity'], { field: use.label })] : [];
  }
  if (model.entity(target)) return [];
  return [problem('entity.targetUnknown', [...at, 'options', 'entity'], { field: use.label, target })];
}

/** Values are kept through every publication: they are carried over, and where that cannot be, the type stays. */
function checkChange(
  use: FieldUse,
  before: FieldUse | undefined,
  type: FieldType,
  at: Path,
  { registry }: EntityContext,
): Problem[] {
  if (!before) return [];
  const was = registry.fieldTypes.get(before.type);
  if (before.type !== use.type && !(was && canConvert(was, type, before, use))) {
    const data = {
      field: use.label,
      before: registry.fieldTypes.get(before.type)?.label ?? before.type,
      after: type.label,
    };
    return [problem('entity.typeChanged', [...at, 'type'], data)];
  }
  return [];
}

/** Several fields together: each a field of the record that people fill in and that can be compared. */
function checkUnique(document: EntityDocument, { model, others = [] }: EntityContext): Problem[] {
  const entity = model.entity(document.id);
  const taken = new Set(others.flatMap((other) => (other.unique ?? []).map(({ id }) => id)));
  return (document.unique ?? []).flatMap((unique, index) => {
    const at = ['unique', index];
    const isTwice = taken.has(unique.id);
    taken.add(unique.id);
    return [
      ...(isTwice ? [problem('entity.idTaken', [...at, 'id'], { label: document.label, other: unique.id })] : []),
      ...(entity?.isPlatform ? [problem('entity.platformFixed', at, { entity: document.label, field: 'unique' })] : []),
      ...unique.fields.flatMap((name, i) => checkUniqueField(entity?.field(name), name, [...at, 'fields', i])),
    ];
  });
}

function checkUniqueField(field: FieldModel | undefined, name: string, path: Path): Problem[] {
  if (!field) return [problem('entity.uniqueField', path, { name })];
  const isSuited = isWritten(field) && !field.isEncrypted && isComparable(field.kind);
  return isSuited ? [] : [problem('entity.uniqueUnsuitable', path, { field: field.label })];
}

function checkTitle(document: EntityDocument, { registry }: EntityContext): Problem[] {
  const name = document.titleField;
  if (!name) return [];
  const use = document.fields.find((field) => field.name === name || field.aliases?.includes(name));
  if (!use) return [problem('entity.titleUnknown', ['titleField'], { name })];
  const type = registry.fieldTypes.get(use.type);
  const isJoined = type?.derive?.compute(use.options ?? {}).by === 'path';
  if (!type || (TITLE_KINDS.has(kindOf(type, use.options ?? {})) && !use.encrypted && !isJoined)) return [];
  return [problem('entity.titleUnsuitable', ['titleField'], { field: use.label })];
}

/** The tables of people and departments belong to the platform's migrations; their documents only name them. */
function checkPlatform(document: EntityDocument, { before }: EntityContext): Problem[] {
  const platform = PLATFORM_ENTITIES[document.id];
  if (!platform) return [];
  const fixed = (use: FieldUse, path: Path): Problem =>
    problem('entity.platformFixed', path, { entity: document.label, field: use.label });
  const old = new Map(before?.fields.map((use) => [use.id, use]));
  const gone = (before?.fields ?? []).filter((was) => document.fields.every((use) => use.id !== was.id));
  const extra = document.fields.flatMap((use, index) => {
    const was = old.get(use.id);
    const isKnown =
      Object.hasOwn(platform.columns, use.name) && (!before || (was?.name === use.name && was.type === use.type));
    return isKnown ? [] : [fixed(use, ['fields', index])];
  });
  return [...gone.map((was) => fixed(was, ['fields'])), ...extra];
}
