/** A small world for tests of records: entities as documents, their tables in a test database, people and roles. */
import { compileAccess } from '../../engine/access/access';
import { createPool, transaction } from '../../engine/data/transaction';
import { ensureTable } from '../../engine/entity/ddl';
import { NOTHING_DERIVED, planDerived } from '../../engine/entity/derived/plan';
import { buildModel } from '../../engine/entity/model';
import { NOTHING, Tables } from '../../engine/entity/physical';
import { fieldTypes } from '../../engine/form/fields/index.generated';
import type { Call, Host, RecordChange } from '../../engine/host/contract';
import type { RecordDeps } from '../../engine/host/services/records-context';
import { createRecordService } from '../../engine/host/services/records';
import { manualClock } from '../../engine/kernel/clock';
import type { EntityDocument, FieldUse, RoleDocument } from '../../engine/kernel/documents.generated';
import { systemIds } from '../../engine/kernel/ids';
import type { Model } from '../../engine/kernel/model';
import { Refusal } from '../../engine/kernel/problems';
import { buildRegistry } from '../../engine/kernel/registry';
import type { Viewer } from '../../engine/kernel/viewer';
import departmentDocument from '../../schemas/platform/entity/department.json';
import personDocument from '../../schemas/platform/entity/person.json';
import { testDatabase, type TestDatabase } from './database';

export const registry = buildRegistry([
  { id: 'test', label: { 'zh-CN': '', en: '' }, fieldTypes: fieldTypes as never },
]);

type FieldSpec = Omit<FieldUse, 'id' | 'name' | 'label'> & { readonly id?: string };
/** Fields by name; ids are made of entity and name. */
export function entityDocument(
  name: string,
  fields: { readonly [name: string]: FieldSpec },
  titleField?: string,
): EntityDocument {
  const use = (of: string, [field, spec]: [string, FieldSpec]): FieldUse => {
    const inner = spec.options?.fields as { readonly [name: string]: FieldSpec } | undefined;
    return {
      id: `fld_${of}_${field}`,
      name: field,
      label: { 'zh-CN': `标签${field}`, en: `Label of ${field}` },
      ...spec,
      ...(inner && !Array.isArray(inner)
        ? { options: { fields: Object.entries(inner).map((entry) => use(`${of}_${field}`, entry)) } }
        : {}),
    } as FieldUse;
  };
  return {
    kind: 'entity',
    id: `ent_${name}`,
    name,
    label: { 'zh-CN': `实体${name}`, en: `Entity ${name}` },
    fields: Object.entries(fields).map((entry) => use(name, entry)),
    ...(titleField ? { titleField } : {}),
  };
}

export const role = (
  name: string,
  entities: RoleDocument['entities'],
  permissions: RoleDocument['permissions'] = [],
): RoleDocument => ({
  kind: 'role',
  id: `rol_${name}`,
  name,
  label: { 'zh-CN': name, en: name },
  permissions,
  entities,
});

export const modelOf = (documents: readonly EntityDocument[], version = 'v1'): Model =>
  buildModel(
    [personDocument as EntityDocument, departmentDocument as EntityDocument, ...documents].map((document) => ({
      document,
      version: 1,
    })),
    registry,
    version,
  );

/** The statements that make the tables of a model's entities. */
export function tablesOf(model: Model): string[] {
  const context = { model, registry, tables: new Tables(NOTHING) };
  const ddl = model.entities.filter((entity) => !entity.isPlatform).map((entity) => ensureTable(entity, context));
  const derived = planDerived(model, NOTHING_DERIVED);
  return [...ddl.flatMap(({ sql }) => sql), ...ddl.flatMap(({ after }) => after), ...derived.sql];
}

const ID = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
/** East > Qingdao and West; a person in each, and one without a department. */
export const DEPARTMENTS = { east: ID(1), qingdao: ID(2), west: ID(3) } as const;
export const PEOPLE = { ann: ID(11), bo: ID(12), cai: ID(13), dan: ID(14), eve: ID(15) } as const;
const PATHS = {
  [DEPARTMENTS.east]: `${DEPARTMENTS.east}/`,
  [DEPARTMENTS.qingdao]: `${DEPARTMENTS.east}/${DEPARTMENTS.qingdao}/`,
  [DEPARTMENTS.west]: `${DEPARTMENTS.west}/`,
};
const HOMES: { readonly [person in keyof typeof PEOPLE]: string | null } = {
  ann: DEPARTMENTS.east,
  bo: DEPARTMENTS.qingdao,
  cai: DEPARTMENTS.west,
  dan: DEPARTMENTS.qingdao,
  eve: null,
};

