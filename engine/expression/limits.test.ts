/** An expression or a pattern that somebody typed cannot hang a browser or a server: refused when published, or cut off by counting. */
import { describe, expect, it } from 'vitest';
import { buildModel } from '../entity/model';
import { fieldTypes } from '../form/fields/index.generated';
import { checkField } from '../form/record';
import { formProblems } from '../form/problems';
import type { EntityDocument, FieldUse } from '../kernel/documents.generated';
import { sentence } from '../kernel/problems';
import { compileExpression } from './compile';
import { expressionProblems } from './problems';

const types = new Map(fieldTypes.map((type) => [type.type, type]));
const field = (name: string, type: string, options: FieldUse['options'] = {}): FieldUse => ({
  id: `fld_${name}00`,
  name,
  type,
  label: { 'zh-CN': `${name}名`, en: name },
  options,
});
const document = (maxRows: number, pattern = '^(a+)+$'): EntityDocument => ({
  kind: 'entity',
  id: 'ent_deal0',
  name: 'deal',
  label: { 'zh-CN': '单', en: 'Deal' },
  fields: [
    field('code', 'text', { pattern, maxLength: 5000 }),
    field('note', 'long_text'),
    field('data', 'json', { schema: { type: 'string', pattern } }),
    field('items', 'lines', { maxRows, fields: [field('price', 'money')] }),
  ],
});
const model = (maxRows = 500) => buildModel([{ document: document(maxRows), version: 1 }], { fieldTypes: types });
function problems(source: string, maxRows = 500): readonly string[] {
  const at = model(maxRows);
  const compiled = compileExpression(source, { model: at, entity: at.entity('deal')! });
  return compiled.ok ? [] : compiled.problems.map((found) => sentence(expressionProblems, found, 'en'));
}

describe('what an analyst types', () => {
  it('has no loops in loops in loops, and loops in loops only over tables that are small', () => {
    expect(problems('items.exists(a, items.exists(b, a.price < b.price))')).toEqual([]);
    expect(problems('items.exists(a, items.exists(b, items.exists(c, c.price > 0)))')).toHaveLength(1);
    expect(problems('items.exists(a, items.exists(b, SUM(items.price) > 0))')).toHaveLength(1);
    expect(problems('items.exists(a, SUM(items.price) > a.price)', 2000)).toEqual([
      '“items” takes 2000 rows: a loop inside a loop would take 4000000 steps, more than 300000. Use one loop, or lower “Most rows”.',
    ]);
  });

  it('is not too long, too deep or too wide', () => {
    expect(problems(`1${' + 1'.repeat(3000)} > 0`)).toHaveLength(1);
    expect(problems(`${'('.repeat(500)}1${')'.repeat(500)} > 0`)).toHaveLength(1);
    expect(problems('x'.repeat(10_000_000))).toHaveLength(1);
    expect(problems(`code in [${'"a",'.repeat(900)}"a"]`)).toHaveLength(1);
  });

  it('checks texts in proportion to their length, whatever the pattern; a text of 10 MB is refused by its length', () => {
    const entity = model().entity('deal')!;
    const say = (name: string, value: unknown) =>
      checkField(entity.field(name)!, value, types).map((found) => sentence(formProblems, found, 'zh-CN'));
    expect(say('code', 'a'.repeat(4999))).toEqual([]);
    expect(say('code', `${'a'.repeat(4999)}!`)).toEqual(['“code名”的格式不对，应符合：^(a+)+$']);
    const huge = 'a'.repeat(10_000_000);
    expect(say('code', huge)).toEqual([expect.stringContaining('“code名”最多 5000 个字')]);
    expect(say('note', huge)).toEqual([expect.stringContaining('“note名”最多 20000 个字')]);
    expect(say('data', huge)).toEqual([expect.stringContaining('“data名”最多 200000 个字')]);
    expect(say('data', `${'a'.repeat(60_000)}!`)).toEqual(['“data名”：应符合格式 ^(a+)+$。']);
  });

  it('is told when it is published: a pattern that refers back, or cannot be read', () => {
    const text = types.get('text')!;
    const said = (pattern: string) =>
      text.checkOptions!({ pattern } as never).map((found) => sentence(formProblems, found, 'en'));
    expect(said('^(a+)+$')).toEqual([]);
    expect(said('(a)\\1')[0]).toContain('may not refer back');
    expect(said('[a')[0]).toContain('cannot be read from character 1');
  });
});
