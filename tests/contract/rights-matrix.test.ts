/**
 * A generated matrix: sets of roles (row scopes, conditions, rights to fields) × shares × records × fields × ways to ask.
 * What each gives is compared with a naive reading of the role documents (tests/support/rights.ts), and what
 * `access.explain` says with what was done; every value is a canary of its own, looked for in everything that is said.
 * Below the doors; rights-doors.test.ts asks over HTTP. RIGHTS_SEED and RIGHTS_SETS try others, and more.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityView } from '../../engine/host/services/entity-view';
import { explain } from '../../engine/host/services/explain';
import { exportRecords } from '../../engine/host/services/records-export';
import { answer } from '../../engine/host/services/records-query';
import type { Call } from '../../engine/host/contract';
import type { RecordView } from '../../engine/kernel/api';
import type { Question } from '../../engine/kernel/documents.generated';
import { isMasked } from '../../engine/kernel/api-shapes';
import { Refusal } from '../../engine/kernel/problems';
import { role, world, type World } from '../support/records';
import {
  all,
  canary,
  expectNoCanary,
  FIELDS,
  holder,
  maybe,
  Naive,
  one,
  order,
  people,
  randomSets,
  randomShares,
  randomValues,
  refused,
  SEED,
  storeShares,
  thing,
  type Field,
  type Person,
  type Row,
  type Share,
} from '../support/rights';

const ROWS = 10;
const NOW = new Date('2026-11-22T04:00:00Z');
const sets = randomSets(6);

let w: World;
const rows: Row[] = [];
const shares: Share[] = [];
const holders = new Map<string, string>();

/** Runs a write and takes it back, whatever came of it. */
async function tried(write: (tx: never) => Promise<unknown>): Promise<string[] | undefined> {
  const BACK = new Error('back');
  let found: string[] | undefined;
  try {
    await w.host.transaction(async (tx) => {
      found = await refused(() => write(tx as never));
      throw BACK;
    });
  } catch (error) {
    if (error !== BACK) throw error;
  }
  return found;
}
let cases = 0;
let explained = 0;

beforeAll(async () => {
  w = await world({ entities: [thing, holder], roles: [role('boss', { '*': all }), ...sets.flat()] });
  const make = async (owner: Person, i: number): Promise<void> => {
    const values = randomValues(i);
    const { id } = await w.host.records.create(w.call(owner, 'boss'), { entity: 'thing', values });
    const held = await w.host.records.create(w.call(owner, 'boss'), {
      entity: 'holder',
      values: { label: 'h', thing: id },
    });
    rows.push({ id, owner, values });
    holders.set(held.id, id);
  };
  for (let i = 0; i < ROWS; i += 1) await make(people[i % people.length]!, i);
  shares.push(...randomShares(4 * ROWS, ROWS, sets.flat(), NOW));
  await storeShares(w.host, rows, shares);
});
afterAll(async () => {
  await w?.end();
  console.log(`rights-matrix: ${cases} cases, ${explained} of them explained, seed ${SEED}`);
});

/** One value of an answer against what the naive reading says of it. */
function expectValue(naive: Naive, row: Row, record: RecordView, field: Field): void {
  cases += 1;
  const right = naive.right(row, field);
  const value = record[field];
  if (right === 'none') return expect(value, `${field} hidden`).toBeUndefined();
  if (right === 'masked') return expect(isMasked(value), `${field} masked`).toBe(true);
  if (field === 'region') return expect(value).toMatchObject({ id: row.values[field] });
  if (field === 'items') return expect(JSON.stringify(value)).toContain('CANARY-item');
  expect(value, field).toBe(row.values[field]);
}

const SOURCES = sets.map((roles, i) => ({ roles, me: people[i % people.length]!, name: `set ${i}` }));

