import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/database';
import type { Input, OperationName } from '../../kernel/api';
import type { AnyDocument, EntityDocument, RoleDocument } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';
import type { PlatformPermission, Viewer } from '../../kernel/viewer';
import { createHost, type RunningHost } from '../host';
import { entityDocument, field } from '../services/documents.testkit';

const root = path.resolve(import.meta.dirname, '../../..');
let database: TestDatabase;
let host: RunningHost;
beforeAll(async () => {
  database = await testDatabase();
  host = await createHost({ databaseUrl: database.url, dataDir: os.tmpdir(), root });
});
afterAll(async () => {
  await host.close();
  await database.drop();
});

const person = (roles: string[], permissions: PlatformPermission[]): Viewer => ({
  id: '01932c07-0000-7000-8000-000000000001',
  name: 'Ann',
  email: 'ann@example.com',
  locale: 'en',
  timeZone: 'Asia/Shanghai',
  roles,
  departmentId: null,
  departmentPath: '',
  permissions,
});
const analyst = person(['analyst'], ['build', 'import', 'export']);
const clerk = person(['clerk'], []);
const call = <N extends OperationName>(viewer: Viewer, name: N, input: Input<N>) =>
  host.call(name, input, { viewer, door: 'api' });
const codes = async (run: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await run.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused.');
  return error.problems.map((p) => p.code);
};
const ticket = entityDocument('ticket', [field('subject', 'text', { required: true }), field('secret', 'number')]);
const ref = { kind: 'entity', name: 'ticket' } as const;

describe('documents for those who build', () => {
  it('are drafted, planned in words, published, compared and reverted', async () => {
    const { rev, problems } = await call(analyst, 'document.save', { document: ticket, base: 0 });
    expect([rev, problems]).toEqual([1, []]);
    const plan = await call(analyst, 'document.plan', { refs: [ref] });
    expect(plan.canPublish).toBe(true);
    expect(plan.steps[0]!.words.en).toContain('Create Thing ticket with 2 fields');
    expect(plan.steps[0]!.sql[0]).toContain('create table "data"."ticket"');
    await call(analyst, 'document.publish', { refs: [ref], note: 'first' });
    const second: EntityDocument = { ...ticket, label: { 'zh-CN': '工单', en: 'Ticket' } };
    await call(analyst, 'document.save', { document: second, base: 0, version: 1 });
    const draft = await call(analyst, 'document.diff', { ...ref, from: 1, to: 'draft' });
    expect(draft.changes).toContainEqual({ path: ['label', 'en'], before: 'Thing ticket', after: 'Ticket' });
    await call(analyst, 'document.publish', { refs: [ref] });
    expect(await call(analyst, 'document.revert', { ...ref, version: 1 })).toMatchObject({ version: 3 });
    const { versions } = await call(analyst, 'document.history', ref);
    expect(versions.map((v) => v.note)).toEqual(['← 1', '', 'first']);
    const { documents } = await call(analyst, 'document.list', { kind: 'entity' });
    expect(documents.map((d) => [d.name, d.version, d.package])).toContainEqual(['ticket', 3, 'workspace']);
  });

  it('are discarded, checked without being kept, and removed', async () => {
    const memo = entityDocument('memo', [field('text', 'text')]);
    await call(analyst, 'document.save', { document: memo, base: 0 });
    await call(analyst, 'document.discard', { kind: 'entity', name: 'memo' });
    expect(await codes(call(analyst, 'document.get', { kind: 'entity', name: 'memo' }))).toEqual(['document.notFound']);
    const { problems } = await call(analyst, 'document.check', { documents: [{ ...memo, fields: [field('a', 'x')] }] });
    expect(problems.map((p) => p.message)).toEqual([
      'The type “x” of Field a is not installed. Choose another type, or install the plugin that brings it.',
    ]);
    await host.documents.publish({ person: null, isAdmin: true }, { documents: [memo] });
    await call(analyst, 'document.remove', { kind: 'entity', name: 'memo' });
    expect(host.model().entity('memo')).toBeUndefined();
  });

  it('refuse garbage with a sentence and change nothing', async () => {
    const garbage: unknown[] = [
      { document: { kind: 'entity', id: 'x', name: 'x' }, base: 0 },
      { document: { kind: 'entity', id: 'ent_good', name: "x'; drop table person" }, base: 0 },
      { document: 'entity', base: 0 },
      { document: ticket, base: -1 },
      { document: { ...ticket, kind: 'entity', name: '__proto__' }, base: 0 },
    ];
    for (const input of garbage) expect(await codes(call(analyst, 'document.save', input as never))).toHaveLength(1);
  });

  it('are closed to everybody else', async () => {
    for (const name of ['document.list', 'package.list'] as const) {
      expect(await codes(call(clerk, name, {}))).toEqual(['operation.forbidden']);
    }
    expect(await codes(call(clerk, 'document.get', ref))).toEqual(['operation.forbidden']);
  });

  it('let an analyst change what a role may read, but not which permissions it hands out', async () => {
    const role: RoleDocument = {
      kind: 'role',
      id: 'rol_clerk',
      name: 'clerk',
      label: { 'zh-CN': '文员', en: 'Clerk' },
      entities: {},
    };
    const save = async (document: AnyDocument) => {
      const { draft } = await call(analyst, 'document.get', { kind: 'role', name: 'clerk' }).then(
        (d) => d.summary,
        () => ({ draft: null }),
      );
      return call(analyst, 'document.save', { document, base: draft?.rev ?? 0 });
    };
    await save({ ...role, permissions: ['admin'] });
    expect(await codes(call(analyst, 'document.publish', { refs: [{ kind: 'role', name: 'clerk' }] }))).toEqual([
      'document.adminOnly',
    ]);
    await save({ ...role, entities: { ticket: { read: 'all', otherFields: 'read', fields: { secret: 'none' } } } });
    await call(analyst, 'document.publish', { refs: [{ kind: 'role', name: 'clerk' }] });
  });
});

describe('entities for everybody', () => {
  it('show only the fields one may read', async () => {
    const view = await call(clerk, 'entity.get', { entity: 'ticket' });
    expect(view.fields.filter((f) => !f.system).map((f) => f.name)).toEqual(['subject']);
    expect(view.can).toEqual({ create: false, update: false, delete: false });
    expect(JSON.stringify(await call(clerk, 'entity.list', {}))).not.toContain('secret');
  });

  it('are as unknown when one may not read them as when they do not exist', async () => {
    const stranger = person(['nobody'], []);
    const asked = await call(stranger, 'entity.get', { entity: 'ticket' }).catch((e: unknown) => String(e));
    const unknown = await call(stranger, 'entity.get', { entity: 'nothing' }).catch((e: unknown) => String(e));
    expect(asked).toBe(unknown);
  });
});

describe('packages', () => {
  it('are listed with what they brought', async () => {
    const { packages } = await call(analyst, 'package.list', {});
    expect(packages).toEqual([
      { name: 'platform', label: { 'zh-CN': '平台', en: 'Platform' }, version: '0.1.0', installed: true, documents: 5 },
    ]);
    const { documents } = await call(analyst, 'package.get', { name: 'platform' });
    expect(documents.map((d) => d.name).sort()).toEqual([
      'administrator',
      'analyst',
      'department',
      'person',
      'platform',
    ]);
  });
});
