import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../tests/support/database';
import type { AnyDocument } from '../../kernel/documents.generated';
import { Refusal } from '../../kernel/problems';
import type { DocumentService } from './documents';
import { ADMIN, ANALYST, entityDocument, field, startStore } from './documents.testkit';

let database: TestDatabase;
let documents: DocumentService;
beforeAll(async () => {
  database = await testDatabase();
  documents = await startStore(database);
});
afterAll(() => database.drop());

const publish = (...list: AnyDocument[]) => documents.publish(ANALYST, { documents: list });
const query = async (sql: string, values: unknown[] = []) => (await database.pool.query(sql, values)).rows;
const columnsOf = async (table: string): Promise<string[]> =>
  (
    await query(
      `select column_name || ' ' || data_type as c from information_schema.columns
        where table_schema = 'data' and table_name = $1 order by ordinal_position`,
      [table],
    )
  ).map((row: { c: string }) => row.c);
const insert = (table: string, values: { [column: string]: unknown }) => {
  const keys = Object.keys(values);
  return query(
    `insert into data.${table} (id, created_at, updated_at${keys.map((k) => `, ${k}`).join('')})
     values (gen_random_uuid(), now(), now()${keys.map((_, i) => `, $${i + 1}`).join('')})`,
    Object.values(values),
  );
};
const codes = async (run: Promise<unknown>): Promise<string[]> => {
  const error = await run.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error('It was not refused.');
  return error.problems.map((p) => `${p.code} ${p.path.join('.')}`);
};

