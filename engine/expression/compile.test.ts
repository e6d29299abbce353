import { describe, expect, it } from 'vitest';
import { buildModel } from '../entity/model';
import { fieldTypes } from '../form/fields/index.generated';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { LOCALES } from '../kernel/text';
import { sentence } from '../kernel/problems';
import { compileExpression, type Context } from './compile';
import { expressionProblems } from './problems';

const field = (name: string, type: string, options: FieldUse['options'] = {}, aliases?: string[]): FieldUse => ({
  id: `fld_${name}`,
  name,
  type,
  label: { 'zh-CN': name, en: name },
  options,
  ...(aliases && { aliases }),
});
const entity = (name: string, fields: FieldUse[]): { document: EntityDocument; version: number } => ({
  version: 1,
  document: { kind: 'entity', id: `ent_${name}`, name, label: { 'zh-CN': name, en: name }, fields },
});
const model = buildModel(
  [
    entity('region', [field('name', 'text'), field('manager', 'person')]),
    entity('deal', [
      field('title', 'text', {}, ['subject']),
      field('amount', 'money'),
      field('due', 'date'),
      field('won', 'yes_no'),
      field('stage', 'choice', { choices: [{ value: 'open', label: { 'zh-CN': '开', en: 'Open' } }] }),
      field('region', 'relation', { entity: 'region' }),
      field('items', 'lines', { fields: [field('price', 'money'), field('quantity', 'number')] }),
    ]),
  ],
  { fieldTypes: new Map(fieldTypes.map((type) => [type.type, type])) },
);
const scope = { model, entity: model.entity('deal')! };
const ME = '01932c07-0000-7000-8000-000000000001';
const context: Omit<Context, 'record'> = {
  me: { id: ME, name: 'Mei', email: 'mei@example.com', department: null, roles: ['sales'] },
  today: '2026-03-05',
  now: '2026-03-05T01:30:00.000Z',
  timeZone: 'Asia/Shanghai',
};

function run(source: string, record: Context['record'] = {}) {
  const compiled = compileExpression(source, scope);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.expression.evaluate({ ...context, record });
}
function problemsOf(source: string, expects?: 'boolean' | 'number') {
  const compiled = compileExpression(source, scope, expects);
  return compiled.ok ? [] : compiled.problems;
}

describe('an expression', () => {
  it('computes exactly', () => {
    expect(run('0.1 + 0.2 == 0.3')).toBe(true);
    expect(run('amount * 3', { amount: '0.1' })).toBe('0.3');
    expect(run('12345678901234567890.5 + 1')).toBe('12345678901234567891.5');
    expect(run('1 / 3')).toBe('0.3333333333');
    expect(run('7 / 2')).toBe('3.5');
    expect(run('1 / 0')).toBeNull();
  });

  it('takes a half-typed number as blank', () => {
    expect(run('amount > 1000', { amount: '12a' })).toBeNull();
    expect(run('amount > 1000', { amount: 1001 })).toBe(true);
  });

  it('treats blank as equal to blank and to nothing else', () => {
    expect(run('title == null')).toBe(true);
    expect(run('title == ""', { title: '' })).toBe(true);
    expect(run('title != "closed"')).toBe(true);
    expect(run('amount < 5')).toBeNull();
    expect(run('amount < 5 || won', { won: true })).toBe(true);
    expect(run('amount + 1')).toBeNull();
  });

  it('goes along relations and knows who asks', () => {
    const region = { id: ME, name: 'East', manager: { id: ME, title: 'Mei' } };
    expect(run('region.manager == me && "sales" in me.roles', { region })).toBe(true);
    expect(run('region.name', { region: ME })).toBeNull();
  });

  it('sums up line items', () => {
    const items = [
      { price: '0.1', quantity: '3' },
      { price: '2', quantity: null },
      { price: '5', quantity: '2' },
    ];
    expect(run('SUM(items.map(i, i.price * i.quantity))', { items })).toBe('10.3');
    expect(run('COUNT(items)', { items })).toBe('3');
    expect(run('items.exists(i, i.quantity == null)', { items })).toBe(true);
    expect(run('SUM(items.filter(i, i.price > 1).price)', { items })).toBe('7');
    expect(run('SUM(items.price)')).toBe('0');
  });

  it('answers to former names, and tells what it reads by the present ones', () => {
    const compiled = compileExpression('subject == "x" && region.manager == me && SUM(items.price) > 1', scope);
    expect(compiled.ok && compiled.expression.uses.map(({ path }) => path)).toEqual([
      'title',
      'region.manager',
      'items',
      'items.price',
    ]);
    expect(compiled.ok && [...compiled.expression.given]).toEqual(['me']);
  });

  it('reads a text in quotes as a date where a date is meant', () => {
    expect(run('due < "2026-01-01"', { due: '2025-12-31' })).toBe(true);
    expect(run('due in ["2026-01-01"]', { due: '2026-01-01' })).toBe(true);
  });
});

