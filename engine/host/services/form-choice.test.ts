/** Several forms of one entity: who gets which, for new and for existing records; and what stands on them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type PersonName, type TestHost } from '../../../tests/support/host';
import { layoutItemsOf } from '../../form/layout';
import type { AnyDocument, FormDocument } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';

const text = (en: string) => ({ 'zh-CN': en, en });
const form = (name: string, more: Partial<FormDocument> = {}): FormDocument => ({
  kind: 'form',
  id: `frm_test${name}`,
  name,
  label: text(name),
  entity: 'parcel',
  sections: [{ id: 'sec_one1', items: [{ field: 'name' }, { field: 'weight' }] }],
  ...more,
});
const needsNote = { id: 'rul_note', when: 'name != ""', then: [{ effect: 'require' as const, field: 'note' }] };

let test: TestHost;
const publish = (...documents: readonly AnyDocument[]) =>
  test.host.documents.publish({ person: null, isAdmin: true }, { documents: [...documents] });
const call = (as: PersonName) => ({ viewer: test.viewers[as], door: 'screen' as const, host: test.host });
const opened = (as: PersonName, input: { readonly form?: string; readonly record?: string } = {}) =>
  test.host.call('form.open', { entity: 'parcel', ...input }, call(as));
const choices = async (as: PersonName) =>
  (await test.host.call('form.choices', { entity: 'parcel' }, call(as))).forms.map(({ name }) => name);
const codesOf = async (promise: Promise<unknown>): Promise<readonly string[]> => {
  const error: unknown = await promise.then(
    () => null,
    (found: unknown) => found,
  );
  return error instanceof Refusal ? error.problems.map(({ code }) => code) : ['(none)'];
};
beforeAll(async () => {
  test = await testHost();
  await publish(
    form('parcel', { rules: [needsNote] }),
    form('quick', { audience: { for: 'new', order: 10 }, description: text('Name and weight only') }),
    form('keeping', { audience: { roles: ['keeper'], order: 50 } }),
    form('heavy', { audience: { for: 'existing', when: 'weight > 100' } }),
    form('unasked'),
  );
});
afterAll(() => test.close());

describe('a new record', () => {
  it('is offered the forms that are for the person, in their order; one that says nothing is only named', async () => {
    expect(await choices('writer')).toEqual(['quick', 'parcel']);
    expect(await choices('keeper')).toEqual(['quick', 'keeping', 'parcel']);
    expect((await opened('writer')).form.name).toBe('quick');
    expect((await opened('writer', { form: 'unasked' })).form.name).toBe('unasked');
  });
  it('is not opened or written by a form of others', async () => {
    expect(await codesOf(opened('writer', { form: 'keeping' }))).toEqual(['record.formForOthers']);
    const values = { name: 'Mine' };
    const create = (as: PersonName, by?: string) =>
      test.host.call('record.create', { entity: 'parcel', values, ...(by ? { form: by } : {}) }, call(as));
    expect(await codesOf(create('writer', 'keeping'))).toEqual(['record.formForOthers']);
    expect(await codesOf(create('keeper', 'keeping'))).toEqual(['(none)']);
    // By the rules of the form it is written by; without one by those of the main form.
    expect(await codesOf(create('writer', 'quick'))).toEqual(['(none)']);
    expect(await codesOf(create('writer'))).toEqual(['record.required']);
  });
});

describe('an existing record', () => {
  it('gets the form whose condition holds for it, whatever its reader may see', async () => {
    const make = (weight: string) =>
      test.host.call(
        'record.create',
        { entity: 'parcel', form: 'quick', values: { name: 'P', weight } },
        call('keeper'),
      );
    const [heavy, light] = [await make('101'), await make('99')];
    expect((await opened('writer', { record: heavy.id })).form.name).toBe('heavy');
    expect((await opened('writer', { record: light.id })).form.name).toBe('parcel');
    expect((await opened('keeper', { record: light.id })).form.name).toBe('keeping');
  });
});

describe('publishing', () => {
  const codes = (document: FormDocument) => codesOf(publish(document));
  it('refuses two main forms, a limited main form, unknown roles, and conditions on what is not there', async () => {
    await publish(form('quick', { audience: { main: true } }));
    expect(await codes(form('keeping', { audience: { main: true } }))).toContain('form.twoMain');
    expect(await codes(form('quick', { audience: { main: true, roles: ['keeper'] } }))).toEqual(['form.mainForAll']);
    expect(await codes(form('heavy', { audience: { roles: ['nobody'] } }))).toEqual(['form.unknownRole']);
    expect(await codes(form('heavy', { audience: { for: 'new', when: 'weight > 1' } }))).toEqual([
      'form.audienceNewWhen',
    ]);
    expect(await codes(form('heavy', { audience: { when: 'wieght > 1' } }))).toEqual(['expression.unknownName']);
  });
});

describe('what stands on a form', () => {
  const items: FormDocument['sections'][number]['items'] = [
    { id: 'itm_stops', type: 'related', options: { entity: 'stop', via: 'parcel', columns: ['place', 'cost'] } },
    { id: 'itm_hint', type: 'text', options: { text: text('Hello {{name}}') } },
    { id: 'itm_hush', type: 'text', options: { text: text('Psst {{secret}}') } },
  ];
  it('shows nobody a list, a column or a value they may not read', async () => {
    const field = (name: string, type: string, options = {}) => ({
      id: `fld_stop${name}`,
      name,
      type,
      label: text(name),
      options,
    });
    await publish(
      {
        kind: 'entity',
        id: 'ent_teststop',
        name: 'stop',
        label: text('Stop'),
        titleField: 'place',
        fields: [field('place', 'text'), field('cost', 'number'), field('parcel', 'relation', { entity: 'parcel' })],
      },
      {
        kind: 'role',
        id: 'rol_testkeeper',
        name: 'keeper',
        label: text('keeper'),
        entities: {
          parcel: { create: true, read: 'all', update: 'all' },
          stop: { read: 'all', fields: { cost: 'none' } },
        },
      },
      form('parcel', { sections: [{ id: 'sec_one1', items: [{ field: 'name' }, ...items] }] }),
    );
    const seen = async (as: PersonName) => layoutItemsOf((await opened(as, { form: 'parcel' })).form);
    // The writer has no right to stops, and none to the secret.
    expect((await seen('writer')).map(({ id }) => id)).toEqual(['itm_hint']);
    const keeper = await seen('keeper');
    expect(keeper.map(({ id }) => id)).toEqual(['itm_stops', 'itm_hint', 'itm_hush']);
    expect(keeper[0]!.options?.['columns']).toEqual(['place']);
  });
});
