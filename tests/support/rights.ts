/**
 * What the matrix of rights is made of: sets of roles, shares and records by chance, and a naive reading of the role
 * documents, written without the engine, that says what each person may see and do. RIGHTS_SEED tries another chance,
 * RIGHTS_SETS more sets of roles.
 */
import type { Host } from '../../engine/host/contract';
import type { FieldRight } from '../../engine/kernel/api';
import { Refusal } from '../../engine/kernel/problems';
import type { RoleDocument } from '../../engine/kernel/documents.generated';
import { DEPARTMENTS, entityDocument, PEOPLE, role } from './records';

export const SEED = Number(process.env.RIGHTS_SEED ?? 7);

// ---- chance -------------------------------------------------------------------------------------------------------------
let state = SEED;
/** A number from 0 to 1 (mulberry32). */
function chance(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
export const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
export const maybe = (share: number): boolean => chance() < share;

// ---- the world ----------------------------------------------------------------------------------------------------------
export const FIELDS = ['name', 'phone', 'amount', 'note', 'region', 'items'] as const;
export type Field = (typeof FIELDS)[number];
export const thing = entityDocument(
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
export const holder = entityDocument('holder', {
  label: { type: 'text' },
  thing: { type: 'relation', options: { entity: 'thing' } },
});
export const all = { create: true, read: 'all', update: 'all', delete: 'all' } as const;

export type Person = keyof typeof PEOPLE;
export interface Row {
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
export const people = Object.keys(PEOPLE) as Person[];

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
export const RIGHTS = ['none', 'masked', 'read', 'edit'] as const;

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
/** Sets of roles as people hold them; one role in half of the cases: the usual one. */
export const randomSets = (count: number): readonly (readonly RoleDocument[])[] =>
  Array.from({ length: Number(process.env.RIGHTS_SETS ?? count) }, (_, i) => {
    const size = i % 2 === 0 ? 1 : 2 + Math.floor(chance() * 2);
    return Array.from({ length: size }, (_unused, j) => randomRole(`r${i}_${j}`));
  });

// ---- shares -------------------------------------------------------------------------------------------------------------
export interface Share {
  readonly row: number;
  readonly grantee: string;
  readonly level: 'read' | 'edit';
  readonly until: string | null;
}
/** Some of whom are reached by roles, some by departments; some of them over. */
export function randomShares(count: number, rows: number, roles: readonly RoleDocument[], now: Date): readonly Share[] {
  const day = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
  const grantees = [
    ...people.map((person) => `person:${PEOPLE[person]}`),
    ...Object.values(DEPARTMENTS).map((id) => `department:${id}`),
    ...roles.map(({ id }) => `role:${id}`),
  ];
  const shares = new Map<string, Share>();
  for (let i = 0; i < count; i += 1) {
    const row = Math.floor(chance() * rows);
    const grantee = one(grantees);
    const until = one([null, null, day(-1), day(40)]);
    const share: Share = { row, grantee, level: one(['read', 'edit']), until };
    if (!shares.has(`${row} ${grantee}`)) shares.set(`${row} ${grantee}`, share);
  }
  return [...shares.values()];
}

// ---- the naive reading ----------------------------------------------------------------------------------------------------
export const order = (right: FieldRight): number => RIGHTS.indexOf(right);
const lower = (a: FieldRight, b: FieldRight): FieldRight => (order(a) < order(b) ? a : b);

export class Naive {
  readonly entries: readonly Entry[];
  constructor(
    readonly roles: readonly RoleDocument[],
    readonly me: Person,
    /** All records there are, and to whom they were shared. */
    readonly world: { readonly rows: readonly Row[]; readonly shares: readonly Share[]; readonly now: Date },
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
    const { rows, shares, now } = this.world;
    const here = shares.filter(
      ({ row: at, grantee, until }) =>
        rows[at] === row && mine.includes(grantee) && (until === null || new Date(until) > now),
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

/** Shares as they are stored, by ann. */
export async function storeShares(
  { pool, ids }: Pick<Host, 'pool' | 'ids'>,
  rows: readonly Row[],
  shares: readonly Share[],
): Promise<void> {
  for (const { row, grantee, level, until } of shares) {
    await pool.query(
      `insert into record_share (id, entity_id, record_id, grantee, level, until, by_id, at)
       values ($1, 'ent_thing', $2, $3, $4, $5, $6, now())`,
      [ids.uuid(), rows[row]!.id, grantee, level, until, PEOPLE.ann],
    );
  }
}

/** A value of row `i` that stands nowhere else. */
export const canary = (i: number, field: Field): string =>
  ({
    name: `CANARY-name-${i}x`,
    phone: `138${String(10_000_000 + i * 7919)}`,
    amount: String(500 + i * 37) + '.25',
    note: `CANARY-note-${i}x`,
    region: '',
    items: `CANARY-item-${i}x`,
  })[field];

/** Fails when a text holds a value that is hidden on its row, or masked. */
export function expectNoCanary(text: string, naive: Naive): void {
  for (const [i, row] of naive.world.rows.entries()) {
    for (const field of FIELDS) {
      if (field === 'region' || naive.reads(row, field)) continue;
      if (text.includes(canary(i, field))) throw new Error(`${field} of row ${i} leaks: ${text.slice(0, 400)}`);
    }
  }
}
/** What row `i` is made with. */
export const randomValues = (i: number) => ({
  name: canary(i, 'name'),
  phone: canary(i, 'phone'),
  amount: canary(i, 'amount'),
  note: canary(i, 'note'),
  region: one([DEPARTMENTS.east, DEPARTMENTS.qingdao, DEPARTMENTS.west]),
  items: [{ product: canary(i, 'items'), quantity: String(i % 10) }],
  status: one(['open', 'closed']),
});

/** Codes of the problems something was refused with; undefined where it was done. */
export const refused = async (ask: () => Promise<unknown>): Promise<string[] | undefined> => {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
};