export interface World {
  readonly database: TestDatabase;
  readonly host: Host;
  readonly clock: ReturnType<typeof manualClock>;
  /** Files that were stored, as text. */
  readonly files: Map<string, string>;
  /** What flows were told of. */
  readonly told: RecordChange[];
  call(person: keyof typeof PEOPLE, roles: string | readonly string[], door?: Call['door']): Call;
  viewer(person: keyof typeof PEOPLE, roles: string | readonly string[]): Viewer;
  /** Another model from now on, after these statements have changed the tables. */
  publish(entities: readonly EntityDocument[], version: string, statements: readonly string[]): Promise<void>;
  end(): Promise<void>;
}

export async function world(options: {
  readonly entities: readonly EntityDocument[];
  readonly roles: readonly RoleDocument[];
  readonly deps?: Partial<RecordDeps>;
  readonly flows?: { readonly entity: string; readonly on: 'create' | 'update' }[];
}): Promise<World> {
  const database = await testDatabase();
  const pool = createPool(database.url, 12);
  let model = modelOf(options.entities);
  for (const statement of tablesOf(model)) await pool.query(statement);
  for (const [name, id] of Object.entries(DEPARTMENTS)) {
    await pool.query('insert into department (id, name, path) values ($1, $2, $3)', [id, name, PATHS[id]]);
  }
  for (const [name, id] of Object.entries(PEOPLE)) {
    await pool.query('insert into person (id, name, email, department_id) values ($1, $2, $3, $4)', [
      id,
      name,
      `${name}@example.com`,
      HOMES[name as keyof typeof PEOPLE],
    ]);
  }
  // Written by SQL of our own, so their texts are not prepared.
  await pool.query(`insert into search_pending (entity_id) values ('ent_person'), ('ent_department')`);
  const clock = manualClock('2026-11-22T04:00:00Z');
  const told: RecordChange[] = [];
  const files = new Map<string, string>();
  const put = async (_call: Call, file: { name: string; mime: string; body: Uint8Array }) => {
    const id = systemIds.uuid();
    files.set(id, Buffer.from(file.body).toString('utf8'));
    return { id, name: file.name, size: file.body.length, mime: file.mime };
  };
  const putStream = async (call: Call, file: { name: string; mime: string; body: AsyncIterable<Uint8Array> }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.body) chunks.push(chunk);
    return put(call, { ...file, body: Buffer.concat(chunks) });
  };
  const flows = (options.flows ?? []).map(({ entity, on }) => ({
    document: { kind: 'flow', entity, trigger: { on } },
  }));
  const records = createRecordService({ host: () => host, ...options.deps });
  const host = {
    registry,
    pool,
    clock,
    ids: systemIds,
    isDemo: false,
    model: () => model,
    access: (viewer: Viewer) =>
      compileAccess(
        options.roles.filter((r) => viewer.roles.includes(r.name)),
        model,
      ),
    documents: { list: () => flows, published: () => undefined },
    records,
    files: { put, putStream },
    flows: options.flows
      ? { onRecord: async (_tx: unknown, _call: unknown, change: RecordChange) => void told.push(change) }
      : undefined,
    live: { publish: async () => undefined, subscribe: () => () => undefined },
    transaction: (fn: never) => transaction(pool, fn),
  } as unknown as Host;
  const viewer = (person: keyof typeof PEOPLE, roles: string | readonly string[]): Viewer => ({
    id: PEOPLE[person],
    name: person,
    email: `${person}@example.com`,
    locale: 'en',
    timeZone: 'Asia/Shanghai',
    roles: typeof roles === 'string' ? [roles] : roles,
    departmentId: HOMES[person],
    departmentPath: HOMES[person] === null ? '' : PATHS[HOMES[person]!]!,
    permissions: [],
  });
  return {
    database,
    host,
    clock,
    told,
    files,
    viewer,
    call: (person, roles, door = 'screen') => ({ viewer: viewer(person, roles), door, host }),
    async publish(entities, version, statements) {
      for (const statement of statements) await pool.query(statement);
      model = modelOf(entities, version);
    },
    async end() {
      await pool.end();
      await database.drop();
    },
  };
}

/** The problems of a refusal as `code place`; fails when nothing was refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<string[]> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) {
      return error.problems.map((p) => [p.code, p.path.join('.')].filter(Boolean).join(' '));
    }
    throw error;
  }
  throw new Error('Nothing was refused.');
}
/** The codes of what was refused; none when nothing was. */
export const codesOf = async (promise: Promise<unknown>): Promise<string[]> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
};
