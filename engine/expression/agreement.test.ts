/**
 * The promise of the expression language: for any well-typed expression and any record, blanks included, JavaScript and
 * SQL give the same answer. Random expressions over random records in a real table.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../tests/support/database';
import { buildModel } from '../entity/model';
import { fieldTypes } from '../form/fields/index.generated';
import type { FieldUse } from '../kernel/documents.generated';
import type { Json } from '../kernel/json';
import { compileExpression, type Context, type Expression, type GivenName, type SqlEnvironment } from './compile';
import { join, raw, render, sql } from './sql';

const IDS = ['01932c07-0000-7000-8000-000000000001', '01932c07-0000-7000-8000-000000000002'] as const;
const field = (name: string, type: string, options: FieldUse['options'] = {}): FieldUse => ({
  id: `fld_${name}`,
  name,
  type,
  label: { 'zh-CN': name, en: name },
  options,
});
const CHOICES = { choices: ['a', 'b', 'c'].map((value) => ({ value, label: { 'zh-CN': value, en: value } })) };
const model = buildModel(
  [
    {
      version: 1,
      document: {
        kind: 'entity',
        id: 'ent_thing',
        name: 'thing',
        label: { 'zh-CN': '物', en: 'Thing' },
        fields: [
          field('t', 'text'),
          field('u', 'choice', CHOICES),
          field('n', 'number'),
          field('m', 'money'),
          field('b', 'yes_no'),
          field('d', 'date'),
          field('e', 'date'),
          field('i', 'date_time'),
          field('p', 'person'),
          field('r', 'relation', { entity: 'thing' }),
          field('s', 'many_choice', CHOICES),
          field('l', 'lines', { fields: [field('x', 'number'), field('y', 'text'), field('k', 'yes_no')] }),
        ],
      },
    },
  ],
  { fieldTypes: new Map(fieldTypes.map((type) => [type.type, type])) },
);
const scope = { model, entity: model.entity('thing')! };
const COLUMNS = ['t', 'u', 'n', 'm', 'b', 'd', 'e', 'i', 'p', 'r', 's'] as const;

const context: Omit<Context, 'record'> = {
  me: { id: IDS[0], name: 'Mei 梅', email: 'mei@example.com', department: null, roles: ['a', 'sales'] },
  today: '2026-02-28',
  now: '2026-02-28T16:30:00.000Z',
  timeZone: 'America/New_York',
};
const given = (name: GivenName) => {
  const { me, today, now, timeZone } = context;
  return {
    today,
    now,
    timeZone,
    me: me!.id,
    'me.name': me!.name,
    'me.email': me!.email,
    'me.department': me!.department,
    'me.roles': me!.roles,
  }[name];
};
let alias = 0;
const env: SqlEnvironment = {
  column: (path) => raw(path.startsWith('r.') ? `o.${path.slice(2)}` : `t.${path}`),
  given: (name) => sql`${given(name)}`,
  rows: () => {
    const at = raw(`c${(alias += 1)}`);
    return {
      from: sql`test_line ${at}`,
      belongs: sql`${at}.parent_id = t.id`,
      column: (path) => sql`${at}.${raw(path)}`,
    };
  },
};

// ---- random expressions ---------------------------------------------------------------------------------------------
const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('0', '0.1', '0.2', '1.005', '2.5', '-0.5', '1000000000000.01', '3', '7', '0.0000000001'),
);
const day = fc.constantFrom(
  '2024-02-29',
  '2025-12-31',
  '2026-01-31',
  '2026-02-28',
  '2026-03-01',
  '0001-01-01',
  '9999-12-31',
);
const instant = fc.constantFrom(
  '2026-02-28T04:59:59.999Z',
  '2026-02-28T05:00:00.000Z',
  '2026-03-08T07:30:00.123Z',
  '1999-12-31T23:59:59Z',
);
const word = fc.constantFrom('a', 'b', 'sales', 'A b', ' a ', '中文', '😀', '\uffff', 'ß', '%', '_', "it's", 'Mei 梅');
const quote = (text: string): string => JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => c);

type Kinds = Record<'number' | 'text' | 'boolean' | 'date' | 'instant' | 'record' | 'numbers' | 'texts', string>;
const { tree } = fc.letrec<{ tree: string } & Kinds>((tie) => {
  const call = (name: string, ...args: fc.Arbitrary<string>[]) =>
    fc.tuple(...args).map((list) => `${name}(${list.join(', ')})`);
  const infix = (operators: readonly string[], left: fc.Arbitrary<string>, right = left) =>
    fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);
  const either = (kind: fc.Arbitrary<string>) => [
    call('IF', tie('boolean'), kind, kind),
    call('COALESCE', kind, kind),
    fc.tuple(tie('boolean'), kind, kind).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ];
  const unit = fc.constantFrom('"days"', '"months"', '"years"');
  return {
    tree: fc.oneof({ maxDepth: 4 }, tie('boolean'), tie('number'), tie('text'), tie('date')),
    number: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(number, fc.constantFrom('n', 'm', 'r.n', 'n', 'm')),
      infix(['+', '-', '*', '/', '%'], tie('number')),
      tie('number').map((of) => `(-${of})`),
      call('ROUND', tie('number'), fc.constantFrom('0', '1', '2', '-1')),
      call('ABS', tie('number')),
      call('FLOOR', tie('number')),
      call('CEILING', tie('number')),
      call('LEN', tie('text')),
      call('YEAR', tie('date')),
      call('MONTH', tie('date')),
      call('DAY', tie('date')),
      call('DATEDIF', tie('date'), tie('date'), unit),
      fc
        .tuple(fc.constantFrom('SUM', 'AVG', 'MIN', 'MAX', 'COUNT'), tie('numbers'))
        .map(([f, list]) => `${f}(${list})`),
      fc.constantFrom('COUNT(l)', 'COUNT(l.filter(w, w.k))', 'COUNT(s)', 'COUNT(l.y)'),
      ...either(tie('number')),
    ),
    text: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(word.map(quote), fc.constantFrom('t', 'u', 'r.t', 'me.name', 't', 'u')),
      infix(['+'], tie('text')),
      call('CONCAT', tie('text'), tie('number'), tie('date'), tie('boolean')),
      call('UPPER', tie('text')),
      call('LOWER', tie('text')),
      call('TRIM', tie('text')),
      ...either(tie('text')),
    ),
    boolean: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.constantFrom('b', 'true', 'false', 'r.b', 'b'),
      infix(['&&', '||'], tie('boolean')),
      tie('boolean').map((of) => `!${of}`),
      infix(['==', '!=', '<', '<=', '>', '>='], tie('number')),
      infix(['==', '!=', '<', '<=', '>', '>='], tie('text')),
      infix(['==', '!=', '<', '<=', '>', '>='], tie('date')),
      infix(['==', '!=', '<', '<=', '>', '>='], tie('instant')),
      infix(['==', '!='], tie('boolean')),
      infix(['==', '!='], tie('record')),
      infix(['==', '!='], fc.constantFrom('t', 'u', 'n', 'd', 'i', 'p', 'r', 'b', 'r.n'), fc.constant('null')),
      infix(['in'], tie('text'), tie('texts')),
      infix(['in'], tie('number'), tie('numbers')),
      fc.constantFrom('(p in [me, null])', '("a" in me.roles)', '(t in l.y)', 'ISBLANK(s)', 'ISBLANK(r)'),
      call('ISBLANK', fc.oneof(tie('text'), tie('number'), tie('date'))),
      call('CONTAINS', tie('text'), tie('text')),
      call('STARTSWITH', tie('text'), tie('text')),
      call('ENDSWITH', tie('text'), tie('text')),
      fc
        .tuple(
          fc.constantFrom('exists', 'all'),
          fc.constantFrom('w.x > n', 'w.k', '!w.k', 'w.y == t', 'w.x != 1', 'w.x / n > 1'),
        )
        .map(([name, test]) => `l.${name}(w, ${test})`),
      ...either(tie('boolean')),
    ),
    date: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom('d', 'e', 'today', 'r.d'),
      call('DATEADD', tie('date'), tie('number'), unit),
      call('DATE', tie('instant')),
      day.map((text) => `DATEADD("${text}", 0, "days")`),
      call('MAX', tie('date'), tie('date')),
      ...either(tie('date')),
    ),
    instant: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom('i', 'now', 'r.i'),
      call('COALESCE', tie('instant'), tie('instant')),
    ),
    record: fc.oneof({ maxDepth: 1 }, fc.constantFrom('p', 'me', `p`), fc.constant('COALESCE(p, me)')),
    numbers: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom(
        'l.x',
        'l.map(w, w.x * n)',
        'l.filter(w, w.k).x',
        'l.filter(w, w.x > 1).map(w, w.x / 3)',
        'l.map(w, SUM(l.x))',
      ),
      fc.tuple(tie('number'), tie('number')).map(([a, b]) => `[${a}, ${b}]`),
    ),
    texts: fc.oneof({ maxDepth: 1 }, fc.constantFrom('["a", "b"]', 's', 'me.roles', 'l.y', '[t, u]', '[null, "a"]')),
  };
});

const blank = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 4 });
const decimal = fc.oneof(
  fc.constantFrom('0', '1', '-2.5', '0.1', '0.3', '99999999999999999999.99', '3'),
  fc.integer({ min: -9, max: 9 }).map(String),
);
const own = {
  t: blank(word),
  u: blank(fc.constantFrom('a', 'b', 'c')),
  n: blank(decimal),
  m: blank(decimal),
  b: blank(fc.boolean()),
  d: blank(day),
  e: blank(day),
  i: blank(instant),
  p: blank(fc.constantFrom(...IDS)),
  s: blank(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })),
};
const line = fc.record({ x: blank(decimal), y: blank(word), k: blank(fc.boolean()) });
const record = fc.record({ ...own, l: fc.array(line, { maxLength: 3 }), r: blank(fc.record(own)) });

// ---- the test -------------------------------------------------------------------------------------------------------
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const columns = 't text, u text, n numeric, m numeric, b boolean, d date, e date, i timestamptz, p uuid, s text[]';
  await database.pool.query(`create table test_thing (id integer primary key, r uuid, ${columns});
    create table test_line (id uuid default gen_random_uuid(), parent_id integer, x numeric, y text, k boolean)`);
});
afterAll(() => database.drop());

/** Puts records, the ones they point to (ids above 1000) and their rows into the tables. */
async function store(records: readonly Record<string, unknown>[]): Promise<void> {
  await database.pool.query('truncate test_thing, test_line');
  const rows = records.flatMap((values, id) => [
    { ...values, id, r: values.r ? IDS[1] : null },
    { ...(values.r as object | null), id: id + 1000 },
  ]);
  await database.pool.query(
    `insert into test_thing (id, ${COLUMNS.join(', ')}) select id, ${COLUMNS.join(', ')} from json_populate_recordset(null::test_thing, $1)`,
    [JSON.stringify(rows)],
  );
  const lines = records.flatMap(({ l }, id) => (l as object[]).map((row) => ({ ...row, parent_id: id })));
  await database.pool.query(
    'insert into test_line (parent_id, x, y, k) select parent_id, x, y, k from json_populate_recordset(null::test_line, $1)',
    [JSON.stringify(lines)],
  );
}

