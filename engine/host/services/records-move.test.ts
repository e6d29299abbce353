/** Records captured with older versions of a form are moved by its migrations when it is published. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testHost, type TestHost } from '../../../tests/support/host';
import type { FormDocument } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';

const text = (en: string) => ({ 'zh-CN': en, en });
const FORM: FormDocument = {
  kind: 'form',
  id: 'frm_parcelform',
  name: 'parcel',
  label: text('Parcel form'),
  entity: 'parcel',
  sections: [{ id: 'sec_one1', items: [{ field: 'name' }, { field: 'weight' }, { field: 'note' }] }],
};
type Migration = NonNullable<FormDocument['migrations']>[number];
const migration = (id: string, from: Migration['from'], ...steps: Migration['steps']): Migration => ({
  id: `mig_${id}`,
  from,
  steps,
});

describe('Migrations of a form', () => {
  let test: TestHost;
  const by = () => ({ person: test.viewers.admin.id, isAdmin: true });
  const publish = (form: Partial<FormDocument> = {}) =>
    test.host.documents.publish(by(), { documents: [{ ...FORM, ...form }] });
  const call = () => ({ viewer: test.viewers.keeper, door: 'screen' as const, host: test.host });
  const admin = () => ({ viewer: test.viewers.admin, door: 'screen' as const });
  const create = async (name: string, more: object = {}) =>
    (await test.host.call('record.create', { entity: 'parcel', values: { name, ...more } }, call())).id;
  const fields = ['name', 'note', 'weight', 'secret', 'captured_form', 'captured_version'];
  const read = (id: string) => test.host.records.get(call(), 'parcel', id, fields);
  const batches = async () =>
    (
      await test.host.pool.query<{ id: string; changed: number; failed: number; state: string }>(
        `select id, changed, failed, state from record_batch where input ? 'move' order by at desc, id desc`,
      )
    ).rows;

  beforeAll(async () => {
    test = await testHost();
  });
  afterAll(() => test.close());

  it('says how many records of which version are moved, moves them, keeps what would not pass, and takes it back', async () => {
    const unknown = await create('Unknown', { note: 'n0' });
    await publish();
    const first = await create('First', { note: 'n1', weight: '3' });
    const filled = await create('Filled', { note: 'n2', secret: 's2' });
    const heavy = await create('Heavy', { note: 'n3', weight: '30' });
    const next: Partial<FormDocument> = {
      rules: [
        {
          id: 'rul_tooheavy',
          when: 'weight > 25',
          then: [{ effect: 'message', field: 'weight', level: 'error', text: text('Too heavy.') }],
        },
      ],
      migrations: [
        migration(
          'move',
          'older',
          { move: 'note', to: 'secret' },
          { set: 'weight', value: 'weight * 1000', when: 'weight != null' },
        ),
      ],
    };
    const plan = await test.host.documents.plan({ documents: [{ ...FORM, ...next }] });
    const words = plan.steps.map((step) => step.words.en).join(' ');
    expect(words).toContain('4 older records of “Parcel form” (1 of an unknown version, 3 of version 1) are moved');
    expect(words).toContain('move “Note” to “Secret”, set “Weight”');

    await publish(next);
    expect(await read(unknown)).toMatchObject({
      note: null,
      secret: 'n0',
      captured_form: FORM.id,
      captured_version: 2,
    });
    // By the rules of the new version 3,000 is too much: kept as it was, listed.
    expect(await read(first)).toMatchObject({ note: 'n1', weight: '3', captured_version: 1 });
    // A value that would be replaced stays, and so does the one that would replace it.
    expect(await read(filled)).toMatchObject({ note: 'n2', secret: 's2', captured_version: 2 });
    expect(await read(heavy)).toMatchObject({ note: 'n3', weight: '30', captured_version: 1 });

    const { entries } = await test.host.records.history(call(), 'parcel', unknown);
    expect(entries.map(({ door, op }) => `${op} ${door}`)).toEqual(['update job', 'create screen']);
    const [batch] = await batches();
    expect(batch).toMatchObject({ changed: 2, failed: 2, state: 'done' });

    const undone = await test.host.call('record.undoMany', { batch: batch!.id }, admin());
    expect(undone.batch).toMatchObject({ changed: 2, failed: 0 });
    expect(await read(unknown)).toMatchObject({
      note: 'n0',
      secret: null,
      captured_form: null,
      captured_version: null,
    });
    expect(await read(filled)).toMatchObject({ captured_form: FORM.id, captured_version: 1 });
    await expect(
      test.host.call('record.undoMany', { batch: batch!.id }, { viewer: test.viewers.keeper, door: 'screen' }),
    ).rejects.toThrow(/batch.notFound/);
  });

  it('runs once: neither published again nor brought back from the history', async () => {
    const many = (await batches()).length;
    await publish({
      label: text('Again'),
      migrations: [
        migration(
          'move',
          'older',
          { move: 'note', to: 'secret' },
          { set: 'weight', value: 'weight * 1000', when: 'weight != null' },
        ),
      ],
    });
    await publish({ migrations: [] });
    await test.host.documents.revert(by(), { kind: 'form', name: 'parcel' }, 2);
    expect((await batches()).length).toBe(many);
  });

  it('is about one version where it says so, with relations and what came before it', async () => {
    await publish({ label: text('Base'), migrations: [] });
    const { version } = test.host.documents.published('form', 'parcel')!;
    const older = await create('Exact', { note: 'x' });
    await publish({ label: text('Base 2'), migrations: [] });
    const newer = await create('Later', { note: 'x' });
    await publish({
      migrations: [
        migration(
          'exact',
          version,
          { set: 'note', value: 'CONCAT(name, " / ", note)' },
          { set: 'secret', value: 'UPPER(note)', on: 'ifEmpty' },
        ),
      ],
    });
    expect(await read(older)).toMatchObject({ note: 'Exact / x', secret: 'EXACT / X', captured_version: version + 2 });
    expect(await read(newer)).toMatchObject({ note: 'x', captured_version: version + 1 });
  });

  it('is checked before it is published', async () => {
    const wrong = async (...steps: Migration['steps']) => {
      const found = await publish({ migrations: [migration('wrong', 'older', ...steps)] }).catch((e: unknown) => e);
      return found instanceof Refusal ? found.problems.map(({ code }) => code) : found;
    };
    expect(await wrong({ set: 'gone', value: '1' })).toEqual(['form.unknownField']);
    expect(await wrong({ set: 'weight' })).toEqual(['form.noValue']);
    expect(await wrong({ set: 'weight', value: 'name' })).toEqual(['expression.expects']);
    expect(await wrong({ move: 'note' })).toEqual(['form.moveTo']);
    expect(await wrong({ move: 'note', to: 'weight' })).toEqual(['form.moveKind']);
    expect(await wrong({ clear: 'note', set: 'name', value: '"x"' })).toEqual(['form.stepKind']);
    expect(await wrong({ clear: 'note', on: 'always' })).toEqual(['form.needless']);
    expect(await wrong({ clear: 'created_at' })).toEqual(['form.systemField']);
    const changed = migration('exact', 'older', { clear: 'note' });
    const found = await publish({ migrations: [changed] }).catch((e: unknown) => e);
    expect((found as Refusal).problems.map(({ code }) => code)).toEqual(['form.migrationDone']);
  });
});
