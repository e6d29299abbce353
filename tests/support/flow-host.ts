/**
 * A host that is real down to PostgreSQL, without the web: documents, records and flows. With a small company: Sam submits,
 * Mia manages his department, Ann, Ben and Cat are the board, Fay is finance, Ada the administrator.
 */
import path from 'node:path';
import { compileAccess, type Access } from '@/engine/access/access';
import { createPool, transaction } from '@/engine/data/transaction';
import { RECORD_PROBLEMS } from '@/engine/data/records/problems';
import { functions } from '@/engine/expression/functions/index.generated';
import { expressionProblems } from '@/engine/expression/problems';
import { formPlugin } from '@/engine/form/plugin';
import type { Call, Host } from '@/engine/host/contract';
import { coreKinds } from '@/engine/host/kinds';
import { documentProblems } from '@/engine/host/kinds/problems';
import { createDocumentStore } from '@/engine/host/services/documents';
import { installPackage } from '@/engine/host/services/documents-install';
import { createFlowService } from '@/engine/host/services/flows';
import { viewersOf } from '@/engine/host/services/flows-people';
import { createRecordService } from '@/engine/host/services/records';
import type { Clock } from '@/engine/kernel/clock';
import type { AnyDocument, FlowDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import { systemIds } from '@/engine/kernel/ids';
import { definePlugin } from '@/engine/kernel/contract';
import { buildRegistry } from '@/engine/kernel/registry';
import { entityProblems } from '@/engine/entity/problems';
import { workflow } from '@/engine/workflow';

const root = path.resolve(import.meta.dirname, '../..');

const core = definePlugin({
  id: 'core',
  label: { 'zh-CN': '平台', en: 'Platform' },
  functions,
  documentKinds: coreKinds,
  problems: { ...entityProblems, ...documentProblems, ...RECORD_PROBLEMS, ...expressionProblems },
});

export interface FlowHost {
  readonly host: Host;
  /** Looked up by first name: rights are those of the moment. */
  as(name: string): Promise<Call>;
  readonly people: { readonly [name: string]: string };
  publish(...documents: readonly AnyDocument[]): Promise<void>;
  close(): Promise<void>;
}

export async function flowHost(databaseUrl: string, clock: Clock): Promise<FlowHost> {
  const registry = buildRegistry([core, formPlugin, workflow]);
  const pool = createPool(databaseUrl, 10);
  const live: Host['live'] = {
    publish: async () => undefined,
    subscribe: () => () => undefined,
    peopleChanged: () => undefined,
  };
  const run: Host['transaction'] = (fn) => transaction(pool, fn);
  const documents = await createDocumentStore({
    formats: path.join(root, 'schemas/formats'),
    registry,
    clock,
    ids: systemIds,
    pool,
    transaction: run,
    live,
  });
  const compiled = new Map<string, Access>();
  const parts = {
    registry,
    pool,
    clock,
    ids: systemIds,
    isDemo: false,
    model: () => documents.model(),
    access(viewer: Call['viewer']) {
      const roles = viewer.roles.flatMap((name) => documents.published('role', name)?.document as RoleDocument);
      const model = documents.model();
      const key = `${model.version}|${viewer.roles.join()}`;
      if (!compiled.has(key)) compiled.set(key, compileAccess(roles, model));
      return compiled.get(key)!;
    },
    documents,
    live,
    transaction: run,
  };
  const host: Host = Object.assign(parts, {
    records: createRecordService({ host: () => host }),
  }) as Partial<Host> as Host;
  Object.assign(host, { flows: createFlowService(host) });

  return {
    host,
    people: PEOPLE_IDS,
    async as(name) {
      const viewer = (await run((tx) => viewersOf(tx, host, [PEOPLE_IDS[name]!]))).get(PEOPLE_IDS[name]!);
      if (!viewer) throw new Error(`There is no ${name}.`);
      return { viewer, door: 'screen', host };
    },
    async publish(...list) {
      await documents.publish({ person: null, isAdmin: true }, { documents: list });
    },
    async close() {
      documents.close();
      await pool.end();
    },
  };
}

// ---- the company --------------------------------------------------------------------------------------------------------
const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const NAMES = ['sam', 'mia', 'ann', 'ben', 'cat', 'fay', 'ada', 'out'] as const;
const PEOPLE_IDS: { readonly [name: string]: string } = Object.fromEntries(NAMES.map((name, i) => [name, uuid(i + 1)]));
const ROLES: { readonly [name: string]: readonly string[] } = {
  sam: ['staff'],
  mia: ['staff'],
  ann: ['board'],
  ben: ['board'],
  cat: ['board'],
  fay: ['finance'],
  ada: ['administrator'],
  out: ['stranger'],
};
export const DEPARTMENT = uuid(100);

/** Puts the people into an empty database and publishes the platform, the entity `request` and the roles. */
export async function foundCompany({ host, publish }: FlowHost): Promise<void> {
  await host.pool.query(`insert into department (id, name, path) values ($1, 'Sales', $2)`, [
    DEPARTMENT,
    `${DEPARTMENT}/`,
  ]);
  for (const name of NAMES) {
    const isSales = name === 'sam' || name === 'mia';
    await host.pool.query('insert into person (id, name, email, department_id) values ($1, $2, $3, $4)', [
      PEOPLE_IDS[name],
      name[0]!.toUpperCase() + name.slice(1),
      `${name}@example.com`,
      isSales ? DEPARTMENT : null,
    ]);
    for (const role of ROLES[name] ?? []) {
      await host.pool.query('insert into person_role (person_id, role) values ($1, $2)', [PEOPLE_IDS[name], role]);
    }
  }
  await host.pool.query('update department set manager_id = $2 where id = $1', [DEPARTMENT, PEOPLE_IDS.mia]);
  await installPackage(host, path.join(root, 'schemas/platform'));
  await publish(REQUEST, ...COMPANY_ROLES);
}

const say = (en: string) => ({ 'zh-CN': en, en });
const field = (name: string, type: string, more: object = {}) => ({
  id: `fld_request_${name}`,
  name,
  type,
  label: say(name),
  ...more,
});

const REQUEST: AnyDocument = {
  kind: 'entity',
  id: 'ent_request_test',
  name: 'request',
  label: say('Request'),
  titleField: 'title',
  fields: [
    field('title', 'text', { required: true }),
    field('amount', 'number'),
    field('state', 'text'),
    field('discount', 'number'),
    field('note', 'text'),
    field('secret', 'text'),
    field('reviewer', 'person'),
    field('region', 'relation', { options: { entity: 'department' } }),
  ],
} as AnyDocument;

const role = (name: string, rights: RoleDocument['entities'][string] | undefined): RoleDocument => ({
  kind: 'role',
  id: `rol_${name}_test`,
  name,
  label: say(name),
  entities: rights ? { request: rights } : {},
});
const COMPANY_ROLES: readonly RoleDocument[] = [
  role('staff', {
    create: true,
    read: 'own',
    update: 'own',
    delete: 'own',
    otherFields: 'edit',
    fields: { secret: 'none' },
  }),
  // The board's own scope holds nothing of Sam's: its members see a request only while they are asked about it.
  role('board', { read: 'own', update: 'none', otherFields: 'read', fields: { secret: 'none' } }),
  role('finance', { read: 'all', update: 'none', otherFields: 'read' }),
  role('stranger', undefined),
];

type Node = FlowDocument['nodes'][number];
export const flowNode = (id: string, type: string, options: Node['options'] = {}): Node => ({
  id,
  type,
  label: say(id),
  options,
});

/** `ways`: `from exit to`. */
export const flowDocument = (
  name: string,
  trigger: FlowDocument['trigger'],
  nodes: Node[],
  ways: readonly string[],
): FlowDocument => ({
  kind: 'flow',
  id: `flw_${name}_test`,
  name,
  label: say(name),
  entity: 'request',
  trigger,
  nodes,
  edges: ways.map((way) => {
    const [from = '', exit = '', to = ''] = way.split(' ');
    return { from, exit, to };
  }),
});

/** The board decides together; finance confirms; the record is set; Sam is told. */
export const boardFlow = (
  more: { readonly board?: object; readonly trigger?: FlowDocument['trigger'] } = {},
): FlowDocument =>
  flowDocument(
    'board',
    more.trigger ?? { on: 'create', when: 'state == "pending"' },
    [
      flowNode('start', 'start'),
      flowNode('board', 'approval', {
        approver: { by: 'role', role: 'board' },
        mode: 'all',
        fields: ['discount'],
        commentRequired: 'reject',
        remindAfterHours: 24,
        escalateAfterHours: 48,
        escalateTo: { by: 'manager' },
        ...more.board,
      }),
      flowNode('size', 'condition', { branches: [{ name: 'large', label: say('large'), when: 'amount > 1000' }] }),
      flowNode('finance', 'approval', { approver: { by: 'role', role: 'finance' }, fields: ['note', 'secret'] }),
      flowNode('activate', 'update', { set: [{ field: 'state', value: '"active"' }] }),
      flowNode('tell', 'notify', { to: { by: 'submitter' }, title: say('{title} is approved, {secret}') }),
      flowNode('approved', 'end', { outcome: 'approved' }),
      flowNode('rejected', 'end', { outcome: 'rejected', set: [{ field: 'state', value: '"rejected"' }] }),
    ],
    [
      'start next board',
      'board approved size',
      'board rejected rejected',
      'size large finance',
      'size else activate',
      'finance approved activate',
      'finance rejected board',
      'activate next tell',
      'tell next approved',
    ],
  );
