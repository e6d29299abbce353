/**
 * A generated matrix: sets of roles (row scopes, conditions, rights to fields) × shares × records × fields × doors. What
 * each door gives is compared with a naive reading of the role documents, written here without the engine; and every
 * value is a canary of its own, looked for in everything a door says.
 * RIGHTS_SEED and RIGHTS_SETS try others, and more.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entityView } from '../../engine/host/services/entity-view';
import { explain } from '../../engine/host/services/explain';
import { exportRecords } from '../../engine/host/services/records-export';
import { answer } from '../../engine/host/services/records-query';
import type { Call } from '../../engine/host/contract';
import type { FieldRight, RecordView } from '../../engine/kernel/api';
import type { Question, RoleDocument } from '../../engine/kernel/documents.generated';
import { isMasked } from '../../engine/kernel/api-shapes';
import { Refusal } from '../../engine/kernel/problems';
import { DEPARTMENTS, entityDocument, PEOPLE, role, world, type World } from '../support/records';

const SEED = Number(process.env.RIGHTS_SEED ?? 7);
const SETS = Number(process.env.RIGHTS_SETS ?? 28);

// ---- chance -------------------------------------------------------------------------------------------------------------
let state = SEED;
/** A number from 0 to 1 (mulberry32). */
function chance(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
const maybe = (share: number): boolean => chance() < share;

// ---- the world ----------------------------------------------------------------------------------------------------------
const FIELDS = ['name', 'phone', 'amount', 'note', 'region', 'items'] as const;
type Field = (typeof FIELDS)[number];
const thing = entityDocument(
  'thing',
  {
    name: { type: 'text' },
    phone: { type: 'text' },
    amount: { type: 'number' },
    note: { type: 'long_text' },
    region: { type: 'relation', options: { entity: 'department' } },
    items: { type: 'lines', options: { fields: { product: { type: 'text' }, quantity: { type: 'number' } } } },
    // What conditions read; every role of the matrix may read it, so that only rows depend on it.
    status: { type: 'text' },
  },
  'name',
);
const holder = entityDocument('holder', {
  label: { type: 'text' },
  thing: { type: 'relation', options: { entity: 'thing' } },
});
const all = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

type Person = keyof typeof PEOPLE;
interface Row {
  readonly id: string;
  readonly owner: Person;
  readonly values: { readonly [field: string]: unknown };
}
/** From the root down; eve has none. */
const HOME: { readonly [person in Person]: readonly string[] } = {
  ann: [DEPARTMENTS.east],
  bo: [DEPARTMENTS.east, DEPARTMENTS.qingdao],
  cai: [DEPARTMENTS.west],
  dan: [DEPARTMENTS.east, DEPARTMENTS.qingdao],
  eve: [],
};
const people = Object.keys(PEOPLE) as Person[];

interface Condition {
  readonly expression: string;
  holds(row: Row, me: Person): boolean;
}
const CONDITIONS: readonly Condition[] = [
  { expression: 'status == "open"', holds: (row) => row.values.status === 'open' },
  { expression: 'status != "open"', holds: (row) => row.values.status !== 'open' },
  {
    expression: 'amount > 1000 || status == "open"',
    holds: ({ values: v }) => Number(v.amount) > 1000 || v.status === 'open',
  },
  { expression: 'region == me.department', holds: (row, me) => row.values.region === HOME[me].at(-1) },
  { expression: 'region.name == "west"', holds: (row) => row.values.region === DEPARTMENTS.west },
  {
    expression: 'owner_id.department == me.department',
    // Blank equals blank, in expressions.
    holds: (row, me) => HOME[row.owner].at(-1) === HOME[me].at(-1),
  },
  {
    expression: 'items.exists(i, i.quantity > 5)',
    holds: (row) => (row.values.items as { quantity: string }[]).some(({ quantity }) => Number(quantity) > 5),
  },
];
const conditionOf = (expression: string): Condition => CONDITIONS.find((c) => c.expression === expression)!;

type Entry = RoleDocument['entities'][string];
const SCOPES = ['none', 'own', 'department', 'below', 'all'] as const;
const RIGHTS = ['none', 'masked', 'read', 'edit'] as const;

function randomRole(name: string): RoleDocument {
  const conditions = Object.fromEntries(
    (['create', 'read', 'update', 'delete'] as const).flatMap((action) =>
      maybe(0.4) ? [[action, one(CONDITIONS).expression]] : [],
    ),
  );
  const fields = Object.fromEntries(
    FIELDS.flatMap((field) => {
      const right = one(RIGHTS);
      return maybe(0.6) ? [[field, field === 'items' && right === 'masked' ? 'none' : right]] : [];
    }),
  );
  const entry: Entry = {
    create: maybe(0.6),
    read: maybe(0.1) ? 'none' : one(SCOPES.slice(1)),
    update: one(SCOPES),
    delete: one(SCOPES),
    conditions,
    fields: { ...fields, status: 'read' },
    otherFields: one(['read', 'edit']),
  };
  return role(name, { thing: entry, holder: all });
}
/** One role in half of the cases: the usual one. */
const sets = Array.from({ length: SETS }, (_, i) => {
  const size = i % 2 === 0 ? 1 : 2 + Math.floor(chance() * 2);
  return Array.from({ length: size }, (_unused, j) => randomRole(`r${i}_${j}`));
});

// ---- shares -------------------------------------------------------------------------------------------------------------
interface Share {
  readonly row: number;
  readonly grantee: string;
  readonly level: 'read' | 'edit';
  readonly until: string | null;
}
const NOW = '2026-11-22T04:00:00Z';
const shares: Share[] = [];

// ---- the naive reading ----------------------------------------------------------------------------------------------------
const order = (right: FieldRight): number => RIGHTS.indexOf(right);
const lower = (a: FieldRight, b: FieldRight): FieldRight => (order(a) < order(b) ? a : b);

class Naive {
  readonly entries: readonly Entry[];
  constructor(
    readonly roles: readonly RoleDocument[],
    readonly me: Person,
  ) {
    this.entries = roles.map((r) => r.entities.thing!).filter((entry) => entry.read !== 'none');
  }
  #inScope(scope: Entry['read'], row: Row): boolean {
    const [mine, theirs] = [HOME[this.me], HOME[row.owner]];
    const isOwn = row.owner === this.me;
    if (scope === 'all') return true;
    if (scope === 'own' || mine.length === 0) return scope !== 'none' && isOwn;
    if (scope === 'department') return isOwn || theirs.at(-1) === mine.at(-1);
    return scope === 'below' && (isOwn || theirs.includes(mine.at(-1)!));
  }
  #meets(entry: Entry, action: 'create' | 'read' | 'update' | 'delete', row: Row): boolean {
    const expression = entry.conditions?.[action];
    return expression === undefined || conditionOf(expression).holds(row, this.me);
  }
  byRole(entry: Entry, action: 'read' | 'update' | 'delete', row: Row): boolean {
    const reads = this.#inScope(entry.read, row) && this.#meets(entry, 'read', row);
    if (action === 'read' || !reads) return reads;
    return this.#inScope(entry[action], row) && this.#meets(entry, action, row);
  }
  shared(row: Row): 'none' | 'read' | 'edit' {
    const mine = [
      `person:${PEOPLE[this.me]}`,
      ...HOME[this.me].map((id) => `department:${id}`),
      ...this.roles.map(({ id }) => `role:${id}`),
    ];
    const here = shares.filter(
      (share) => rows[share.row] === row && mine.includes(share.grantee) && (share.until === null || share.until > NOW),
    );
    if (here.length === 0 || this.entries.length === 0) return 'none';
    const mayEdit = this.entries.some((entry) => entry.update !== 'none');
    return mayEdit && here.some(({ level }) => level === 'edit') ? 'edit' : 'read';
  }
  may(action: 'read' | 'update' | 'delete', row: Row): boolean {
    if (this.entries.some((entry) => this.byRole(entry, action, row))) return true;
    if (action === 'delete') return false;
    return action === 'update' ? this.shared(row) === 'edit' : this.shared(row) !== 'none';
  }
  /** What a role document says of a field, on a record it lets its people change. */
  #said(entry: Entry, field: string): FieldRight {
    const right = entry.fields?.[field] ?? entry.otherFields ?? 'edit';
    return entry.create || entry.update !== 'none' ? right : lower(right, 'read');
  }
  right(row: Row, field: string): FieldRight {
    const shared = this.shared(row);
    const found = this.entries.flatMap((entry): FieldRight[] => {
      const said = this.#said(entry, field);
      return [
        this.byRole(entry, 'update', row) ? said : this.byRole(entry, 'read', row) ? lower(said, 'read') : 'none',
        shared === 'edit' && entry.update !== 'none' ? said : shared !== 'none' ? lower(said, 'read') : 'none',
      ];
    });
    return found.reduce<FieldRight>((most, right) => (order(right) > order(most) ? right : most), 'none');
  }
  /** The most on any record at all. */
  most(field: string): FieldRight {
    return this.entries
      .map((entry) => this.#said(entry, field))
      .reduce<FieldRight>((most, right) => (order(right) > order(most) ? right : most), 'none');
  }
  reads(row: Row, field: string): boolean {
    return order(this.right(row, field)) >= order('read');
  }
  /** Whether a new record with these fields may be made. */
  creates(row: Row, fields: readonly string[]): boolean {
    const holding = this.entries.filter((entry) => entry.create && this.#meets(entry, 'create', row));
    return holding.length > 0 && fields.every((field) => holding.some((entry) => this.#said(entry, field) === 'edit'));
  }
}

// ---- what is asked --------------------------------------------------------------------------------------------------------
let w: World;
const rows: Row[] = [];
const holders = new Map<string, string>();
const canary = (i: number, field: Field): string =>
  ({
    name: `CANARY-name-${i}x`,
    phone: `138${String(10_000_000 + i * 7919)}`,
    amount: String(500 + i * 37) + '.25',
    note: `CANARY-note-${i}x`,
    region: '',
    items: `CANARY-item-${i}x`,
  })[field];

const refused = async (ask: () => Promise<unknown>): Promise<string[] | undefined> => {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
};
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
/** No value that is hidden on its row, or masked, is anywhere in a text. */
function expectNoCanary(text: string, naive: Naive): void {
  for (const [i, row] of rows.entries()) {
    for (const field of FIELDS) {
      if (field === 'region' || naive.reads(row, field)) continue;
      if (text.includes(canary(i, field))) throw new Error(`${field} of row ${i} leaks: ${text.slice(0, 400)}`);
    }
  }
}
let cases = 0;

beforeAll(async () => {
  w = await world({ entities: [thing, holder], roles: [role('boss', { '*': all }), ...sets.flat()] });
  const make = async (owner: Person, i: number): Promise<void> => {
    const values = {
      name: canary(i, 'name'),
      phone: canary(i, 'phone'),
      amount: canary(i, 'amount'),
      note: canary(i, 'note'),
      region: one([DEPARTMENTS.east, DEPARTMENTS.qingdao, DEPARTMENTS.west]),
      items: [{ product: canary(i, 'items'), quantity: String(i % 10) }],
      status: one(['open', 'closed']),
    };
    const { id } = await w.host.records.create(w.call(owner, 'boss'), { entity: 'thing', values });
    const held = await w.host.records.create(w.call(owner, 'boss'), {
      entity: 'holder',
      values: { label: 'h', thing: id },
    });
    rows.push({ id, owner, values });
    holders.set(held.id, id);
  };
  for (let i = 0; i < 15; i += 1) await make(people[i % people.length]!, i);
  const grantees = [
    ...people.map((person) => `person:${PEOPLE[person]}`),
    ...Object.values(DEPARTMENTS).map((id) => `department:${id}`),
    ...sets.flat().map(({ id }) => `role:${id}`),
  ];
  const used = new Set<string>();
  for (let i = 0; i < 60; i += 1) {
    const share: Share = {
      row: Math.floor(chance() * rows.length),
      grantee: one(grantees),
      level: one(['read', 'edit']),
      until: one([null, null, '2026-11-21T00:00:00Z', '2027-01-01T00:00:00Z']),
    };
    if (used.has(`${share.row} ${share.grantee}`)) continue;
    used.add(`${share.row} ${share.grantee}`);
    shares.push(share);
    await w.host.pool.query(
      `insert into record_share (id, entity_id, record_id, grantee, level, until, by_id, at)
       values ($1, 'ent_thing', $2, $3, $4, $5, $6, now())`,
      [w.host.ids.uuid(), rows[share.row]!.id, share.grantee, share.level, share.until, PEOPLE.ann],
    );
  }
});
afterAll(async () => {
  await w?.end();
  console.log(`rights-matrix: ${cases} cases, seed ${SEED}`);
});

const shownOf = (row: Row, field: Field): unknown => row.values[field];

/** One value of an answer against what the naive reading says of it. */
function expectValue(naive: Naive, row: Row, record: RecordView, field: Field): void {
  cases += 1;
  const right = naive.right(row, field);
  const value = record[field];
  if (right === 'none') return expect(value, `${field} hidden`).toBeUndefined();
  if (right === 'masked') return expect(isMasked(value), `${field} masked`).toBe(true);
  if (field === 'region') return expect(value).toMatchObject({ id: shownOf(row, field) });
  if (field === 'items') return expect(JSON.stringify(value)).toContain('CANARY-item');
  expect(value, field).toBe(shownOf(row, field));
}

const SOURCES = sets.map((roles, i) => ({ roles, me: people[i % people.length]!, name: `set ${i}` }));

describe.each(SOURCES)('with the rights of $name', ({ roles, me }) => {
  const naive = new Naive(roles, me);
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
        continue;
      }
      const record = await w.host.records.get(call(), 'thing', row.id);
      for (const field of FIELDS) {
        expectValue(naive, row, record, field);
        if (field !== 'items') expectValue(naive, row, listed, field);
      }
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
      }
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
      const many = await tried(async (tx) => {
        const { failed } = await w.host.records.createMany(call(), 'thing', [values as never], tx);
        if (failed.length > 0) throw new Refusal(failed[0]!.problems);
      });
      expect(many === undefined, `createMany: ${many?.join()}`).toBe(naive.creates(made, fields));
    }
    const trash = await list({ trash: true, fields: [] });
    expect(trash.rows).toEqual([]);
  });

  it('deletes only what one role deletes', async () => {
    if (!isKnown) return;
    for (const row of rows.slice(0, 5)) {
      cases += 1;
      // The holder would keep it; whether the right is there is told first.
      const codes = await refused(() => w.host.records.remove(call(), 'thing', row.id));
      const expected = !naive.may('read', row)
        ? 'record.notFound'
        : !naive.may('delete', row)
          ? 'record.mayNotDelete'
          : 'record.inUse';
      expect(codes).toEqual([expected]);
    }
  });

  it('what is explained is what is enforced', async () => {
    const asAdmin = call();
    const admin: Call = { ...asAdmin, viewer: { ...asAdmin.viewer, permissions: ['admin'] } };
    for (const row of [one(rows), one(rows), one(rows)]) {
      const ask = (action: 'read' | 'update' | 'delete', field?: string) =>
        explain(admin, { entity: 'thing', record: row.id, action, ...(field ? { field } : {}) });
      for (const action of ['read', 'update', 'delete'] as const) {
        cases += 1;
        const { allowed, reasons } = await ask(action);
        expect(allowed, `${action} explained`).toBe(naive.may(action, row));
        const giving = reasons.filter(({ what, holds }) => (what === 'role' || what === 'share') && holds);
        expect(giving.length > 0, `${action} has a reason`).toBe(allowed);
      }
      for (const field of [one(FIELDS), one(FIELDS)]) {
        cases += 2;
        const read = await ask('read', field);
        expect(read.right).toBe(naive.right(row, field));
        expect(read.allowed).toBe(naive.reads(row, field));
        const { allowed } = await ask('update', field);
        expect(allowed).toBe(naive.may('update', row) && naive.right(row, field) === 'edit');
      }
      if (naive.may('read', row) || !isKnown) continue;
      const codes = await refused(() => explain(call(), { entity: 'thing', record: row.id, action: 'read' }));
      expect(codes, 'nobody learns of a record by asking why').toEqual(['record.notFound']);
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
