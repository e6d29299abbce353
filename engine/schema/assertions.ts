/** Keywords that look at one value by itself (JSON Schema Validation 2020-12, section 6, and `format`). */
import { isObject } from '../kernel/json';
import { compilePattern } from '../kernel/pattern';
import { isFormat } from './formats';
import { codePointLength, isMultiple, jsonType, valueKey } from './values';
import { fault, type Check, type Compile } from './run';

export const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A limit on something that only values of one type have. */
const limit =
  (
    keyword: string,
    measure: (value: unknown) => number | undefined,
    fits: (size: number, wants: number) => boolean,
  ): Compile =>
  (wants) =>
    typeof wants === 'number'
      ? (value, at, run) => {
          const size = measure(value);
          return size === undefined || fits(size, wants) || fault(run, at, keyword, wants);
        }
      : undefined;
const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const asLength = (value: unknown): number | undefined =>
  typeof value === 'string' ? codePointLength(value) : undefined;
const asItems = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : undefined);
const asNames = (value: unknown): number | undefined => (isObject(value) ? Object.keys(value).length : undefined);
const atLeast = (size: number, wants: number): boolean => size >= wants;
const atMost = (size: number, wants: number): boolean => size <= wants;

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer' ? typeof value === 'number' && Number.isInteger(value) : jsonType(value) === type;

const oneOfValues = (keyword: string, values: readonly unknown[], wants: unknown): Check => {
  const keys = new Set(values.map(valueKey));
  return (value, at, run) => keys.has(valueKey(value)) || fault(run, at, keyword, wants);
};

export const assertions: { readonly [keyword: string]: Compile } = {
  type: (wants) => {
    const types: readonly unknown[] = Array.isArray(wants) ? wants : [wants];
    return (value, at, run) => types.some((type) => isOfType(value, type)) || fault(run, at, 'type', wants);
  },
  const: (wants) => oneOfValues('const', [wants], wants),
  enum: (wants) => (Array.isArray(wants) ? oneOfValues('enum', wants, wants) : undefined),
  multipleOf: limit('multipleOf', asNumber, isMultiple),
  minimum: limit('minimum', asNumber, atLeast),
  maximum: limit('maximum', asNumber, atMost),
  exclusiveMinimum: limit('exclusiveMinimum', asNumber, (size, wants) => size > wants),
  exclusiveMaximum: limit('exclusiveMaximum', asNumber, (size, wants) => size < wants),
  minLength: limit('minLength', asLength, atLeast),
  maxLength: limit('maxLength', asLength, atMost),
  minItems: limit('minItems', asItems, atLeast),
  maxItems: limit('maxItems', asItems, atMost),
  minProperties: limit('minProperties', asNames, atLeast),
  maxProperties: limit('maxProperties', asNames, atMost),
  pattern: (wants) => {
    if (typeof wants !== 'string') return undefined;
    const compiled = compilePattern(wants);
    // A pattern that cannot be used refuses, so that nothing passes unchecked; the import of a schema says so beforehand.
    return (value, at, run) =>
      typeof value !== 'string' ||
      (compiled.ok && compiled.pattern.test(value) === true) ||
      fault(run, at, 'pattern', wants);
  },
  uniqueItems: (wants) =>
    wants === true
      ? (value, at, run) =>
          !Array.isArray(value) ||
          new Set(value.map(valueKey)).size === value.length ||
          fault(run, at, 'uniqueItems', true)
      : undefined,
  required: (wants) =>
    isNames(wants)
      ? (value, at, run) =>
          !isObject(value) ||
          wants.filter((name) => !Object.hasOwn(value, name) && !fault(run, at, 'required', name)).length === 0
      : undefined,
  dependentRequired: (wants) => {
    if (!isObject(wants)) return undefined;
    const rules = Object.entries(wants).filter((rule): rule is [string, readonly string[]] => isNames(rule[1]));
    return (value, at, run) => {
      if (!isObject(value)) return true;
      const missing = rules
        .filter(([name]) => Object.hasOwn(value, name))
        .flatMap(([, names]) => names.filter((name) => !Object.hasOwn(value, name)));
      for (const name of missing) fault(run, at, 'required', name);
      return missing.length === 0;
    };
  },
  format: (wants) =>
    typeof wants === 'string'
      ? (value, at, run) =>
          !run.checksFormats || typeof value !== 'string' || isFormat(wants, value) || fault(run, at, 'format', wants)
      : undefined,
};
