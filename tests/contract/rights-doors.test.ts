/**
 * The matrix of rights through the real doors: HTTP with an API key, live events, OpenAPI, import, export, search,
 * groups, reports, history, comments, trash, views and shares. What each says is compared with a naive reading of the
 * role documents (tests/support/rights.ts), and with what an administrator is told by `access.explain`.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runImport } from '../../engine/host/import/run';
import { isMasked } from '../../engine/kernel/api-shapes';
import type { OperationName, Output, RecordView } from '../../engine/kernel/api';
import type { RoleDocument } from '../../engine/kernel/documents.generated';
import { PEOPLE } from '../support/records';
import {
  canary,
  expectNoCanary,
  FIELDS,
  Naive,
  order,
  people,
  randomSets,
  SEED,
  type Row,
  type Share,
} from '../support/rights';
import { GROUPED, json, NOBODY, openDoors, ROWS, type Doors, type Said } from '../support/rights-doors';

const sets = randomSets(4).map((roles) =>
  roles.map((one): RoleDocument => ({ ...one, permissions: ['export', 'import'] })),
);
let doors: Doors;
const [rows, trashed, shares]: [Row[], Row[], Share[]] = [[], [], []];
let cases = 0;
beforeAll(async () => {
  doors = await openDoors(sets);
  rows.push(...doors.rows);
  trashed.push(...doors.trashed);
  shares.push(...doors.shares);
}, 60_000);
afterAll(async () => {
  await doors?.test.close();
  console.log(`rights-doors: ${cases} cases, seed ${SEED}`);
});

const SOURCES = sets.map((roles, i) => ({ roles, me: people[(2 * i + 1) % people.length]!, name: `set ${i}` }));

describe.each(SOURCES)('over HTTP, with the rights of $name', ({ roles, me }) => {
  const naive = new Naive(roles, me, { rows, shares, now: new Date() });
  const isKnown = naive.entries.length > 0;
  const fields = FIELDS.filter((field) => naive.most(field) !== 'none');
  const readable = FIELDS.filter((field) => order(naive.most(field)) >= order('read'));
  const ask = (method: string, path: string, body?: unknown) => doors.ask(me, method, path, body);
  const call = (name: OperationName, input: object) => ask('POST', `v1/operations/${name}`, input);
  const idsOf = (wanted: (row: Row) => boolean): string[] =>
    rows
      .filter(wanted)
      .map(({ id }) => id)
      .sort();
  const explained = (action: 'read' | 'update' | 'delete', row: Row, field?: string) =>
    doors.asBoss('access.explain', {
      entity: 'thing',
      record: row.id,
      person: PEOPLE[me],
      action,
      ...(field && { field }),
    });
  /** Of a record one may not read every door says what it says of one that never was. */
  async function expectUnknown(row: Row, name: string, door: (id: string) => Promise<Said>): Promise<void> {
    cases += 1;
    const none = unknown.get(name) ?? (await door(NOBODY)).text;
    unknown.set(name, none);
    const hidden = await door(row.id);
    expect(hidden.status, hidden.text).toBe(404);
    expect(hidden.text.replaceAll(row.id, NOBODY)).toBe(none);
  }
  const unknown = new Map<string, string>();

  beforeAll(async () => {
    await doors.become(
      me,
      roles.map(({ name }) => name),
    );
    // Other processes, and this one, forget their viewers a moment after the commit.
    await vi.waitFor(async () => {
      const { viewer } = json<Output<'session.get'>>(await call('session.get', {}));
      expect(viewer.roles.map(({ name }) => name).sort()).toEqual(roles.map(({ name }) => name).sort());
    });
  });
  afterAll(async () => doors.become(me, ['boss']));

  it('records are shown as far as explained', async () => {
    const list = await ask('GET', `v1/records/thing?count=true&page[size]=100&fields=id,${fields.join()}`);
    if (!isKnown) return expect(list.status).toBe(404);
    const found = json<Output<'record.list'>>(list);
    expect(found.rows.map(({ id }) => id).sort()).toEqual(idsOf((row) => naive.may('read', row)));
    expect(found.total).toBe(found.rows.length);
    expectNoCanary(list.text, naive);
    for (const row of rows) {
      cases += 1;
      const may = await explained('read', row);
      expect(may.allowed).toBe(naive.may('read', row));
      const get = (id: string) => ask('GET', `v1/records/thing/${id}`);
      if (!may.allowed) {
        await expectUnknown(row, 'get', get);
        for (const name of [
          'record.history',
          'record.timeline',
          'record.files',
          'flow.of',
          'record.quarantine',
        ] as const) {
          const at = name === 'flow.of' ? 'record' : 'id';
          await expectUnknown(row, name, (id) => call(name, { entity: 'thing', [at]: id }));
        }
        for (const name of ['comment.list', 'share.list', 'access.who', 'page.open', 'form.open'] as const) {
          await expectUnknown(row, name, (record) => call(name, { entity: 'thing', record }));
        }
        await expectUnknown(row, 'explain', (record) =>
          call('access.explain', { entity: 'thing', record, action: 'read' }),
        );
        await expectUnknown(row, 'comment', (record) => call('comment.create', { entity: 'thing', record, body: 'x' }));
        continue;
      }
      const shown = await get(row.id);
      const record = json<RecordView>(shown);
      const told = await Promise.all(FIELDS.map((field) => explained('read', row, field)));
      for (const [i, field] of FIELDS.entries()) {
        cases += 1;
        const { allowed, right } = told[i]!;
        expect(right).toBe(naive.right(row, field));
        const value = record[field];
        expect(allowed, `${field} of a record`).toBe(value !== undefined && !isMasked(value));
        expect(right === 'masked', `${field} masked`).toBe(isMasked(value));
      }
      const opened = await call('form.open', { entity: 'thing', record: row.id });
      const { editable } = json<Output<'form.open'>>(opened);
      expect([...editable].sort()).toEqual(
        ['status', ...FIELDS].filter((field) => naive.may('update', row) && naive.right(row, field) === 'edit').sort(),
      );
      for (const said of [
        shown,
        opened,
        await call('record.history', { entity: 'thing', id: row.id }),
        await call('record.timeline', { entity: 'thing', id: row.id }),
        await call('page.open', { entity: 'thing', record: row.id }),
      ]) {
        json(said);
        expectNoCanary(said.text, naive);
      }
      expect((await call('comment.list', { entity: 'thing', record: row.id })).text).toContain('CANARY-said');
      const { give } = json<Output<'share.list'>>(await call('share.list', { entity: 'thing', record: row.id }));
      const byRole = (action: 'read' | 'update') => naive.entries.some((entry) => naive.byRole(entry, action, row));
      expect(give).toBe(byRole('update') ? 'edit' : byRole('read') ? 'read' : 'none');
      const who = json<Output<'access.who'>>(await call('access.who', { entity: 'thing', record: row.id }));
      expect(who.people.find(({ person }) => person.id === PEOPLE[me])?.may).toBe(
        naive.may('update', row) ? 'edit' : 'read',
      );
    }
  });

  it('changes are made as far as explained, one by one and many at once', async () => {
    if (!isKnown) return;
    for (const row of rows) {
      for (const [field, value] of [
        ['phone', '13900000000'],
        ['amount', '7'],
      ] as const) {
        cases += 2;
        const may = await explained('update', row, field);
        const right = naive.right(row, field);
        const { rev } = await doors.asBoss('record.get', { entity: 'thing', id: row.id });
        const one = await ask('PATCH', `v1/records/thing/${row.id}`, { rev, values: { [field]: value } });
        expect(one.status === 200, `${field}: ${one.text}`).toBe(may.allowed);
        expectNoCanary(one.text, naive);
        const many = json<Output<'record.changeMany'>>(
          await call('record.changeMany', {
            entity: 'thing',
            op: 'update',
            changes: [{ id: row.id, values: { [field]: value === '7' ? '8' : '13900000001' } }],
          }),
        );
        expect(many.batch.changed === 1, JSON.stringify(many.failures)).toBe(may.allowed);
        expectNoCanary(JSON.stringify(many), naive);
        if (may.allowed) {
          const now = await doors.asBoss('record.get', { entity: 'thing', id: row.id });
          const back = { [field]: row.values[field] as string };
          await doors.asBoss('record.update', { entity: 'thing', id: row.id, rev: now.rev, values: back });
        } else if (right === 'masked' && naive.may('update', row)) {
          // A mask sent back, and the very value guessed: neither is written, and the guess is not confirmed.
          const guess = { rev, values: { [field]: row.values[field] } };
          expect((await ask('PATCH', `v1/records/thing/${row.id}`, guess)).status).toBe(403);
          const mask = { rev, values: { [field]: { masked: '***' } } };
          expect((await ask('PATCH', `v1/records/thing/${row.id}`, mask)).status).toBe(200);
          expect((await doors.asBoss('record.get', { entity: 'thing', id: row.id }))[field]).toBe(row.values[field]);
        }
      }
    }
  });

  it('an import changes what they may change, and its columns are what they may fill', async () => {
    if (!isKnown) return;
    const csv = `id,phone\n${rows.map(({ id }) => `${id},13700000000`).join('\n')}\n`;
    const { id: file } = json<{ id: string }>(await ask('POST', 'v1/files?name=x.csv', csv), 201);
    const inspected = await call('import.inspect', { entity: 'thing', file });
    const isOpen = naive.entries.some(({ create, update }) => create || update !== 'none');
    if (!isOpen) return expect(inspected.status).toBe(404);
    const { columns } = json<Output<'import.inspect'>>(inspected);
    expect(columns[1]!.guess).toBe(naive.most('phone') === 'edit' ? 'phone' : null);
    const started = await ask('POST', 'v1/import/thing', {
      file,
      mapping: [
        { index: 0, field: 'id' },
        { index: 1, field: 'phone' },
      ],
      mode: 'update',
      check: true,
    });
    if (naive.most('phone') !== 'edit' || naive.entries.every(({ update }) => update === 'none')) {
      return expect(started.status, started.text).toBeLessThan(404);
    }
    const { job } = json<{ job: string }>(started, 202);
    await runImport(doors.test.host, async (person) => (await doors.test.host.people.viewer(person))!, job);
    const state = json<Output<'import.get'>>(await call('import.get', { job }));
    cases += rows.length;
    const changed = idsOf((row) => naive.may('update', row) && naive.right(row, 'phone') === 'edit');
    expect([state.updated, state.failed]).toEqual([changed.length, rows.length - changed.length]);
    expectNoCanary((await call('import.errors', { job })).text, naive);
  });

  it('exports, searches, groups and reports tell of what they may read, and of nothing else', async () => {
    if (!isKnown) return;
    for (const format of ['csv', 'xlsx'] as const) {
      const { file } = json<{ file: string }>(await call('record.export', { entity: 'thing', format }));
      const said = await ask('GET', `v1/files/${file}`);
      expect(said.status).toBe(200);
      if (format === 'csv') {
        expectNoCanary(said.text, naive);
        for (const [i, row] of rows.entries()) {
          if (naive.reads(row, 'name')) expect(said.text).toContain(canary(i, 'name'));
        }
      }
    }
    const searched = await ask('GET', 'v1/records/thing?search=CANARY&page[size]=100&fields=id');
    const byWords = idsOf((row) => naive.reads(row, 'name') || naive.reads(row, 'note'));
    expect(
      json<Output<'record.list'>>(searched)
        .rows.map(({ id }) => id)
        .sort(),
    ).toEqual(byWords);
    const everywhere = await call('search.all', { text: 'CANARY' });
    expectNoCanary(everywhere.text, naive);
    for (const row of rows.filter((one) => !byWords.includes(one.id))) expect(everywhere.text).not.toContain(row.id);
    expectNoCanary((await call('record.options', { entity: 'thing', size: 100 })).text, naive);
    for (const field of GROUPED) {
      cases += 3;
      const may = readable.includes(field);
      const question = { entity: 'thing', dimensions: [{ field }], measures: [{ agg: 'count' }] };
      const answers = [
        await call('report.run', { report: `by_${field}` }),
        await ask('POST', 'v1/query', question),
        await call('record.groups', { entity: 'thing', group: { field } }),
        await call('report.records', { question, group: {} }),
      ];
      for (const said of answers) {
        expect(said.status === 200, `${field}: ${said.text.slice(0, 300)}`).toBe(may);
        expectNoCanary(said.text, naive);
      }
      if (!may) continue;
      const { groups } = json<Output<'record.groups'>>(answers[2]!);
      const filled = groups.filter(({ value }) => value !== null);
      const open = idsOf((row) => naive.reads(row, field)).length;
      expect(
        filled.reduce((sum, { count }) => sum + count, 0),
        `groups of ${field}`,
      ).toBe(open);
      // The records of one group, asked for as the list does.
      for (const { filter, count } of groups) {
        const found = await ask(
          'GET',
          `v1/records/thing?fields=id&count=true&filter=${encodeURIComponent(JSON.stringify(filter))}`,
        );
        expect(json<Output<'record.list'>>(found).total, JSON.stringify(filter)).toBe(count);
      }
    }
  });

  it('descriptions and views name what they may know', async () => {
    const openapi = await ask('GET', 'v1/openapi.json');
    const { components } = json<{ components: { schemas: Record<string, { properties: object } | undefined> } }>(
      openapi,
    );
    const described = (components.schemas.thing?.properties ?? {}) as Record<string, { readOnly: boolean }>;
    expect(
      Object.keys(described)
        .filter((name) => FIELDS.includes(name as never))
        .sort(),
    ).toEqual([...fields].sort());
    for (const field of fields) expect(described[field]!.readOnly).toBe(naive.most(field) !== 'edit');
    const listed = await call('view.list', { entity: 'thing' });
    if (!isKnown) return expect(listed.status).toBe(404);
    cases += 2;
    const { views } = json<Output<'view.list'>>(listed);
    const columns = views.find(({ label }) => label.en === 'columns')!.definition;
    // A masked column is shown, but nothing is ordered or grouped by it.
    expect((columns.columns ?? []).map(({ field }) => field)).toEqual(FIELDS.filter((field) => fields.includes(field)));
    expect(columns.group?.field).toBe(readable.includes('region') ? 'region' : undefined);
    expect(columns.sort?.length ?? 0).toBe(readable.includes('phone') ? 1 : 0);
    expect(views.some(({ label }) => label.en === 'filter')).toBe(readable.includes('phone'));
  });

  it('the trash and live events tell of what they may know', async () => {
    if (!isKnown) return;
    cases += 2;
    const trash = json<Output<'trash.list'>>(await call('trash.list', { entity: 'thing', size: 100 }));
    const mayRestore = (row: Row) => naive.entries.some((entry) => naive.byRole(entry, 'delete', row));
    expect(trash.records.map(({ id }) => id).sort()).toEqual(
      trashed
        .filter(mayRestore)
        .map(({ id }) => id)
        .sort(),
    );
    expect(trash.entities.find(({ name }) => name === 'thing')?.count ?? 0).toBe(trash.records.length);
    for (const [i, row] of trashed.entries()) {
      if (!naive.reads(row, 'name')) expect(JSON.stringify(trash)).not.toContain(canary(ROWS + i, 'name'));
      const restored = await explained('read', row);
      expect(restored.allowed, 'what lies in the trash is not read').toBe(false);
    }

    const stream = await doors.test.host.fetch(
      new Request('http://trellis.test/api/events', { headers: { authorization: `Bearer ${doors.keys[me]}` } }),
    );
    const reader = stream.body!.getReader();
    for (const row of rows.slice(0, 3)) {
      const { rev } = await doors.asBoss('record.get', { entity: 'thing', id: row.id });
      await doors.asBoss('record.update', {
        entity: 'thing',
        id: row.id,
        rev,
        values: { note: `${String(row.values.note)} ` },
      });
      await doors.asBoss('record.update', {
        entity: 'thing',
        id: row.id,
        rev: rev + 1,
        values: { note: String(row.values.note) },
      });
    }
    let heard = '';
    while (!heard.includes('"records"')) heard += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    const seesAll = naive.entries.some(({ read, conditions }) => read === 'all' && !conditions?.read);
    for (const row of rows) if (!seesAll) expect(heard).not.toContain(row.id);
    expect(heard).not.toMatch(/CANARY|note/);
  });
});
