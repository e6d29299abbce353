/** Which fields of a publication get their values from where: chosen by a person, or because a field's type changes. */
import type { Conversion } from '../kernel/api';
import type { FieldType } from '../kernel/contract';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { columnOf, kindOf } from '../kernel/fields';
import { isObject, sameJson } from '../kernel/json';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Registry } from '../kernel/registry';
import type { Locale } from '../kernel/text';
import { sideOf, type Converter, type Side } from './convert';
import { lineFields, targetOf } from './model';

/** A conversion with everything it needs to run. */
export interface FieldConversion {
  /** As it will be done: what was chosen, and defaults for the rest. */
  readonly conversion: Conversion;
  readonly entity: EntityModel;
  /** Whose table it is: the entity, or the rows of its line items. */
  readonly owner: EntityModel;
  readonly field: FieldModel;
  readonly path: Problem['path'];
  readonly converter: Converter;
  /** What the field was before; undefined when it is new, or only takes values of others. */
  readonly was: FieldUse | undefined;
  /** `inspect`: only whether the present values fit the new settings; they stay as they are. */
  readonly mode: 'convert' | 'inspect';
  /** Its values stay what they are, and are encrypted from now on, or no longer. */
  readonly crypt?: 'seal' | 'open';
  /** The field has values of its own already, which stay; only empty ones are filled. */
  readonly isFilling: boolean;
  /** The entity the values will point to, and its field that names a record. */
  readonly target: EntityModel | undefined;
  readonly match: FieldModel | undefined;
}
export interface ConversionContext {
  /** After the publication. */
  readonly model: Model;
  readonly registry: Pick<Registry, 'fieldTypes'>;
  readonly conversions: readonly Conversion[];
  readonly locale: Locale;
  readonly timeZone: string;
  /** How fields that were taken away were last declared, by id. */
  readonly trashed: ReadonlyMap<string, FieldUse>;
}
interface Place {
  readonly use: FieldUse;
  readonly was: FieldUse | undefined;
  readonly path: Problem['path'];
  readonly owner: EntityModel;
  /** All fields of the same table as published, by id. */
  readonly siblings: ReadonlyMap<string, FieldUse>;
}

/**
 * Values of line items lie in rows of their own, files belong to their records, what is computed is nobody's to write, and
 * a cipher text is no text.
 */
export function canConvert(from: FieldType, to: FieldType, was: FieldUse, is: FieldUse): boolean {
  const isFixed = (type: FieldType, { options, encrypted }: FieldUse): boolean => {
    const kind = kindOf(type, options);
    const isFile = kind === 'idList' && targetOf(type, options) === undefined;
    return kind === 'lines' || isFile || type.derive !== undefined || encrypted === true || !columnOf(type, options);
  };
  return !isFixed(from, was) && !isFixed(to, is);
}

/** @param before the published version; undefined when the entity is new or was taken away */
export function conversionsOf(
  before: EntityDocument | undefined,
  after: EntityDocument,
  context: ConversionContext,
): { readonly list: readonly FieldConversion[]; readonly problems: readonly Problem[] } {
  const entity = context.model.entity(after.id);
  if (!entity || entity.isPlatform) return { list: [], problems: [] };
  const problems: Problem[] = [];
  const list: FieldConversion[] = [];
  const isOurs = ({ entity: name }: Conversion): boolean => context.model.entity(name)?.id === entity.id;
  const open = new Set(context.conversions.filter(isOurs));
  for (const place of placesOf(before, after, entity, context)) {
    const given = [...open].find((conversion) => isFieldOf(conversion.field, place, entity));
    if (given) open.delete(given);
    const mode = modeOf(place, given, context);
    if (mode) resolve(place, given, mode, entity, context, list, problems);
  }
  for (const { field } of open) problems.push(problem('plan.unknownField', ['fields'], { name: field }));
  return { list, problems };
}

function* placesOf(
  before: EntityDocument | undefined,
  after: EntityDocument,
  entity: EntityModel,
  { trashed }: ConversionContext,
): Generator<Place> {
  const visit = function* (
    old: readonly FieldUse[],
    now: readonly FieldUse[],
    owner: EntityModel,
    path: Problem['path'],
  ): Generator<Place> {
    const siblings = new Map(old.map((use) => [use.id, use]));
    for (const [index, use] of now.entries()) {
      const place = { use, was: siblings.get(use.id) ?? trashed.get(use.id), path: [...path, index], owner, siblings };
      yield place;
      const child = owner.field(use.id)?.child;
      if (child) {
        const inner = [...place.path, 'options', 'fields'];
        yield* visit(lineFields(place.was?.options), lineFields(use.options), child, inner);
      }
    }
  };
  yield* visit(before?.fields ?? [], after.fields, entity, ['fields']);
}

/** `amount`, its id, or `lines.amount`. */
function isFieldOf(name: string, { use, owner }: Place, entity: EntityModel): boolean {
  const own = [use.id, use.name];
  if (owner === entity) return own.includes(name);
  const parent = owner.parent!.field;
  return [use.id, `${parent.name}.${use.name}`, `${parent.id}.${use.id}`].includes(name);
}

/** What becomes of the values of a field whose encryption is turned on or off. */
export function cryptOf(was: FieldUse | undefined, use: FieldUse): FieldConversion['crypt'] {
  if (!was || was.type !== use.type || (was.encrypted ?? false) === (use.encrypted ?? false)) return undefined;
  return use.encrypted ? 'seal' : 'open';
}

const isOther = (was: FieldUse, use: FieldUse): boolean => was.type !== use.type || cryptOf(was, use) !== undefined;

