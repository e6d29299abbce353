/** Computed fields on entities that hold records already: what is refused, what is computed, who may read it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityDocument, modelOf, registry, role, world, type World } from '../../../tests/support/records';
import { ensureField } from '../../entity/ddl';
import { checkDerived } from '../../entity/derived/check';
import { planDerived } from '../../entity/derived/plan';
import { Tables } from '../../entity/physical';
import type { EntityDocument } from '../../kernel/documents.generated';
import { readPhysical } from '../documents/tables';
import { readDerived } from './state';

const bill = {
  box: { type: 'relation', options: { entity: 'box' } },
  sum: { type: 'number' },
  cost: { type: 'number' },
};
const plain = [entityDocument('box', { name: { type: 'text' } }), entityDocument('bill', bill)];
const full = [
  entityDocument('box', {
    name: { type: 'text' },
    bills: { type: 'rollup', options: { children: 'bill.box' } },
    mean: { type: 'rollup', options: { children: 'bill.box', aggregate: 'avg', field: 'gain' } },
    costs: { type: 'rollup', options: { children: 'bill.box', aggregate: 'sum', field: 'cost' } },
  }),
  entityDocument('bill', {
    ...bill,
    gain: { type: 'formula', options: { expression: 'sum - cost' } },
    number: { type: 'auto_number', options: { pattern: 'N{00}' } },
    box_name: { type: 'lookup', options: { relation: 'box', field: 'name' } },
  }),
];
const all = { read: 'all', update: 'all', delete: 'all', create: true } as const;
const roles = [
  role('boss', { '*': all }),
  role('clerk', { box: all, bill: { ...all, fields: { cost: 'none' } } }),
  role('guest', { box: { ...all, fields: { name: 'none' } }, bill: all }),
];

let w: World;
beforeAll(async () => {
  w = await world({ entities: plain, roles });
});
afterAll(() => w.end());

/** The statements of a publication of these entities over the tables as they are. */
async function statements(entities: readonly EntityDocument[]): Promise<string[]> {
  const model = modelOf(entities, 'v2');
  const db = { query: (text: string, values?: unknown[]) => w.database.pool.query(text, values) } as never;
  const context = { model, registry, tables: new Tables(await readPhysical(db)) };
  const fields = model.entities
    .filter(({ isPlatform }) => !isPlatform)
    .flatMap((entity) =>
      entity.fields
        .filter((field) => !field.system && !context.tables.column(entity.id, field.id))
        .flatMap((field) => ensureField(entity, field, context).sql),
    );
  return [...fields, ...planDerived(model, await readDerived(db)).sql];
}
const problems = (entities: readonly EntityDocument[], name: string): string[] => {
  const model = modelOf(entities);
  return checkDerived(
    entities.find((entity) => entity.name === name)!,
    model,
  ).map(({ code, data }) => `${code} ${JSON.stringify(data?.way ?? data?.name ?? '')}`);
};

