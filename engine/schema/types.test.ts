/** Every declaration under `tsc --strict`: good instances are taken, bad ones are not. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { SchemaNode } from './dialect';
import { typesOfSchema } from './types';
import { compileSchema } from './validate';

interface Fixture {
  readonly name: string;
  readonly schema: SchemaNode;
  readonly good: readonly unknown[];
  readonly bad: readonly unknown[];
}
const FIXTURES: readonly Fixture[] = [
  {
    name: 'Point',
    schema: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false, minItems: 1 },
    good: [[1], [1, 'a']],
    bad: [[], ['a'], [1, 2], [1, 'a', 3]],
  },
  {
    name: 'Rest',
    schema: { type: 'array', prefixItems: [{ type: 'string' }], minItems: 1, items: { type: 'number' } },
    good: [['a'], ['a', 1, 2]],
    bad: [['a', 'b'], [1]],
  },
  {
    name: '订单',
    schema: {
      title: '销售订单',
      type: 'object',
      properties: { 编号: { type: 'string', description: '不可重复 */' }, 'a-b': { type: ['integer', 'null'] } },
      required: ['编号'],
      additionalProperties: false,
    },
    good: [{ 编号: 'A1' }, { 编号: 'A1', 'a-b': null }],
    bad: [{}, { 编号: 1 }, { 编号: 'A1', c: 1 }],
  },
  {
    name: 'Merged',
    schema: {
      type: 'object',
      allOf: [{ $ref: '#/$defs/base' }],
      properties: { b: { type: 'number' } },
      unevaluatedProperties: false,
      $defs: { base: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] } },
    },
    good: [{ a: 'x' }, { a: 'x', b: 1 }],
    bad: [{ b: 1 }, { a: 'x', c: 1 }, { a: 1 }],
  },
  {
    name: 'Card',
    schema: {
      type: 'object',
      properties: { card: { type: 'string' }, holder: { type: 'string' } },
      dependentRequired: { card: ['holder'] },
    },
    good: [{}, { holder: 'x' }, { card: '1', holder: 'x' }, { other: 1 }],
    bad: [{ card: '1' }, { card: 1, holder: 'x' }],
  },
  {
    name: 'Tree',
    schema: {
      $id: 'https://example.com/tree',
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#' } }, leaf: { $ref: '#leaf' } },
      required: ['children'],
      $defs: {
        leaf: { $anchor: 'leaf', type: 'object', properties: { n: { type: 'integer' } }, additionalProperties: false },
      },
    },
    good: [{ children: [] }, { children: [{ children: [], leaf: { n: 1 } }] }],
    bad: [{ children: [{}] }, { children: [], leaf: { m: 1 } }],
  },
  {
    name: 'Shape',
    schema: {
      oneOf: [
        { type: 'object', properties: { kind: { const: 'circle' }, r: { type: 'number' } }, required: ['kind', 'r'] },
        {
          type: 'object',
          properties: { kind: { const: 'square' }, side: { type: 'number' } },
          required: ['kind', 'side'],
        },
      ],
    },
    good: [
      { kind: 'circle', r: 1 },
      { kind: 'square', side: 2 },
    ],
    bad: [{ kind: 'circle', side: 2 }, { kind: 'line' }],
  },
  {
    name: 'Names',
    schema: { type: 'object', additionalProperties: { type: 'number' }, properties: { label: { type: 'string' } } },
    good: [{ label: 'x', a: 1 }],
    bad: [{ label: 1 }, { a: true }],
  },
  {
    name: 'Untyped',
    schema: { properties: { a: { type: 'string' } }, required: ['a'] },
    good: [{ a: 'x' }, 5, 'text', null, [1]],
    bad: [{}, { a: 1 }],
  },
  {
    name: 'Loop',
    schema: { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { enum: [1, 'x', null] } } },
    good: [1, 'x', null],
    bad: [2, 'y'],
  },
  {
    name: 'Old',
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { pair: { type: 'array', items: [{ type: 'number' }], additionalItems: false } },
      dependencies: { pair: ['unit'] },
    },
    good: [{ pair: [1], unit: 'm' }, {}],
    bad: [{ pair: [1] }, { pair: ['x'], unit: 'm' }],
  },
];

/** One program for all of them: a line with an instance must compile, or must not. */
function faultyLines(text: string): ReadonlySet<number> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    lib: ['lib.es5.d.ts'],
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    file === '/types.ts' ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : read(file, ...rest);
  host.fileExists = (file) => file === '/types.ts' || ts.sys.fileExists(file);
  const faults = ts.getPreEmitDiagnostics(ts.createProgram(['/types.ts'], options, host));
  return new Set(faults.map((fault) => fault.file!.getLineAndCharacterOfPosition(fault.start!).line));
}

describe('types of a schema', () => {
  it('take every good instance and refuse every bad one, as the validator does', () => {
    const lines: string[] = [];
    const places: { readonly line: number; readonly isGood: boolean; readonly what: string }[] = [];
    for (const { name, schema, good, bad } of FIXTURES) {
      const validator = compileSchema(schema);
      const root = /export type (\S+)/.exec(typesOfSchema(schema, name))![1]!;
      lines.push(`namespace N_${lines.length} {`, ...typesOfSchema(schema, name).split('\n'));
      for (const [instances, isGood] of [
        [good, true],
        [bad, false],
      ] as const) {
        for (const instance of instances) {
          const text = JSON.stringify(instance);
          expect(validator.isValid(instance), `${name} ${text}`).toBe(isGood);
          places.push({ line: lines.length, isGood, what: `${name} ${text}` });
          lines.push(`const c${lines.length}: ${root} = ${text};`);
        }
      }
      lines.push('}');
    }
    const faults = faultyLines(lines.join('\n'));
    const instances = new Set(places.map(({ line }) => line));
    expect([...faults].filter((line) => !instances.has(line)).map((line) => lines[line])).toEqual([]);
    expect(places.filter(({ line, isGood }) => faults.has(line) === isGood).map(({ what }) => what)).toEqual([]);
  });

  it('are called by their titles, whatever the script', () => {
    expect(typesOfSchema(FIXTURES[2]!.schema, 'x')).toContain('export type 销售订单 = {');
    expect(typesOfSchema({ title: '2 lines: a/b', type: 'string' }, 'x')).toContain('export type T2LinesAB = string;');
    expect(typesOfSchema(true, 'class')).toBe('export type Class = unknown;\n');
  });
});
