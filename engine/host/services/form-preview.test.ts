/** The preview of a migration says what publishing it then does, record by record, and tells nobody what they may not read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARCEL, testHost, type TestHost } from '../../../tests/support/host';
import type { EntityDocument, FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';

const text = (en: string) => ({ 'zh-CN': en, en });
const FORM: FormDocument = {
  kind: 'form',
  id: 'frm_parcelform',
  name: 'parcel',
  label: text('Parcel form'),
  entity: 'parcel',
  sections: [{ id: 'sec_one1', items: [{ field: 'name' }, { field: 'weight' }, { field: 'note' }] }],
};
/** What is being built: one more field, a limit, and a migration that fills the field. */
const NEXT_ENTITY: EntityDocument = {
  ...PARCEL,
  fields: [
    ...PARCEL.fields,
    { id: 'fld_parcelcode', name: 'code', type: 'text', label: text('Code'), options: { maxLength: 8 } },
  ],
};
const NEXT_FORM: FormDocument = {
  ...FORM,
  rules: [
    {
      id: 'rul_tooheavy',
      when: 'weight > 50',
      then: [{ effect: 'message', field: 'weight', level: 'error', text: text('{{weight}} is too heavy.') }],
    },
    { id: 'rul_rounds1', when: 'true', then: [{ effect: 'set', field: 'price', value: 'weight * 2' }] },
  ],
  migrations: [
    {
      id: 'mig_fills',
      from: 'older',
      steps: [
        { set: 'code', value: 'UPPER(name)' },
        { set: 'weight', value: 'weight * 10', when: 'weight != null' },
        { move: 'note', to: 'secret' },
      ],
    },
  ],
};
const SHOWN = ['name', 'note', 'weight', 'price', 'secret'];

describe('The preview of a migration', () => {
  let test: TestHost;
  const by = () => ({ person: test.viewers.admin.id, isAdmin: true });
  const call = () => ({ viewer: test.viewers.keeper, door: 'screen' as const, host: test.host });
  /** Of somebody who builds and reads everything, or everything but the secret. */
  const builder = (roles: readonly string[]) => ({
    viewer: { ...test.viewers.admin, roles, permissions: ['build' as const] },
    door: 'screen' as const,
  });
  const preview = (roles: readonly string[]) =>
    test.host.call('form.previewMigration', { entity: NEXT_ENTITY, form: NEXT_FORM }, builder(roles));

  beforeAll(async () => {
    test = await testHost();
    await test.host.documents.publish(by(), { documents: [FORM] });
    const rows: readonly { readonly [field: string]: Json }[] = [
      { name: 'plain', weight: '1', note: 'n' },
      { name: 'heavy', weight: '9', note: 'h' },
      { name: 'much too long', weight: '2' },
      { name: 'taken', note: 'stays', secret: 's' },
      { name: 'empty' },
    ];
    for (const values of rows) await test.host.call('record.create', { entity: 'parcel', values }, call());
  });
  afterAll(() => test.close());

  it('says nothing of fields that tell of what the viewer may not read', async () => {
    const { samples, hidden } = await preview(['writer']);
    expect(hidden.map(({ en }) => en)).toEqual(['Secret']);
    const fields = samples.flatMap(({ changes }) => changes.map(({ field }) => field.name));
    expect(fields).not.toContain('secret');
    expect(JSON.stringify(samples)).not.toContain('too heavy');
    expect(samples.filter(({ problems }) => problems.length > 0).map(({ record }) => record.title)).toContain('heavy');
  });

  it('is for those who build', async () => {
    const input = { entity: NEXT_ENTITY, form: NEXT_FORM };
    await expect(test.host.call('form.previewMigration', input, call())).rejects.toThrow(/operation.forbidden/);
  });

  it('is what publishing does: the same values, the same records left as they are, problems first', async () => {
    const { samples, looked, moved, failed, same } = await preview(['keeper']);
    expect({ looked, moved, failed, same }).toEqual({ looked: 5, moved: 3, failed: 2, same: 0 });
    expect(samples.map(({ problems }) => problems.length > 0)).toEqual([true, true, false, false, false]);
    const messages = samples.flatMap(({ problems }) => problems.map(({ message }) => message));
    expect(messages.join(' ')).toContain('90 is too heavy.');
    expect(messages.join(' ')).toContain('Code');

    const read = (id: string, fields: readonly string[]) => test.host.records.get(call(), 'parcel', id, fields);
    const before = new Map<string, { readonly [field: string]: unknown }>();
    for (const { record } of samples) before.set(record.id, await read(record.id, SHOWN));
    // The preview wrote nothing.
    for (const { record } of samples) expect((await read(record.id, ['rev'])).rev).toBe(1);
    await test.host.documents.publish(by(), { documents: [NEXT_ENTITY, NEXT_FORM] });
    for (const { record, changes, problems } of samples) {
      const after = await read(record.id, [...SHOWN, 'code', 'captured_version']);
      const expected: { [field: string]: unknown } = { ...before.get(record.id), code: null };
      if (problems.length === 0) for (const { field, after: value } of changes) expected[field.name] = value as Json;
      expect(after).toMatchObject({ ...expected, rev: problems.length === 0 ? 2 : 1 });
      expect(after.captured_version).toBe(problems.length === 0 ? 2 : 1);
    }
  });

  it('counts the records of each version, and tells what was moved and what stayed', async () => {
    const found = await test.host.call('form.versions', { form: 'parcel' }, builder(['keeper']));
    expect(found.newest).toBe(2);
    expect(found.versions.map(({ version, count }) => [version, count])).toEqual([
      [2, 3],
      [1, 2],
    ]);
    expect(found.moves).toHaveLength(1);
    expect(found.moves[0]).toMatchObject({
      version: 2,
      isUndone: false,
      batch: { changed: 3, failed: 2, mayUndo: true },
    });
    expect(found.moves[0]!.failures.map(({ record }) => record.title).sort()).toEqual(['heavy', 'much too long']);
    const hidden = await test.host.call('form.versions', { form: 'parcel' }, builder(['writer']));
    expect(JSON.stringify(hidden.moves[0]!.failures)).not.toContain('too heavy');
  });
});
