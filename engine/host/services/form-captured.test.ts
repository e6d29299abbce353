/** An older record in the version of the form it was captured with: what is shown, what holds, here and on the server. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARCEL, testHost, type TestHost } from '../../../tests/support/host';
import { compileForm } from '../../form/compile';
import { changeField, findProblems, startForm, submitForm, type FormContext } from '../../form/pipeline';
import { modelOfViews } from '../../form/views';
import type { EntityDocument, FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import { Refusal } from '../../kernel/problems';

const text = (en: string) => ({ 'zh-CN': en, en });
const RULE = (id: string, when: string, ...then: NonNullable<FormDocument['rules']>[number]['then']) => ({
  id: `rul_${id}`,
  when,
  then,
});
const FAX = { id: 'fld_parcelfax', name: 'fax', type: 'text', label: text('Fax') };
const OLD: FormDocument = {
  kind: 'form',
  id: 'frm_parcelform',
  name: 'parcel',
  label: text('Parcel form'),
  entity: 'parcel',
  sections: [
    { id: 'sec_one1', label: text('As it was'), items: ['name', 'weight', 'fax', 'note'].map((field) => ({ field })) },
  ],
  rules: [
    RULE('old1', 'weight > 100', { effect: 'message', field: 'weight', level: 'error', text: text('Too heavy then.') }),
    RULE('old2', 'true', { effect: 'set', field: 'price', value: 'weight * 2' }),
    RULE('old3', 'fax != ""', { effect: 'require', field: 'note' }),
    RULE('old4', 'weight > 50', { effect: 'require', field: 'note' }),
  ],
};
const NEW: FormDocument = {
  ...OLD,
  older: 'own',
  sections: [
    { id: 'sec_one1', label: text('As it is'), items: ['name', 'weight', 'code'].map((field) => ({ field })) },
  ],
  rules: [
    RULE('new1', 'weight > 20', { effect: 'message', field: 'weight', level: 'error', text: text('Too heavy now.') }),
    RULE('new2', 'true', { effect: 'set', field: 'price', value: 'weight * 3' }),
  ],
};
/** The fax is gone, a code is asked for. */
const NOW: EntityDocument = {
  ...PARCEL,
  fields: [...PARCEL.fields, { id: 'fld_parcelcode', name: 'code', type: 'text', label: text('Code'), required: true }],
};

describe('An older record in its own version', () => {
  let test: TestHost;
  let old: string;
  let fresh: string;
  const by = () => ({ person: test.viewers.admin.id, isAdmin: true });
  const call = () => ({ viewer: test.viewers.keeper, door: 'screen' as const, host: test.host });
  const open = (record: string, more: object = {}) =>
    test.host.call('form.open', { entity: 'parcel', record, ...more }, call());
  const read = (id: string) => test.host.records.get(call(), 'parcel', id);

  beforeAll(async () => {
    test = await testHost();
    await test.host.documents.publish(by(), { documents: [{ ...PARCEL, fields: [...PARCEL.fields, FAX] }, OLD] });
    const values = { name: 'Old', weight: '10', fax: '123', note: 'n' };
    old = (await test.host.call('record.create', { entity: 'parcel', values }, call())).id;
    await test.host.documents.publish(by(), { documents: [NOW, NEW] });
    const next = { name: 'Fresh', weight: '10', code: 'c' };
    fresh = (await test.host.call('record.create', { entity: 'parcel', values: next }, call())).id;
  });
  afterAll(() => test.close());

  it('shows the layout of then over the fields of now, and says so', async () => {
    const { form, captured } = await open(old);
    expect(form.sections[0]!.label!.en).toBe('As it was');
    expect(form.sections[0]!.items.map((item) => ('field' in item ? item.field : ''))).toEqual([
      'name',
      'weight',
      'note',
    ]);
    // The rule that speaks of the fax went with it.
    expect(form.rules!.map(({ id }) => id)).toEqual(['rul_old1', 'rul_old2', 'rul_old4']);
    expect(captured).toEqual({
      form: 'parcel',
      label: text('Parcel form'),
      version: 1,
      newest: 2,
      isOwn: true,
      hasOwn: true,
      gone: ['fax'],
    });
    const newest = await open(old, { formVersion: 'newest' });
    expect(newest.form.sections[0]!.label!.en).toBe('As it is');
    expect(newest.captured).toMatchObject({ isOwn: false, hasOwn: true, gone: [] });
    expect((await open(fresh)).captured).toMatchObject({ version: 2, newest: 2, hasOwn: false });
    expect((await open(old)).editable).not.toContain('fax');
  });

  it('is not held up by what its version never asked for; rights are those of today', async () => {
    const { rev } = await read(old);
    await test.host.call('record.update', { entity: 'parcel', id: old, rev, values: { name: 'Old 2' } }, call());
    const writer = { viewer: test.viewers.writer, door: 'screen' as const };
    const values = { secret: 'mine' };
    const forbidden = test.host.call('record.update', { entity: 'parcel', id: old, rev: rev + 1, values }, writer);
    await expect(forbidden).rejects.toThrow(Refusal);
  });

  it('comes to the same in the browser and on the server, by the rules of its version', async () => {
    const weight = fc.constantFrom('5', '21', '60', '101', '250');
    const note = fc.constantFrom(null, 'n');
    await fc.assert(
      fc.asyncProperty(fc.boolean(), weight, note, async (isOld, heavy, words) => {
        const id = isOld ? old : fresh;
        const { entity, form, targets, values, record } = await open(id);
        const model = modelOfViews([entity, ...targets]);
        const plan = compileForm(form, model.entity('parcel')!, model);
        const me = { id: 'k', name: 'k', email: '', department: null, roles: [] };
        const zone = { today: '2026-01-01', now: '2026-01-01T00:00:00.000Z', timeZone: 'UTC' };
        const context: FormContext = { me, ...zone, isNew: false };
        let state = startForm(plan, values, context);
        for (const [name, value] of Object.entries({ weight: heavy, note: words })) {
          state = changeField(plan, state, name, value, context).state;
        }
        const sent = submitForm(plan, state, context);
        const shown = new Set(plan.fields.map(({ name }) => name));
        const found = findProblems(plan, sent, context, shown);
        const changes: { [field: string]: Json } = { weight: heavy, note: words };
        const answer = await test.host
          .call('record.update', { entity: 'parcel', id, rev: record!.rev, values: changes }, call())
          .catch((error: unknown) => error as Refusal);
        if (answer instanceof Refusal) {
          expect(found).not.toEqual([]);
          return;
        }
        expect(found).toEqual([]);
        const after = await read(id);
        expect([after.weight, after.note, after.price]).toEqual([
          sent.values.weight,
          sent.values.note,
          sent.values.price,
        ]);
      }),
      { numRuns: 40 },
    );
    // Both versions were tried to their limits: 60 is too much now, and was not then.
    const heavier = async (id: string) => {
      const { rev } = await read(id);
      const values = { weight: '60', note: 'n' };
      return test.host.call('record.update', { entity: 'parcel', id, rev, values }, call());
    };
    expect((await heavier(old)).price).toBe('120');
    await expect(heavier(fresh)).rejects.toThrow(/form.message/);
  });
});
