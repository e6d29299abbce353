/**
 * Every field type's examples through everything a value meets: normalize, check, the JSON Schema, a real column,
 * format in both languages.
 */
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldTypes } from '../../engine/form/fields/index.generated';
import { formProblems } from '../../engine/form/problems';
import { columnOf, kindOf } from '../../engine/kernel/fields';
import type { Problem } from '../../engine/kernel/problems';
import { LOCALES, type Text } from '../../engine/kernel/text';
import { testDatabase, type TestDatabase } from '../support/database';

const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats.default(ajv);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A good value, put into a column of the type and read back as JSON. */
async function throughColumn(columnType: string, value: unknown): Promise<unknown> {
  const { rows } = await database.pool.query<{ value: unknown }>(
    `with t as (select $1::${columnType} as v) select to_json(v) as value from t`,
    // As every write path sends it: a list is no array of PostgreSQL here, a text no JSON.
    [columnType === 'jsonb' ? JSON.stringify(value) : value],
  );
  return rows[0]!.value;
}

describe.each(fieldTypes.map((type) => [type.type, type] as const))('the field type %s', (_name, type) => {
  it('says its name, hint and icon in both languages', () => {
    for (const locale of LOCALES) {
      expect(type.label[locale]).not.toBe('');
      expect(type.hint?.[locale]).toBeTruthy();
    }
    expect(type.icon).toMatch(/^[a-z0-9-]+$/);
  });

  it('labels every option in both languages', () => {
    for (const option of Object.values((type.options.properties ?? {}) as Record<string, { 'x-label'?: Text }>)) {
      for (const locale of LOCALES) expect(option['x-label']?.[locale]).toBeTruthy();
    }
  });

  it('has good and bad examples', () => {
    expect(type.examples.some(({ good }) => good.length > 0)).toBe(true);
    expect(type.examples.some(({ bad }) => bad.length > 0)).toBe(true);
  });

  for (const [index, { options, good, bad }] of type.examples.entries()) {
    const validate = () => ajv.compile(type.valueSchema(options));

    it(`accepts its good values by check and schema alike, and normalizing them changes nothing (${index})`, () => {
      expect(type.checkOptions?.(options) ?? []).toEqual([]);
      for (const value of good) {
        expect(type.check(value, options), JSON.stringify(value)).toEqual([]);
        expect(validate()(value), JSON.stringify(value)).toBe(true);
        expect(type.normalize?.(value, options) ?? value).toEqual(
          kindOf(type, options) === 'datetime' ? expect.anything() : value,
        );
      }
    });

    it(`refuses its bad values, at the latest after normalizing, with a sentence that has no gaps (${index})`, () => {
      const isValid = validate();
      for (const value of bad) {
        const problems = type.check(value, options);
        expect(problems, JSON.stringify(value)).not.toEqual([]);
        expect(() => isValid(value)).not.toThrow();
        for (const found of problems) expectSentence(found);
      }
    });

    it(`never lets pass what the schema refuses (${index})`, () => {
      const isValid = validate();
      for (const value of [...good, ...bad]) {
        if (type.check(value, options).length === 0) expect(isValid(value), JSON.stringify(value)).toBe(true);
      }
    });

    it(`formats its good values in both languages (${index})`, () => {
      for (const value of good) {
        for (const locale of LOCALES) expect(type.format(value, options, locale)).not.toBe('');
      }
    });

    const column = columnOf(type, options);
    if (column !== null) {
      it(`keeps its good values in a column ${column} unchanged (${index})`, async () => {
        for (const value of good) {
          const kept = await throughColumn(column, value);
          if (column === 'numeric') expect(Number(kept)).toBe(Number(value));
          else if (column === 'timestamptz') expect(Date.parse(String(kept))).toBe(Date.parse(String(value)));
          else expect(kept).toEqual(value);
        }
      });
    }
  }

  it('survives options that are still empty, as in a field that was just dropped on a form', () => {
    expect(() => type.check('x', {})).not.toThrow();
    expect(() => type.target?.({})).not.toThrow();
    expect(() => type.checkOptions?.({})).not.toThrow();
    expect(() => ajv.compile(type.valueSchema({}))).not.toThrow();
  });

  it('never throws on hostile values', () => {
    const { options } = type.examples[0]!;
    const hostile = [null, undefined, Number.NaN, {}, [], [[]], 'x'.repeat(1_000_000), Symbol.iterator, () => 1, -0];
    for (const value of hostile) {
      expect(() => type.check(type.normalize?.(value, options) ?? value, options)).not.toThrow();
    }
  });
});

/** Words in both languages, every place filled from the problem's data or by the pipeline (`label`). */
function expectSentence(found: Problem): void {
  const kind = formProblems[found.code];
  expect(kind, found.code).toBeDefined();
  for (const locale of LOCALES) {
    for (const [, place] of kind!.words[locale].matchAll(/\{(\w+)\}/g)) {
      if (place !== 'label') expect(Object.keys(found.data ?? {}), found.code).toContain(place);
    }
  }
}