describe('a wrong expression', () => {
  const CASES: readonly (readonly [source: string, code: string, start: number, end: number])[] = [
    ['', 'expression.empty', 0, 0],
    ['amount >', 'expression.syntax', 8, 8],
    ['amonut > 1', 'expression.unknownName', 0, 6],
    ['region.manger == me', 'expression.unknownName', 0, 13],
    ['title.length > 1', 'expression.notALink', 0, 12],
    ['amount + title', 'expression.kinds', 0, 14],
    ['amount && won', 'expression.kind', 0, 6],
    ['due > "soon"', 'expression.kinds', 0, 12],
    ['NOPE(1)', 'expression.unknownFunction', 0, 7],
    ['ROUND()', 'expression.arguments', 0, 7],
    ['DATEDIF(due, today, "weeks")', 'expression.oneOf', 20, 27],
    ['items > 1', 'expression.rows', 0, 5],
    ['region == me', 'expression.kinds', 0, 12],
    ['title in "abc"', 'expression.list', 9, 14],
    ['{"a": 1}', 'expression.unsupported', 0, 8],
    ['title.matches("(a+)+$")', 'expression.unknownFunction', 0, 23],
    ['"a\\u0000"', 'expression.text', 0, 9],
    ['1e300 > amount', 'expression.number', 0, 5],
    ['constructor', 'expression.unknownName', 0, 11],
    ['me.constructor', 'expression.unknownName', 0, 14],
    ['toString()', 'expression.unknownFunction', 0, 10],
  ];
  it.each(CASES)('%s is refused as %s at its place', (source, code, start, end) => {
    const [first] = problemsOf(source);
    expect(first).toMatchObject({ code, data: { start, end } });
    for (const locale of LOCALES) {
      expect(sentence(expressionProblems, first!, locale)).not.toMatch(/\{\w+\}|^expression\./);
    }
  });

  it('is told all its problems at once', () => {
    expect(problemsOf('amonut > 1 && titel == "x"').map(({ code }) => code)).toEqual([
      'expression.unknownName',
      'expression.unknownName',
    ]);
  });

  it('is refused when it gives another kind than is needed', () => {
    expect(problemsOf('amount', 'boolean')[0]).toMatchObject({ code: 'expression.expects' });
    expect(problemsOf('null', 'boolean')).toEqual([]);
  });

  it('reports a hidden field exactly like an unknown one', () => {
    const isVisible = (_entity: unknown, { name }: { name: string }) => name !== 'amount';
    const hidden = compileExpression('amount > 1', { ...scope, isVisible });
    const unknown = compileExpression('amonut > 1', { ...scope, isVisible });
    expect(JSON.stringify(hidden).replaceAll('amount', 'amonut')).toBe(JSON.stringify(unknown));
  });
});

it('warns of an option that does not exist, and runs all the same', () => {
  const codesOf = (source: string) => {
    const compiled = compileExpression(source, scope);
    return compiled.ok && compiled.warnings.map(({ code, level, data }) => [code, level, data?.value]);
  };
  expect(codesOf('stage == "opne"')).toEqual([['expression.choice', 'warning', 'opne']]);
  expect(codesOf('stage in ["open", "won"]')).toEqual([['expression.choice', 'warning', 'won']]);
  expect(codesOf('stage == "open" || "open" != stage || stage == ""')).toEqual([]);
});

describe('an expression somebody means harm with', () => {
  it('is refused when it is too long, too deep or too large', () => {
    expect(problemsOf('1 + '.repeat(2_500_000))[0]).toMatchObject({ code: 'expression.tooLong' });
    expect(problemsOf(`${'('.repeat(60)}1${')'.repeat(60)}`)[0]).toMatchObject({ code: 'expression.tooComplex' });
    expect(problemsOf(`${'!'.repeat(3000)}won`)[0]).toMatchObject({ code: 'expression.tooComplex' });
    expect(problemsOf(`${'1+'.repeat(1500)}1`)[0]).toMatchObject({ code: 'expression.tooComplex' });
    expect(problemsOf(`amount in [${'1,'.repeat(300)}1]`)[0]).toMatchObject({ code: 'expression.tooComplex' });
    expect(problemsOf('items.map(a, SUM(items.map(b, SUM(items.map(c, c.price)))))')[0]).toMatchObject({
      code: 'expression.tooFar',
    });
  });

  it('still takes a chain of a hundred conditions', () => {
    expect(problemsOf(Array.from({ length: 100 }, (_, i) => `amount != ${i}`).join(' && '))).toEqual([]);
  });

  it('never reaches a prototype through the values', () => {
    const region = JSON.parse(`{"id": "${ME}", "__proto__": {"name": "x"}}`) as object;
    expect(run('region.name', { region: Object.create({ name: 'inherited' }) as object })).toBeNull();
    expect(run('region.name', { region })).toBeNull();
  });
});
