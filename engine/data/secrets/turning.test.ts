/** Encryption that is turned on and off for values there are. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntityDocument } from '../../kernel/documents.generated';
import { testHost, type TestHost } from '../../../tests/support/host';
import { codesOf } from '../../../tests/support/records';

const label = (en: string) => ({ 'zh-CN': en, en });
let t: TestHost;
beforeAll(async () => {
  t = await testHost({ keys: `key:${randomBytes(32).toString('base64')}` });
});
afterAll(() => t?.close());

describe('encryption that is turned on and off for values there are', () => {
  const CASE = (encrypted: boolean, more: object = {}): EntityDocument => ({
    kind: 'entity',
    id: 'ent_testcase',
    name: 'case',
    label: label('Case'),
    titleField: 'name',
    fields: [
      { id: 'fld_casename', name: 'name', type: 'text', label: label('Name') },
      {
        id: 'fld_casenote',
        name: 'note',
        type: 'text',
        label: label('Note'),
        unique: true,
        ...(encrypted && { encrypted }),
        ...more,
      },
      { id: 'fld_casecost', name: 'cost', type: 'money', label: label('Cost'), ...(encrypted && { encrypted }) },
    ],
  });
  const publish = (document: EntityDocument) =>
    t.host.documents.publish({ person: null, isAdmin: true }, { documents: [document] });
  const admin = () => ({ viewer: t.viewers.admin, door: 'api' as const });
  const everywhere = async (): Promise<string> =>
    JSON.stringify((await t.host.pool.query('select to_jsonb(c) as row from data.case c')).rows);

  it('keeps every value, and no plain text in the table', async () => {
    await publish(CASE(false));
    const made = await t.host.call(
      'record.create',
      {
        entity: 'case',
        values: { name: 'One', note: 'CANARY-PLAIN', cost: '12.50' },
      },
      admin(),
    );
    // More than are converted at once: these go in batches, behind.
    await t.host.pool.query(
      `insert into data.case (id, created_at, updated_at, name, note, cost)
       select gen_random_uuid(), now(), now(), 'n', 'CANARY' || n, 12.5 from generate_series(1, 2500) n`,
    );
    // A column kept from an earlier conversion holds plain text too.
    await publish(CASE(false, { type: 'long_text', unique: false }));
    await publish(CASE(false));
    const before = await t.host.call('record.get', { entity: 'case', id: made.id }, admin());
    await publish(CASE(true));
    await t.host.documents.runs.sweep();
    expect(await everywhere()).not.toMatch(/CANARY|12\.5/);
    expect(await everywhere()).toContain('enc1:');
    const { rows: kept } = await t.host.pool.query("select 1 from schema_trash where field_id = 'fld_casenote'");
    expect(kept).toEqual([]);
    const sealedOne = await t.host.call('record.get', { entity: 'case', id: made.id }, admin());
    expect([sealedOne.note, sealedOne.cost]).toEqual([before.note, before.cost]);
    const found = await t.host.call(
      'record.list',
      {
        entity: 'case',
        filter: { field: 'note', op: 'eq', value: 'CANARY-PLAIN' },
      },
      admin(),
    );
    expect(found.rows.map(({ id }) => id)).toEqual([made.id]);
    const again = { entity: 'case', values: { name: 'Two', note: 'CANARY-PLAIN' } };
    expect(await codesOf(t.host.call('record.create', again, admin()))).toEqual(['record.notUnique']);

    await t.host.call(
      'record.update',
      {
        entity: 'case',
        id: made.id,
        rev: sealedOne.rev as number,
        values: { cost: '13' },
      },
      admin(),
    );
    await publish(CASE(false));
    await t.host.documents.runs.sweep();
    expect(await everywhere()).not.toContain('enc1:');
    const open = await t.host.call('record.get', { entity: 'case', id: made.id }, admin());
    expect([open.note, open.cost]).toEqual(['CANARY-PLAIN', '13']);
    const { entries } = await t.host.call('record.history', { entity: 'case', id: made.id }, admin());
    expect(JSON.stringify(entries)).not.toContain('enc1:');
  });

  it('is not turned off while a value cannot be decrypted, and shows nobody a cipher text', async () => {
    await publish(CASE(true));
    const made = await t.host.call('record.create', { entity: 'case', values: { name: 'Lost', note: 'x1' } }, admin());
    await t.host.pool.query(`update data.case set note = 'enc1:gone:abc:' || id where id = $1`, [made.id]);
    const plan = await t.host.documents.plan({ documents: [CASE(false)] });
    expect(plan.problems.map(({ code }) => code)).toEqual(['plan.unreadableValues']);
    expect(JSON.stringify(plan.steps.map(({ conversion }) => conversion))).not.toContain('enc1:');
    await t.host.pool.query('delete from data.case where id = $1', [made.id]);
  });
});
