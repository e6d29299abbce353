/** Every example of every expression function, run as JavaScript and as SQL on a real PostgreSQL: one answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileExpression, type Context, type GivenName } from '../../engine/expression/compile';
import { functions } from '../../engine/expression/functions/index.generated';
import { render, sql } from '../../engine/expression/sql';
import type { Json } from '../../engine/kernel/json';
import { LOCALES } from '../../engine/kernel/text';
import { testDatabase, type TestDatabase } from '../support/database';

const scope = { model: { version: '1', entities: [], entity: () => undefined } };
const context: Context = {
  record: {},
  me: null,
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
};
const given = (name: GivenName) =>
  sql`${{ today: context.today, now: context.now, timeZone: context.timeZone }[name as 'now']}`;
const env = { given, column: () => sql`null` };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

async function asSql(source: string): Promise<Json> {
  const compiled = compileExpression(source, scope);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const value = compiled.expression.toSql(env);
  const typed = compiled.expression.kind === 'number' ? sql`trim_scale(${value})::text` : value;
  const { text, values } = render(sql`select to_jsonb(${typed}) as value`);
  const { rows } = await database.pool.query<{ value: Json }>(text, [...values]);
  return rows[0]!.value;
}

describe.each(functions.map((fn) => [fn.type, fn] as const))('the function %s', (_name, fn) => {
  it('has a help sentence in both languages and at least one example', () => {
    for (const locale of LOCALES) expect(fn.help[locale]).toBeTruthy();
    expect(fn.examples.length).toBeGreaterThan(0);
  });

  it.each(fn.examples.map(({ call, gives }) => [call, gives] as const))(
    '%s gives %j on both sides',
    async (call, gives) => {
      const compiled = compileExpression(call, scope);
      expect(compiled, JSON.stringify(compiled)).toMatchObject({ ok: true });
      if (!compiled.ok) return;
      expect(compiled.expression.evaluate(context)).toEqual(gives);
      expect(await asSql(call)).toEqual(gives);
    },
  );
});
