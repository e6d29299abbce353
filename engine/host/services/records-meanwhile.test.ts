import { expect, it } from 'vitest';
import { entityDocument, role, world } from '../../../tests/support/records';

const boss = role('boss', { thing: { create: true, read: 'all', update: 'all', delete: 'all' } });

it('records of an entity that is changed meanwhile are read and written on, whatever plans PostgreSQL keeps', async () => {
  const before = entityDocument('thing', { name: { type: 'text' }, old: { type: 'text', id: 'fld_thing_x' } });
  const w = await world({ entities: [before], roles: [boss] });
  try {
    const call = () => w.call('ann', 'boss');
    const made = await w.host.records.create(call(), { entity: 'thing', values: { name: 'a', old: '1' } });
    // Often enough for every connection to keep the plans.
    const read = () => w.host.records.get(call(), 'thing', made.id);
    for (let i = 0; i < 5; i += 1) await Promise.all(Array.from({ length: 12 }, read));
    await w.host.records.update(call(), { entity: 'thing', id: made.id, rev: 1, values: { old: '2' } });
    const after = entityDocument('thing', {
      name: { type: 'text' },
      fresh: { type: 'text', id: 'fld_thing_x', aliases: ['old'] },
      more: { type: 'number' },
    });
    await w.publish([after], 'v2', [
      'alter table data.thing rename column old to fresh',
      'alter table data.thing add column more numeric',
    ]);
    for (let i = 0; i < 5; i += 1) {
      for (const record of await Promise.all(Array.from({ length: 12 }, read))) {
        expect(record).toMatchObject({ fresh: '2', more: null });
      }
    }
    // The former name stays valid, in writing as in asking; history follows the field.
    expect(
      await w.host.records.update(call(), { entity: 'thing', id: made.id, rev: 2, values: { old: '3', more: '7' } }),
    ).toMatchObject({ fresh: '3', more: '7' });
    const { rows } = await w.host.records.list(call(), {
      entity: 'thing',
      filter: { field: 'old', op: 'eq', value: '3' },
    });
    expect(rows.length).toBe(1);
    const { entries } = await w.host.records.history(call(), 'thing', made.id);
    expect(entries.map(({ changes }) => changes.map(({ field, after: now }) => [field, now]))).toEqual([
      [
        ['fresh', '3'],
        ['more', '7'],
      ],
      [['fresh', '2']],
      [
        ['name', 'a'],
        ['fresh', '1'],
      ],
    ]);
  } finally {
    await w.end();
  }
});
