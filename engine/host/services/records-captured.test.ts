/** Records remember the version of the form they were captured with, whatever door they come by. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import { Refusal } from '../../kernel/problems';

const text = (en: string) => ({ 'zh-CN': en, en });
const PARCEL_FORM: FormDocument = {
  kind: 'form',
  id: 'frm_parcelform',
  name: 'parcel',
  label: text('Parcel form'),
  entity: 'parcel',
  sections: [{ id: 'sec_one1', items: [{ field: 'name' }, { field: 'weight' }] }],
};
const needsNote = {
  id: 'rul_needsnote',
  when: 'name != ""',
  then: [{ effect: 'require' as const, field: 'note' }],
};

describe('The version a record was captured with', () => {
  let test: TestHost;
  const publish = (form: Partial<FormDocument> = {}) =>
    test.host.documents.publish({ person: null, isAdmin: true }, { documents: [{ ...PARCEL_FORM, ...form }] });
  const call = () => ({ viewer: test.viewers.keeper, door: 'screen' as const, host: test.host });
  const create = (values: { readonly [field: string]: Json }) =>
    test.host.call('record.create', { entity: 'parcel', values }, call());
  const kept = async (id: string) => {
    const fields = ['captured_form', 'captured_version'];
    const row = await test.host.records.get(call(), 'parcel', id, fields);
    return [row.captured_form, row.captured_version];
  };

  beforeAll(async () => {
    test = await testHost();
  });
  afterAll(() => test.close());

  it('is unknown while the entity has no form', async () => {
    const { id } = await create({ name: 'Early' });
    expect(await kept(id)).toEqual([null, null]);
  });

  it('is that of the form as published, one by one, many at once, by API', async () => {
    await publish();
    const { id } = await create({ name: 'One' });
    expect(await kept(id)).toEqual(['frm_parcelform', 1]);
    const rows = Array.from({ length: 60 }, (_, i) => ({ name: `Row ${i}` }));
    const { ids } = await test.host.records.createMany({ ...call(), door: 'import' }, 'parcel', rows);
    expect(await kept(ids[59]!)).toEqual(['frm_parcelform', 1]);
    await publish({ label: text('Second') });
    const response = await test.ask('POST', 'v1/records/parcel', {
      as: 'keeper',
      body: { values: { name: 'By API' } },
    });
    expect(await kept(((await response.json()) as { id: string }).id)).toEqual(['frm_parcelform', 2]);
  });

  it('stays when the record is changed, and is filtered by', async () => {
    const { id, rev } = await create({ name: 'Stays' });
    await publish({ label: text('Third') });
    await test.host.call('record.update', { entity: 'parcel', id, rev, values: { weight: '3' } }, call());
    expect(await kept(id)).toEqual(['frm_parcelform', 2]);
    const filter = { field: 'captured_version', op: 'lt' as const, value: 2 };
    const older = await test.host.records.list(call(), { entity: 'parcel', filter, count: true });
    expect(older.total).toBe(61);
  });

  it('is nobody’s to write', async () => {
    await expect(create({ name: 'Forged', captured_version: 9 })).rejects.toThrow(Refusal);
  });

  it('rules of a form hold as soon as it is published, though no entity changed', async () => {
    await create({ name: 'Free' });
    await publish({ rules: [needsNote] });
    await expect(create({ name: 'Bound' })).rejects.toThrow(/record.required/);
    await publish({ rules: [] });
  });

  it('decides the rules of a change where the form says so', async () => {
    await publish({ label: text('Before') });
    const old = await create({ name: 'Old' });
    await publish({ older: 'own', rules: [{ ...needsNote, when: 'weight > 5' }] });
    const fresh = await create({ name: 'Fresh' });
    const heavier = (of: { id: string; rev: number }, more: object = {}) =>
      test.host.call(
        'record.update',
        { entity: 'parcel', id: of.id, rev: of.rev, values: { weight: '9' }, ...more },
        call(),
      );
    await expect(heavier(fresh)).rejects.toThrow(/required/);
    await expect(heavier(old, { formVersion: 'newest' })).rejects.toThrow(/required/);
    const many = await test.host.records.changeMany(call(), 'parcel', [
      { id: old.id, values: { weight: '8' } },
      { id: fresh.id, values: { weight: '8' } },
    ]);
    expect(many.failed.map(({ index }) => index)).toEqual([1]);
    await heavier({ ...old, rev: old.rev + 1 });
  });

  it('becomes the newest when somebody asks for it, and the history tells', async () => {
    await publish({ label: text('Ask') });
    const { id, rev } = await create({ name: 'Moves' });
    const [, version] = await kept(id);
    await publish({ label: text('Newer') });
    const values = { note: 'seen' };
    await test.host.call('record.update', { entity: 'parcel', id, rev, values, formVersion: 'newest' }, call());
    expect(await kept(id)).toEqual(['frm_parcelform', Number(version) + 1]);
    const { entries } = await test.host.records.history(call(), 'parcel', id);
    expect(entries[0]!.changes.map(({ field, before, after }) => [field, before, after])).toContainEqual([
      'captured_version',
      String(version),
      String(Number(version) + 1),
    ]);
  });
});
