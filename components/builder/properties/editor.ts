import { createContext, type ReactNode } from 'react';
import type { JsonSchema } from '@/engine/kernel/json';
import { isObject } from '@/engine/kernel/json';
import type { Text } from '@/engine/kernel/text';

/** What every property editor takes: one property of a unit's options. */
export interface EditorProps {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: unknown;
  /** All properties of the unit, for an editor that depends on another. */
  readonly options?: { readonly [key: string]: unknown };
  /** undefined takes the property away. */
  readonly onChange: (value: unknown) => void;
  readonly isRequired: boolean;
  readonly error?: string | undefined;
}

const isText = (value: unknown): value is Text => isObject(value) && 'en' in value && 'zh-CN' in value;
/** A Text of an annotation (`x-label`, `x-help`, …). */
export const annotation = (schema: unknown, key: string): Text | undefined => {
  const value = isObject(schema) ? schema[key] : undefined;
  return isText(value) ? value : undefined;
};

/** Editor by the JSON type of a property that names none. */
export function editorOf(schema: JsonSchema): string {
  const named = schema['x-editor'];
  if (typeof named === 'string') return named;
  if (Array.isArray(schema['enum'])) return 'enum';
  return typeof schema['type'] === 'string' ? schema['type'] : '(none)';
}

/** The properties of an options schema in the order in which they are shown. */
export function propertiesOf(schema: JsonSchema): readonly (readonly [name: string, schema: JsonSchema])[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const order = (part: unknown): number => Number(isObject(part) ? (part['x-order'] ?? 1000) : 1000);
  return Object.entries(properties)
    .filter((entry): entry is [string, JsonSchema] => isObject(entry[1]))
    .sort((a, b) => order(a[1]) - order(b[1]));
}

/** What a unit starts with: the defaults its schema states. */
export const defaultsOf = (schema: JsonSchema): { readonly [key: string]: unknown } =>
  Object.fromEntries(
    propertiesOf(schema)
      .filter(([, part]) => part['default'] !== undefined)
      .map(([name, part]) => [name, part['default']]),
  );

type Options = { readonly [key: string]: unknown };

export interface PropertyPanelProps {
  /** The unit's options: what is shown follows from it alone. */
  readonly schema: JsonSchema;
  readonly value: Options;
  /** `key` names the property that changed: a good merge key for undo. */
  readonly onChange: (value: Options, key: string) => void;
  /** Sentence of a problem of a property, to be shown below it. */
  readonly errorOf?: (property: string) => string | undefined;
  /** Properties that are edited elsewhere. */
  readonly without?: readonly string[];
}
/** An editor that holds a panel of its own (line items) draws it by this: importing it would close a ring. */
export const NestedPanel = createContext<(props: PropertyPanelProps) => ReactNode>(() => null);