describe('publishing an entity', () => {
  it('makes a table with typed columns, foreign keys and a child table for line items', async () => {
    const lines = field('items', 'lines', { options: { fields: [field('amount', 'number')] } });
    await publish(
      entityDocument('order1', [
        field('title', 'text'),
        field('total', 'money', { options: { currency: 'CNY' } }),
        field('due', 'date'),
        field('boss', 'person'),
        lines,
      ]),
    );
    expect(await columnsOf('order1')).toEqual(
      expect.arrayContaining(['title text', 'total numeric', 'due date', 'boss uuid', 'owner_path text', 'rev bigint']),
    );
    expect(await columnsOf('order1__items')).toEqual([
      'id uuid',
      'parent_id uuid',
      'position bigint',
      'amount numeric',
    ]);
    const keys = await query(
      `select conname from pg_constraint where contype = 'f' and conrelid = 'data.order1'::regclass`,
    );
    expect(keys).toEqual([{ conname: 'fk_fld_boss_test' }]);
    const model = documents.model().entity('order1')!;
    expect(model.field('items')!.child!.table).toEqual({ schema: 'data', name: 'order1__items' });
    expect(model.titleField.name).toBe('title');
  });

  it('adds a field to a table that holds records', async () => {
    await publish(entityDocument('thing2', [field('a', 'text')]));
    await insert('thing2', { a: 'kept' });
    const { plan, versions } = await publish(entityDocument('thing2', [field('a', 'text'), field('b', 'date')]));
    expect(versions).toEqual([{ kind: 'entity', name: 'thing2', version: 2 }]);
    expect(plan.steps.map((step) => step.class)).toEqual(['S1']);
    expect(await query('select a, b from data.thing2')).toEqual([{ a: 'kept', b: null }]);
  });

  it('keeps data and the former names when an entity and its fields are renamed', async () => {
    const [a, b] = [field('left3', 'text'), field('right3', 'text')];
    await publish(entityDocument('thing3', [a, b]));
    await insert('thing3', { left3: 'L', right3: 'R' });
    await publish(entityDocument('thing3', [{ ...a, name: 'west3' }, b], { name: 'renamed3' }));
    expect(await query('select west3, right3 from data.renamed3')).toEqual([{ west3: 'L', right3: 'R' }]);
    const model = documents.model().entity('thing3')!;
    expect(model.name).toBe('renamed3');
    expect(model.field('left3')!.name).toBe('west3');
    expect(documents.published('entity', 'thing3')!.document.aliases).toEqual(['thing3']);
  });

  it('hides a removed field, lets another take its name, and brings it back with its values', async () => {
    const [a, b] = [field('memo4', 'text'), field('other4', 'number')];
    await publish(entityDocument('thing4', [a, b]));
    await insert('thing4', { memo4: 'precious', other4: 1 });
    const { plan } = await publish(entityDocument('thing4', [b]));
    expect(plan.steps.map((step) => step.class)).toEqual(['S4']);
    expect(documents.model().entity('thing4')!.field('memo4')).toBeUndefined();
    await publish(entityDocument('thing4', [b, { ...field('memo4', 'date'), id: 'fld_newcomer' }]));
    expect(await query('select memo4, old_fld_memo4_test from data.thing4')).toEqual([
      { memo4: null, old_fld_memo4_test: 'precious' },
    ]);
    await publish(entityDocument('thing4', [b, { ...a, name: 'memory4' }]));
    expect(await query('select memory4 from data.thing4')).toEqual([{ memory4: 'precious' }]);
  });

  it('refuses a unique field while values repeat, and names them', async () => {
    await publish(entityDocument('thing5', [field('code5', 'text')]));
    for (const value of ['x', 'x', 'y', 'z', 'z', 'z']) await insert('thing5', { code5: value });
    const unique = entityDocument('thing5', [field('code5', 'text', { unique: true })]);
    const plan = await documents.plan({ documents: [unique] });
    expect(plan.canPublish).toBe(false);
    expect(plan.problems[0]).toMatchObject({ code: 'entity.duplicates', data: { values: 'z (× 3), x (× 2)' } });
    await query('update data.thing5 set deleted_at = now() where code5 in ($1, $2)', ['x', 'z']);
    await publish(unique);
    await insert('thing5', { code5: 'z' });
    await expect(insert('thing5', { code5: 'z' })).rejects.toThrow(/uq_fld_code5_test/);
  });

  it('says how many records lack a field that becomes required', async () => {
    await publish(entityDocument('thing6', [field('need6', 'text')]));
    await insert('thing6', { need6: null });
    const plan = await documents.plan({
      documents: [entityDocument('thing6', [field('need6', 'text', { required: true })])],
    });
    expect(plan.steps[0]!.words.en).toContain('1 record has none');
  });

  it('lets two entities of one publication point at each other, and each at itself', async () => {
    await publish(
      entityDocument('hen7', [field('egg7', 'relation', { options: { entity: 'egg7' } })]),
      entityDocument('egg7', [
        field('hen7', 'relation', { options: { entity: 'hen7' } }),
        field('twin7', 'relation', { options: { entity: 'egg7' } }),
      ]),
    );
    const keys = await query(
      `select conname from pg_constraint where contype = 'f' and connamespace = 'data'::regnamespace and conname like 'fk_fld_%7_test' order by 1`,
    );
    expect(keys.map((key: { conname: string }) => key.conname)).toEqual([
      'fk_fld_egg7_test',
      'fk_fld_hen7_test',
      'fk_fld_twin7_test',
    ]);
  });

  it('leaves nothing behind when a statement fails', async () => {
    await query('create table data.blocked8 (id int)');
    await expect(
      publish(entityDocument('fine8', [field('a8', 'text')]), entityDocument('blocked8', [field('b8', 'text')])),
    ).rejects.toThrow(/exists/);
    expect(await columnsOf('fine8')).toEqual([]);
    expect(documents.published('entity', 'fine8')).toBeUndefined();
    expect(await query(`select 1 from document where name = 'fine8'`)).toEqual([]);
  });

  it('leaves nothing behind when its process dies between the tables and the documents', async () => {
    await query(`create function die() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
    await query('create trigger die before insert on document_version for each row execute function die()');
    await expect(publish(entityDocument('killed8', [field('a8k', 'text')]))).rejects.toThrow();
    await query('drop trigger die on document_version');
    expect(await columnsOf('killed8')).toEqual([]);
    await publish(entityDocument('killed8', [field('a8k', 'text')]));
    expect(await columnsOf('killed8')).toContain('a8k text');
  });

  it('lets two publishers at once both succeed, in two processes', async () => {
    const other = await startStore(database);
    await publish(entityDocument('thing9', [field('a9', 'text')]));
    await other.refresh();
    const results = await Promise.all([
      publish(entityDocument('thing9', [field('a9', 'text'), field('b9', 'text')])),
      other.publish(ANALYST, { documents: [entityDocument('thing10', [field('a10', 'text')])] }),
      documents.publish(ANALYST, { documents: [entityDocument('thing9', [field('a9', 'text'), field('c9', 'text')])] }),
    ]);
    expect(results.map((r) => r.versions[0]!.version).sort()).toEqual([1, 2, 3]);
    await documents.refresh();
    expect(documents.model().entity('thing10')).toBeDefined();
    expect(await columnsOf('thing9')).toEqual(expect.arrayContaining(['a9 text', 'b9 text', 'c9 text']));
  });

  it('waits for a long reader by trying again, and never blocks other readers for long', async () => {
    await publish(entityDocument('thing11', [field('a11', 'text')]));
    const reader = await database.pool.connect();
    await reader.query('begin; select a11 from data.thing11');
    setTimeout(() => void reader.query('commit').then(() => reader.release()), 900);
    await publish(entityDocument('thing11', [field('a11', 'text'), field('b11', 'text')]));
    expect(await columnsOf('thing11')).toContain('b11 text');
  });
});

describe('the life of a document', () => {
  it('reverts to an old version by a new one', async () => {
    const one = entityDocument('life1', [field('a_life', 'text')]);
    await publish(one);
    await publish({ ...one, label: { 'zh-CN': '新名', en: 'New name' }, name: 'life1b' });
    const { version } = await documents.revert(ANALYST, { kind: 'entity', name: 'life1b' }, 1);
    expect(version).toBe(3);
    expect(documents.model().entity('life1b')!.name).toBe('life1');
    const history = await documents.history({ kind: 'entity', name: 'life1' });
    expect(history.map((v) => [v.version, v.current])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
  });

  it('keeps unfinished drafts, refuses a stale one and publishes by name', async () => {
    const draft = entityDocument('draft1', [field('a_d', 'nonsense')]);
    const saved = await documents.save(ANALYST, { document: draft, base: 0 });
    expect(saved.problems.map((p) => p.code)).toEqual(['entity.typeUnknown']);
    expect(await codes(documents.save(ANALYST, { document: draft, base: 0 }))).toEqual(['document.stale ']);
    const good = entityDocument('draft1', [field('a_d', 'text')]);
    expect((await documents.save(ANALYST, { document: good, base: saved.rev })).problems).toEqual([]);
    const ref = { kind: 'entity', name: 'draft1' } as const;
    expect((await documents.get(ref)).summary).toMatchObject({ version: null, draft: { rev: 2 } });
    await documents.publish(ANALYST, { refs: [ref] });
    expect((await documents.get(ref)).summary).toMatchObject({ version: 1, draft: null });
    expect(await codes(documents.publish(ANALYST, { refs: [ref] }))).toEqual(['document.noDraft ']);
    expect(await codes(documents.save(ANALYST, { document: good, base: 0, version: 0 }))).toEqual(['document.stale ']);
  });

  it('publishes nothing when nothing changed', async () => {
    const same = entityDocument('same1', [field('a_s', 'text')]);
    const model = (await publish(same), documents.model());
    expect((await publish(same)).versions).toEqual([]);
    expect(documents.model()).toBe(model);
  });

  it('reports every problem, each with its place', async () => {
    const bad = entityDocument(
      'bad__name',
      [
        field('rev', 'text'),
        field('twice', 'text'),
        { ...field('twice', 'text'), id: 'fld_twice_1' },
        field('Nope', 'text'),
        field('unknown_type', 'hologram'),
        field('points', 'relation', { options: { entity: 'nowhere' } }),
        field('pick', 'choice', { options: { choices: 'red' } }),
      ],
      { titleField: 'missing' },
    );
    const found = (await documents.check([bad])).map((p) => `${p.code} ${p.path.join('.')}`);
    expect(found).toEqual(['document.badFormat fields.3.name']);
    const problems = await documents.check([{ ...bad, fields: bad.fields.filter((use) => use.name !== 'Nope') }]);
    expect(problems.map((p) => `${p.code} ${p.path.join('.')}`).sort()).toEqual([
      'document.nameInvalid name',
      'document.wrongType fields.5.options.choices',
      'entity.nameReserved fields.0.name',
      'entity.nameTaken fields.2.name',
      'entity.targetUnknown fields.4.options.entity',
      'entity.titleUnknown titleField',
      'entity.typeUnknown fields.3.type',
    ]);
  });

  it('refuses to turn a field into line items, which lie in rows of their own', async () => {
    await publish(entityDocument('typed1', [field('a_t', 'text')]));
    const lines = field('a_t', 'lines', { options: { fields: [field('col', 'text')] as never } });
    expect(await codes(publish(entityDocument('typed1', [lines])))).toContain('entity.typeChanged fields.0.type');
  });

  it('refuses to remove what others use, naming them, and keeps table and records of what is removed', async () => {
    await publish(entityDocument('used1', [field('a_u', 'text')]));
    await publish(entityDocument('user1', [field('to', 'relation', { options: { entity: 'used1' } })]));
    const remove = { remove: [{ kind: 'entity', name: 'used1' } as const] };
    expect(await codes(documents.publish(ANALYST, remove))).toEqual([
      'document.inUse ',
      'entity.targetUnknown fields.0.options.entity',
    ]);
    await insert('used1', { a_u: 'still here' });
    await documents.publish(ANALYST, { remove: [...remove.remove, { kind: 'entity', name: 'user1' }] });
    expect(documents.model().entity('used1')).toBeUndefined();
    expect(await query('select a_u from data.used1')).toEqual([{ a_u: 'still here' }]);
    const back = await publish(entityDocument('used1', [field('a_u', 'text')]));
    expect(back.plan.steps[0]!.words.en).toContain('Bring back');
    expect(await query('select a_u from data.used1')).toEqual([{ a_u: 'still here' }]);
  });

  it('lets another entity take the name of a removed one; both keep their records', async () => {
    await publish(entityDocument('taken1', [field('a_k', 'text')]));
    await insert('taken1', { a_k: 'old' });
    await documents.publish(ANALYST, { remove: [{ kind: 'entity', name: 'taken1' }] });
    await publish({
      ...entityDocument('taken1', [{ ...field('a_k', 'text'), id: 'fld_a_k_new' }]),
      id: 'ent_taken_new',
    });
    expect(await query('select a_k from data.taken1')).toEqual([]);
    expect(await query('select a_k from data.old_ent_taken1_test')).toEqual([{ a_k: 'old' }]);
  });

  it('lets only an administrator change the permissions of a role', async () => {
    const role: AnyDocument = {
      kind: 'role',
      id: 'rol_test_1',
      name: 'tester',
      label: { 'zh-CN': '测试', en: 'Tester' },
      entities: {},
    };
    await publish(role);
    const stronger: AnyDocument = { ...role, permissions: ['admin'] };
    expect(await codes(publish(stronger))).toEqual(['document.adminOnly permissions']);
    await documents.publish(ADMIN, { documents: [stronger] });
    expect(await codes(documents.publish(ADMIN, { remove: [{ kind: 'role', name: 'administrator' }] }))).toEqual([
      'document.platform ',
    ]);
  });

  it('checks role rights against the entities they name', async () => {
    const role: AnyDocument = {
      kind: 'role',
      id: 'rol_test_2',
      name: 'reader',
      label: { 'zh-CN': '读者', en: 'Reader' },
      entities: { ghost: { read: 'all' }, person: { read: 'all', fields: { shoe_size: 'read' } } },
    };
    const found = await documents.check([role]);
    expect(found.map((p) => `${p.code} ${p.level ?? 'error'}`)).toEqual([
      'role.entityUnknown warning',
      'role.fieldUnknown error',
    ]);
    expect(await codes(publish(role))).toEqual(['role.fieldUnknown entities.person.fields.shoe_size']);
  });

  it('refuses prototype keys and documents of unknown kinds', async () => {
    const sly = JSON.parse(
      '{"kind":"entity","id":"ent_sly_01","name":"sly","label":{"zh-CN":"a","en":"a"},"fields":[],"__proto__":{"x":1}}',
    ) as AnyDocument;
    expect(await codes(publish(sly))).toContain('document.badKey __proto__');
    expect(await codes(publish({ ...sly, kind: 'spell' } as never))).toContain('document.kindUnknown kind');
  });

  it('tells other processes with the commit itself', async () => {
    const listener = await database.pool.connect();
    await listener.query('listen trellis');
    const heard = new Promise<string>((resolve) => listener.on('notification', (n) => resolve(n.payload ?? '')));
    await publish(entityDocument('told1', []));
    expect(JSON.parse(await heard)).toEqual({ topic: 'documents' });
    listener.release(true);
  });
});