describe.each(SOURCES)('with the rights of $name', ({ roles, me }) => {
  const naive = new Naive(roles, me, { rows, shares, now: NOW });
  const names = roles.map(({ name }) => name);
  const call = (): Call => w.call(me, names);
  const list = (input: object) =>
    w.host.records.list(call(), { entity: 'thing', page: { size: 100 }, ...input } as never);
  const ids = (found: { rows: readonly RecordView[] }): string[] => found.rows.map(({ id }) => id).sort();
  const idsOf = (test: (row: Row, i: number) => boolean): string[] =>
    rows
      .filter(test)
      .map(({ id }) => id)
      .sort();
  const isKnown = naive.entries.length > 0;
  /** What an administrator is told of these rights; and, where they may read the record, the person too. */
  async function why(action: 'read' | 'update' | 'delete', row: Row, field?: string) {
    explained += 1;
    const own = call();
    const asked = { entity: 'thing', record: row.id, action, ...(field ? { field } : {}) };
    const found = await explain({ ...own, viewer: { ...own.viewer, permissions: ['admin'] } }, asked);
    if (field === undefined) {
      const giving = found.reasons.filter(({ what, holds }) => (what === 'role' || what === 'share') && holds);
      expect(giving.length > 0, `${action} has a reason`).toBe(found.allowed);
    }
    return found;
  }
  /** Refuses what no record gives; else answers. */
  async function asked<T>(field: string, ask: () => Promise<T>): Promise<T | undefined> {
    cases += 1;
    if (order(naive.most(field)) >= order('read')) return ask();
    const codes = await refused(ask);
    const expected = !isKnown
      ? 'query.unknownEntity'
      : naive.most(field) === 'masked'
        ? 'query.masked'
        : 'query.unknownField';
    expect(codes, field).toEqual([expected]);
    return undefined;
  }

  it('lists, records and histories give what one role, or a share, gives', async () => {
    if (!isKnown) return expect(await refused(() => list({}))).toEqual(['query.unknownEntity']);
    const fields = FIELDS.filter((field) => naive.most(field) !== 'none');
    const found = await list({ count: true, fields });
    expect(ids(found)).toEqual(idsOf((row) => naive.may('read', row)));
    expect(found.total).toBe(found.rows.length);
    const texts = [JSON.stringify(found)];
    for (const row of rows) {
      cases += 1;
      const listed = found.rows.find(({ id }) => id === row.id);
      if (!listed) {
        expect(await refused(() => w.host.records.get(call(), 'thing', row.id))).toEqual(['record.notFound']);
        expect(await refused(() => w.host.records.history(call(), 'thing', row.id))).toEqual(['record.notFound']);
        expect((await why('read', row)).allowed).toBe(false);
        for (const told of await Promise.all(FIELDS.map((field) => why('read', row, field)))) {
          expect(told).toMatchObject({ allowed: false, right: 'none' });
        }
        continue;
      }
      const record = await w.host.records.get(call(), 'thing', row.id);
      expect((await why('read', row)).allowed).toBe(true);
      await Promise.all(
        FIELDS.map(async (field) => {
          expectValue(naive, row, record, field);
          if (field !== 'items') expectValue(naive, row, listed, field);
          const told = await why('read', row, field);
          const seen = record[field] === undefined ? 'none' : isMasked(record[field]) ? 'masked' : 'read';
          expect(told.allowed, `${field} explained`).toBe(seen === 'read');
          expect(told.right === 'edit' ? 'read' : told.right, `${field} explained`).toBe(seen);
        }),
      );
      const history = await w.host.records.history(call(), 'thing', row.id);
      const told = new Map(history.entries.flatMap(({ changes }) => changes.map((c) => [c.field, c.after])));
      for (const field of FIELDS) {
        cases += 1;
        const right = naive.right(row, field);
        expect(told.has(field), `history ${field}`).toBe(right !== 'none');
        if (right === 'masked') expect(isMasked(told.get(field))).toBe(true);
      }
      texts.push(JSON.stringify(record), JSON.stringify(history));
    }
    for (const text of texts) expectNoCanary(text, naive);
  });

  it('no filter, expression or search finds by what is hidden', async () => {
    for (const field of ['name', 'phone', 'amount', 'note'] as const) {
      const value = rows.map((_, i) => canary(i, field));
      const filter =
        field === 'note'
          ? { any: value.map((v) => ({ field, op: 'contains', value: v })) }
          : { field, op: 'in', value };
      const found = await asked(field, () => list({ filter, fields: [] }));
      if (found) expect(ids(found), `filter ${field}`).toEqual(idsOf((row) => naive.reads(row, field)));
      const negated = await asked(field, () => list({ filter: { not: { field, op: 'isEmpty' } }, fields: [] }));
      if (negated) expect(ids(negated)).toEqual(idsOf((row) => naive.reads(row, field)));
    }
    const region = await asked('region', () => list({ filter: { field: 'region.name', op: 'notEmpty' }, fields: [] }));
    if (region) expect(ids(region)).toEqual(idsOf((row) => naive.reads(row, 'region')));
    const items = await asked('items', () =>
      list({ filter: { field: 'items.product', op: 'contains', value: 'CANARY' }, fields: [] }),
    );
    if (items) expect(ids(items)).toEqual(idsOf((row) => naive.reads(row, 'items')));
    if (!isKnown) return;
    for (const [expression, field] of [
      ['amount > 0', 'amount'],
      ['items.exists(i, i.quantity >= 0)', 'items'],
      ['region.name != null', 'region'],
    ] as const) {
      cases += 1;
      if (order(naive.most(field)) < order('read')) {
        expect(await refused(() => list({ filter: { expression }, fields: [] }))).toEqual(['expression.unknownName']);
      } else {
        const found = await list({ filter: { expression }, fields: [] });
        expect(ids(found), expression).toEqual(idsOf((row) => naive.reads(row, field)));
      }
    }
    const found = await list({ search: 'CANARY', fields: [] });
    expect(ids(found), 'search').toEqual(idsOf((row) => naive.reads(row, 'name') || naive.reads(row, 'note')));
    const { options } = await w.host.records.options(call(), { entity: 'thing', search: 'CANARY', size: 100 });
    expectNoCanary(JSON.stringify(options), naive);
    // Candidates are looked for by their titles.
    expect(options.map(({ id }) => id).sort()).toEqual(idsOf((row) => naive.reads(row, 'name')));
  });

  it('nothing is sorted, grouped, measured or exported by what is hidden', async () => {
    const ask = (question: object) => answer(call(), { entity: 'thing', limit: 100, ...question } as Question);
    for (const field of ['name', 'amount'] as const) {
      const sorted = await asked(field, () => list({ sort: [{ field, direction: 'asc' }], fields: [] }));
      if (!sorted) continue;
      const readable = sorted.rows.map(({ id }) =>
        naive.reads(
          rows.find((row) => row.id === id)!,
          field,
        ),
      );
      // What may not be read has no place in the order: it comes last.
      expect(readable.indexOf(false) === -1 || !readable.slice(readable.indexOf(false)).includes(true)).toBe(true);
    }
    const open = (field: Field) => rows.filter((row) => naive.may('read', row) && naive.reads(row, field));
    for (const field of ['name', 'phone'] as const) {
      const groups = await asked(field, () => ask({ dimensions: [{ field }], measures: [{ agg: 'count' }] }));
      const given = groups?.rows.flatMap(({ d0 }) => (d0 === null ? [] : [d0])).sort();
      if (given) {
        expect(given, `groups ${field}`).toEqual(
          open(field)
            .map((row) => row.values[field])
            .sort(),
        );
      }
    }
    const summed = await asked('amount', () =>
      ask({
        measures: [
          { agg: 'sum', field: 'amount' },
          { agg: 'max', field: 'amount' },
        ],
      }),
    );
    if (summed) {
      const total = open('amount').reduce((sum, row) => sum + Number(row.values.amount), 0);
      expect(Number(summed.rows[0]!.m0)).toBeCloseTo(total, 6);
    }
    const byItems = await asked('items', () =>
      ask({ dimensions: [{ field: 'items.product' }], measures: [{ agg: 'count' }] }),
    );
    if (byItems) expect(byItems.rows.filter(({ d0 }) => d0 !== null)).toHaveLength(open('items').length);
    const lines = await asked('items', () => ask({ measures: [{ agg: 'count', field: 'items' }] }));
    if (lines) expect(Number(lines.rows[0]!.m0)).toBe(open('items').length);
    await asked('phone', () => ask({ columns: ['status'], sort: [{ by: 'phone', direction: 'asc' }] }));
    if (!isKnown) return;
    const { file } = await exportRecords(call(), { entity: 'thing', format: 'csv' });
    expectNoCanary(w.files.get(file!)!, naive);
    const held = await w.host.records.list(call(), { entity: 'holder', page: { size: 100 } });
    expectNoCanary(JSON.stringify(held), naive);
    for (const record of held.rows) {
      cases += 1;
      const row = rows.find(({ id }) => id === holders.get(record.id))!;
      const { title } = record.thing as { title: string };
      const right = naive.right(row, 'name');
      if (order(right) >= order('read')) expect(title).toBe(row.values.name);
      else expect(title === '').toBe(right === 'none');
    }
    expectNoCanary(
      JSON.stringify(await ask({ dimensions: [{ field: 'status' }], measures: [{ agg: 'count' }] })),
      naive,
    );
  });

  it('records are changed, made and deleted as one role, or a share, allows', async () => {
    if (!isKnown) return;
    for (const [i, row] of rows.entries()) {
      for (const field of ['name', 'amount', 'items'] as const) {
        cases += 1;
        const value = field === 'amount' ? '1' : field === 'items' ? [] : 'changed';
        const codes = await tried((tx) =>
          w.host.records.update(call(), { entity: 'thing', id: row.id, rev: 1, values: { [field]: value } }, tx),
        );
        const right = naive.right(row, field);
        const expected = !naive.may('read', row)
          ? ['record.notFound']
          : !naive.may('update', row)
            ? ['record.mayNotUpdate']
            : right === 'edit'
              ? undefined
              : [right === 'none' ? 'record.unknownField' : 'record.notEditable'];
        expect(codes, `update ${field} of row ${i}`).toEqual(expected);
        const told = await why('update', row, field);
        expect(told.allowed, `update ${field} of row ${i} explained`).toBe(codes === undefined);
        expect(told.right).toBe(right);
      }
      const told = await why('update', row);
      expect(told.allowed, `update of row ${i} explained`).toBe(naive.may('update', row));
    }
    const sample = rows.slice(0, 4);
    for (const row of sample) {
      cases += 1;
      const fields = FIELDS.filter(() => maybe(0.5));
      const values = Object.fromEntries(fields.map((field) => [field, row.values[field]]));
      const made: Row = { id: '', owner: me, values: { status: null, items: [], ...values } };
      const codes = await tried((tx) =>
        w.host.records.create(call(), { entity: 'thing', values: values as never }, tx),
      );
      expect(codes === undefined, `create with ${fields.join()}: ${codes?.join()}`).toBe(naive.creates(made, fields));
      // Of a record that is not yet there, "may" means some record: what is made was allowed.
      for (const field of codes === undefined ? fields : []) {
        expect(await explain(call(), { entity: 'thing', action: 'create', field })).toMatchObject({ allowed: true });
      }
      const many = await tried(async (tx) => {
        const { failed } = await w.host.records.createMany(call(), 'thing', [values as never], tx);
        if (failed.length > 0) throw new Refusal(failed[0]!.problems);
      });
      expect(many === undefined, `createMany: ${many?.join()}`).toBe(naive.creates(made, fields));
    }
    const trash = await list({ trash: true, fields: [] });
    expect(trash.rows).toEqual([]);
  });

  it('a masked value is neither confirmed by a guess nor overwritten by its mask', async () => {
    for (const row of rows) {
      for (const field of FIELDS.filter((field) => naive.right(row, field) === 'masked' && naive.may('update', row))) {
        cases += 1;
        const send = (value: unknown) =>
          tried((tx) =>
            w.host.records.update(
              call(),
              { entity: 'thing', id: row.id, rev: 1, values: { [field]: value as never } },
              tx,
            ),
          );
        // What is right is refused like what is wrong: nobody learns a value by guessing it.
        expect(await send(row.values[field]), `guess of ${field}`).toEqual(['record.notEditable']);
        expect(await send({ masked: '***' }), `mask of ${field}`).toBeUndefined();
      }
    }
  });

  it('deletes only what one role deletes', async () => {
    if (!isKnown) return;
    for (const row of rows) {
      cases += 1;
      // The holder would keep it; whether the right is there is told first.
      const codes = await refused(() => w.host.records.remove(call(), 'thing', row.id));
      const expected = !naive.may('read', row)
        ? 'record.notFound'
        : !naive.may('delete', row)
          ? 'record.mayNotDelete'
          : 'record.inUse';
      expect(codes).toEqual([expected]);
      expect((await why('delete', row)).allowed, 'delete explained').toBe(expected === 'record.inUse');
    }
  });

  it('a person is told the same of themselves, and nothing of what they may not know', async () => {
    for (const row of rows) {
      cases += 1;
      const field = one(FIELDS);
      const own = () => explain(call(), { entity: 'thing', record: row.id, action: 'update', field });
      if (naive.may('read', row) && naive.most(field) !== 'none') {
        const [mine, theirs] = [await own(), await why('update', row, field)];
        expect([mine.allowed, mine.right]).toEqual([theirs.allowed, theirs.right]);
        expectNoCanary(JSON.stringify(mine), naive);
      } else {
        const unknown = naive.most(field) === 'none' ? 'query.unknownField' : 'record.notFound';
        expect(await refused(own)).toEqual([isKnown ? unknown : 'query.unknownEntity']);
      }
    }
  });

  it('the entity as it is described names what may be seen, and no more', () => {
    const view = entityView(w.host.model().entity('thing')!, w.host.access(w.viewer(me, names)));
    expect(view === undefined).toBe(!isKnown);
    for (const field of FIELDS) {
      cases += 1;
      const right = view?.fields.find(({ name }) => name === field)?.right ?? 'none';
      expect(right).toBe(naive.most(field));
    }
  });
});
