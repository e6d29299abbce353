/** Pieces that several node types are made of. */
import type { FlowNames, NodeUse } from '../kernel/contract';
import type { People } from '../kernel/documents.generated';
import type { JsonObject, JsonSchema } from '../kernel/json';
import { isObject } from '../kernel/json';
import type { ValueKind } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import type { Assignment } from './vocabulary';

export const NEXT = [{ name: 'next', label: { 'zh-CN': '下一步', en: 'Next' } }] as const;

/** A transition along an exit: to the next node, remembering the edge for the picture. */
export function go(node: Pick<NodeUse, 'id' | 'exits'>, exit: string): JsonObject {
  const to = Object.hasOwn(node.exits, exit) ? node.exits[exit] : undefined;
  if (!to) throw new Error(`The exit "${exit}" of the node "${node.id}" leads nowhere; publish only checked flows.`);
  return { target: `#${to}`, actions: [{ type: 'took', params: { node: node.id, exit } }] };
}

/** The options schema of a People option. */
export const peopleOption = (label: Text, help?: Text): JsonSchema => ({
  $ref: 'common.schema.json#/$defs/people',
  'x-label': label,
  ...(help ? { 'x-help': help } : {}),
  'x-editor': 'people',
});

export const assignmentsOption = (label: Text): JsonSchema => ({
  type: 'array',
  'x-label': label,
  'x-editor': 'assignments',
  maxItems: 50,
  items: {
    type: 'object',
    properties: {
      field: { $ref: 'common.schema.json#/$defs/name' },
      value: { $ref: 'common.schema.json#/$defs/expression' },
    },
    required: ['field', 'value'],
    additionalProperties: false,
  },
});

/** Problems of a People option at `path` of the node. */
export function checkPeople(people: unknown, path: readonly (string | number)[], names: FlowNames): readonly Problem[] {
  if (!isObject(people)) return [problem('flow.peopleMissing', path)];
  const rules: { [by: string]: () => readonly Problem[] } = {
    person: () =>
      typeof people.person === 'string' && /^[^@\s]+@[^@\s]+$/.test(people.person)
        ? []
        : [problem('flow.personMissing', [...path, 'person'])],
    role: () =>
      names.roles.has(String(people.role))
        ? []
        : [problem('flow.unknownRole', [...path, 'role'], { role: String(people.role ?? '') })],
    manager: () => [],
    submitter: () => [],
    field: () =>
      names.resolve(String(people.path))?.target === 'person'
        ? []
        : [problem('flow.notAPersonField', [...path, 'path'], { path: String(people.path ?? '') })],
  };
  const by = String((people as Partial<People>).by);
  return Object.hasOwn(rules, by) ? rules[by]!() : [problem('flow.peopleMissing', path)];
}

/** Problems of a list of `field ← expression` at `path` of the node. */
export function checkAssignments(set: unknown, path: readonly (string | number)[], names: FlowNames): Problem[] {
  if (!Array.isArray(set)) return [];
  return (set as Assignment[]).flatMap((assignment, index) => {
    const known = names.fields.has(assignment.field) ? names.resolve(assignment.field) : undefined;
    if (!known) return [problem('flow.unknownField', [...path, index, 'field'], { field: String(assignment.field) })];
    if (known.isDerived) {
      return [problem('flow.derivedField', [...path, index, 'field'], { field: assignment.field })];
    }
    return checkExpression(assignment.value, known.kind, [...path, index, 'value'], names);
  });
}

export function checkExpression(
  source: unknown,
  expects: ValueKind,
  path: readonly (string | number)[],
  names: FlowNames,
): Problem[] {
  if (typeof source !== 'string' || !source.trim()) return [problem('flow.expressionMissing', path)];
  return names.checkExpression(source, expects).map((found) => ({ ...found, path: [...path, ...found.path] }));
}

/** Problems of the `{path}` places in a text. */
export function checkPlaces(text: unknown, path: readonly (string | number)[], names: FlowNames): Problem[] {
  const places = new Set(Object.values(isObject(text) ? text : {}).flatMap((words) => placesOf(String(words))));
  return [...places]
    .filter((place) => !names.resolve(place))
    .map((field) => problem('flow.unknownField', path, { field }));
}

/** The field paths named by `{path}` places. */
export const placesOf = (words: string): readonly string[] =>
  [...words.matchAll(/\{([a-z][a-z0-9_.]*)\}/g)].map((match) => match[1]!);