describe('computed fields that are added to records', () => {
  it('are computed for all of them, numbers in the order in which they were made, and nothing is computed twice', async () => {
    const boss = w.call('ann', 'boss');
    const box = await w.host.records.create(boss, { entity: 'box', values: { name: 'A' } });
    const empty = await w.host.records.create(boss, { entity: 'box', values: { name: 'B' } });
    for (const sum of [10, 20, 33]) {
      w.clock.advance(1000);
      await w.host.records.create(boss, { entity: 'bill', values: { box: box.id, sum: `${sum}`, cost: '4' } });
    }
    await w.publish(full, 'v2', await statements(full));
    const bills = await w.host.records.list(boss, { entity: 'bill', sort: [{ field: 'sum', direction: 'asc' }] });
    expect(bills.rows.map((row) => [row.number, row.gain, row.box_name])).toEqual([
      ['N01', '6.00', 'A'],
      ['N02', '16.00', 'A'],
      ['N03', '29.00', 'A'],
    ]);
    expect(await w.host.records.get(boss, 'box', box.id)).toMatchObject({ bills: '3', mean: '17.00', costs: '12' });
    expect(await w.host.records.get(boss, 'box', empty.id)).toMatchObject({ bills: '0', mean: null, costs: '0' });
    await w.host.records.create(boss, { entity: 'bill', values: { box: empty.id, sum: '1', cost: '0' } });
    const next = await w.host.records.list(boss, {
      entity: 'bill',
      filter: { field: 'number', op: 'eq', value: 'N04' },
    });
    expect(next.rows).toHaveLength(1);
    expect(await statements(full)).toEqual([]);
    // A rename writes the functions anew, and computes nothing.
    const renamed = JSON.parse(JSON.stringify(full).replaceAll('"gain"', '"profit"')) as EntityDocument[];
    const again = planDerived(
      modelOf(renamed),
      await readDerived({ query: (t: string) => w.database.pool.query(t) } as never),
    );
    expect(again.computed.map(({ field }) => field.name)).toEqual([]);
  });

  it('are read only by those who may read what they are computed from', async () => {
    const seen = async (who: string, entity: string) =>
      Object.keys((await w.host.records.list(w.call('ann', who), { entity })).rows[0]!);
    expect(await seen('boss', 'box')).toEqual(expect.arrayContaining(['bills', 'mean', 'costs']));
    const clerk = await seen('clerk', 'box');
    expect(clerk).toContain('bills');
    for (const name of ['mean', 'costs']) expect(clerk).not.toContain(name);
    expect(await seen('clerk', 'bill')).not.toContain('gain');
    expect(await seen('guest', 'bill')).not.toContain('box_name');
    const filter = { field: 'costs', op: 'gt' as const, value: '1' };
    await expect(w.host.records.list(w.call('ann', 'clerk'), { entity: 'box', filter })).rejects.toThrow(
      /unknownField/,
    );
  });

  it('take no value from anybody', async () => {
    const boss = w.call('ann', 'boss');
    const create = w.host.records.create(boss, { entity: 'bill', values: { gain: '5' } });
    await expect(create).rejects.toThrow('record.derived at values.gain');
    const { id } = await w.host.records.create(boss, { entity: 'bill', values: { sum: '5', cost: '1' } });
    // Whoever changes a record may send back all that was read.
    const whole = await w.host.records.update(boss, { entity: 'bill', id, values: { gain: '99', sum: '6' } });
    expect(whole).toMatchObject({ gain: '5.00', rev: 2 });
  });
});

describe('computed fields that cannot be', () => {
  const a = (fields: Parameters<typeof entityDocument>[1]) => [entityDocument('a', fields), ...plain];
  const of = (expression: string) => ({ type: 'formula', options: { expression } });

  it('are refused with the way round, when they read themselves', () => {
    expect(problems(a({ x: of('y + 1'), y: of('z'), z: of('x') }), 'a')[0]).toBe(
      'entity.derivedCircle {"zh-CN":"实体a 标签x → 实体a 标签y → 实体a 标签z → 实体a 标签x","en":"Entity a Label of x → Entity a Label of y → Entity a Label of z → Entity a Label of x"}',
    );
    const ring = [
      entityDocument('p', { all: { type: 'rollup', options: { children: 'c.p', aggregate: 'sum', field: 'part' } } }),
      entityDocument('c', { p: { type: 'relation', options: { entity: 'p' } }, part: of('p.all / 2') }),
    ];
    expect(problems(ring, 'p')[0]).toMatch(/^entity.derivedCircle/);
    expect(problems(ring, 'c')[0]).toMatch(/^entity.derivedCircle/);
  });

  it('are refused when what they need is not there, moves by itself, or cannot be stored', () => {
    expect(
      problems(a({ x: of('today'), d: { type: 'formula', options: { expression: 'today', result: 'date' } } }), 'a'),
    ).toEqual(['expression.expects ""', 'entity.derivedMoves "today"']);
    expect(problems(a({ x: of('nothing + 1') }), 'a')).toEqual(['expression.unknownName "nothing"']);
    const roll = (options: { [key: string]: string }) => problems(a({ x: { type: 'rollup', options } }), 'a');
    expect(roll({ children: 'bill.box' })).toEqual(['entity.rollupChildren ""']);
    const box = (options: { [key: string]: string }) =>
      problems([entityDocument('box', { x: { type: 'rollup', options } }), plain[1]!], 'box');
    expect(box({ children: 'bill.box', aggregate: 'sum', field: 'box' })).toEqual(['entity.rollupUnsuited ""']);
    expect(box({ children: 'bill.box', where: 'box.id == box.id' })).toEqual(['entity.rollupWhere ""']);
    expect(problems(a({ x: { type: 'lookup', options: { relation: 'y', field: 'z' } } }), 'a')).toEqual([
      'entity.lookupRelation ""',
    ]);
    const tree = { type: 'relation', options: { entity: 'box', tree: true } };
    expect(problems(a({ x: tree }), 'a')).toEqual(['entity.treeElsewhere ""']);
  });
});