/** Answers of expressions for the records in the tables: one statement for many expressions. */
async function askSql(expressions: readonly Expression[], ids: readonly number[]): Promise<Json[][]> {
  const values = expressions.map((expression, index) => {
    const value = expression.toSql(env);
    const shown = expression.kind === 'number' ? sql`trim_scale(${value})::text` : value;
    return sql`to_jsonb(${shown}) as ${raw(`v${index}`)}`;
  });
  const conditions = expressions.map((expression, index) =>
    expression.kind === 'boolean'
      ? sql`(case when ${expression.toCondition(env)} then true else false end) as ${raw(`c${index}`)}`
      : sql`null as ${raw(`c${index}`)}`,
  );
  const { text, values: parameters } = render(
    sql`select ${join([...values, ...conditions], ', ')} from test_thing t left join test_thing o on o.id = t.id + 1000 and t.r is not null where t.id < 1000 order by t.id`,
  );
  const { rows } = await database.pool.query<Record<string, Json>>(text, [...parameters]);
  return ids.map((id) => expressions.map((_, index) => [rows[id]![`v${index}`]!, rows[id]![`c${index}`]!]));
}

it('gives one answer in JavaScript and in SQL', { timeout: 60_000 }, async () => {
  const RUNS = 12;
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(tree, { minLength: 40, maxLength: 40 }),
      fc.array(record, { minLength: 12, maxLength: 12 }),
      async (sources, records) => {
        const expressions = sources.map((source) => {
          const compiled = compileExpression(source, scope);
          if (!compiled.ok) throw new Error(`${source}\n${JSON.stringify(compiled.problems)}`);
          return compiled.expression;
        });
        await store(records);
        const answers = await askSql(
          expressions,
          records.map((_, id) => id),
        );
        records.forEach((values, id) => {
          const at: Context = { ...context, record: { ...values, r: values.r && { id: IDS[1], ...values.r } } };
          expressions.forEach((expression, index) => {
            const [value, condition] = answers[id]![index] as [Json, Json];
            compared += 1;
            const about = `${expression.source}\n${JSON.stringify(values)}`;
            expect(expression.evaluate(at), about).toEqual(value ?? null);
            if (expression.kind === 'boolean') expect(expression.test(at), about).toBe(condition);
          });
        });
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(compared).toBeGreaterThanOrEqual(RUNS * 40 * 12);
});