function modeOf(
  { use, was }: Place,
  given: Conversion | undefined,
  { registry, model }: ConversionContext,
): FieldConversion['mode'] | undefined {
  if (given) return 'convert';
  if (!was) return undefined;
  if (isOther(was, use)) return 'convert';
  const type = registry.fieldTypes.get(use.type);
  if (!type || type.derive || use.encrypted || columnOf(type, use.options) === null) return undefined;
  const [from, to] = [targetOf(type, was.options), targetOf(type, use.options)];
  if (from && to && model.entity(from)?.id !== model.entity(to)?.id) return 'convert';
  return type.target || !mayTighten(was.options, use.options) ? undefined : 'inspect';
}

/** Words and colours of settings bind no value; more choices do not either. Whatever else differs may. */
function mayTighten(was: unknown, is: unknown): boolean {
  const bare = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(bare);
    if (!isObject(node)) return node;
    const rest = Object.entries(node).filter(([key]) => !['label', 'color', 'help', 'description'].includes(key));
    return Object.fromEntries(rest.map(([key, value]) => [key, bare(value)]));
  };
  const [a, b] = [bare(was ?? {}) as { [key: string]: unknown }, bare(is ?? {}) as { [key: string]: unknown }];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].some((key) => {
    const [old, now] = [a[key], b[key]];
    if (Array.isArray(old) && Array.isArray(now)) {
      return old.some((item) => !now.some((other) => sameJson(item, other)));
    }
    return now !== undefined && !sameJson(old, now);
  });
}

function withCrypt(isSelf: boolean, was: FieldUse | undefined, use: FieldUse): Pick<FieldConversion, 'crypt'> {
  const crypt = isSelf ? cryptOf(was, use) : undefined;
  return crypt ? { crypt } : {};
}

function resolve(
  place: Place,
  given: Conversion | undefined,
  mode: FieldConversion['mode'],
  entity: EntityModel,
  context: ConversionContext,
  list: FieldConversion[],
  problems: Problem[],
): void {
  const { use, path, owner, siblings, was } = place;
  const field = owner.field(use.id);
  const to = sideFrom(use, context);
  if (!field || !to) return;
  const from = sourcesOf(place, given?.from ?? [use.id], to, context, problems);
  if (!from) return;
  const isSelf = from.length === 1 && from[0]!.id === use.id;
  const { match, problem: wrong } = matchOf(to, given?.match, context);
  if (wrong) problems.push({ ...wrong, path });
  const { locale, timeZone } = { locale: context.locale, timeZone: context.timeZone, ...given };
  const map = mapOf(given?.map, to, use, path, problems);
  const conversion = {
    ...given,
    ...(map ? { map: map as NonNullable<Conversion['map']> } : {}),
    locale,
    timeZone,
    entity: entity.name,
    field: owner === entity ? use.name : `${owner.parent!.field.name}.${use.name}`,
    ...(isSelf ? {} : { from: from.map((side) => side.id) }),
  };
  const converter: Converter = { from, to, how: conversion };
  const isFilling = !isSelf && siblings.has(use.id);
  const target = to.target === undefined ? undefined : context.model.entity(to.target);
  const found = { conversion, entity, owner, field, path, converter, was, mode, isFilling, target, match };
  list.push({ ...found, ...withCrypt(isSelf, was, use) });
}

/** The fields the values come from; undefined, with a problem, where one cannot give any. */
function sourcesOf(
  { use, was, path, siblings }: Place,
  names: readonly string[],
  to: Side,
  context: ConversionContext,
  problems: Problem[],
): readonly Side[] | undefined {
  const isCalled = (other: FieldUse, name: string): boolean =>
    [other.id, other.name, ...(other.aliases ?? [])].includes(name);
  const from: Side[] = [];
  for (const name of names) {
    const source =
      siblings.get(name) ??
      [...siblings.values()].find((other) => isCalled(other, name)) ??
      (name === use.id ? was : undefined);
    const side = source && sideFrom(source, context);
    const isCrypt = source?.id === use.id && cryptOf(was, use) !== undefined;
    if (!side || !(isCrypt || canConvert(side.type, to.type, source, use))) {
      const label = source?.label ?? { 'zh-CN': name, en: name };
      const data = { field: use.label, source: label, type: to.type.label, name };
      problems.push(problem(source ? 'plan.unsuitable' : 'plan.unknownField', path, data));
      return undefined;
    }
    from.push(side);
  }
  return from;
}

function sideFrom(use: FieldUse, { registry }: ConversionContext): Side | undefined {
  const type = registry.fieldTypes.get(use.type);
  return type && sideOf(use, type);
}

function matchOf(
  to: Side,
  name: string | undefined,
  { model }: ConversionContext,
): { readonly match: FieldModel | undefined; readonly problem?: Problem } {
  const target = to.target === undefined ? undefined : model.entity(to.target);
  if (!target) return { match: undefined };
  const match = name === undefined ? target.titleField : target.field(name);
  if (match && match.column !== null && (name === undefined || match.isUnique || match === target.titleField)) {
    return { match };
  }
  return { match: undefined, problem: problem('plan.match', [], { name: name ?? '', entity: target.label }) };
}

/** Values chosen by a person, as the field keeps them. */
function mapOf(
  map: Conversion['map'],
  to: Side,
  use: FieldUse,
  path: Problem['path'],
  problems: Problem[],
): { readonly [value: string]: unknown } | undefined {
  if (!map) return undefined;
  const entries = Object.entries(map).map(([key, value]): [string, unknown] => {
    if (value === null) return [key, null];
    const normal = to.type.normalize ? to.type.normalize(value, to.options) : value;
    const wrong = to.type.check(normal, to.options);
    if (wrong.length > 0) problems.push(problem('plan.mapBad', path, { field: use.label, value: key }));
    return [key, normal];
  });
  return Object.fromEntries(entries);
}
