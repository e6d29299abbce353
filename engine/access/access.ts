import type { FieldRight } from '../kernel/api';
import type { RoleDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import type { Text } from '../kernel/text';
import type { PlatformPermission, Viewer } from '../kernel/viewer';

/**
 * Which records. Each holds the ones before it: `department` are the records of my department and my own,
 * `below` those of my department and the departments below it, and my own.
 */
export type Scope = 'none' | 'own' | 'department' | 'below' | 'all';
export type RecordAction = 'read' | 'update' | 'delete';

/** Records of which all of this holds. */
export interface RowRule {
  readonly scope: Scope;
  /** Expressions over the record, in which `me` is whoever asks. */
  readonly conditions: readonly string[];
}
/** What one role gives to the records of one entity. Its `update` and `delete` lie within its `read`. */
export interface Grant {
  readonly role: { readonly id: string; readonly name: string; readonly label: Text };
  readonly rules: { readonly [action in RecordAction]: RowRule };
  /** undefined: creates nothing. A condition is asked of the record as it is to be. */
  readonly create: { readonly conditions: readonly string[] } | undefined;
  /** On a record that this role may read; `edit` on one it may update too. */
  right(field: FieldModel): FieldRight;
}

/** What a set of roles may do in one model. Compiled once per (model version, roles) and cached. */
export interface Access {
  /** Changes with model or roles; a key for anything compiled under it. */
  readonly key: string;
  can(permission: PlatformPermission): boolean;
  /** Some record of it; of which one, `Grant.create` says. */
  mayCreate(entity: EntityModel): boolean;
  /** The widest of all roles; `none` only where nothing is to be had at all. Conditions may narrow it (rows.ts). */
  scope(entity: EntityModel, action: RecordAction): Scope;
  /**
   * The most that may be done with a field on any record; on one record it may be less (rows.ts).
   * `none` also for every field of an entity whose records may not be read. System fields are never `edit`.
   * Whether a value may be asked for (filter, sort, group, search …) is `mayRead`, not "is not none".
   */
  right(entity: EntityModel, field: FieldModel): FieldRight;
  /** What each role gives by itself. Rights are never mixed: a field is readable on a record if one role gives both. */
  grants(entity: EntityModel): readonly Grant[];
  /** To whose roles a record may be shared; null where shares do not count, because everything is open anyway. */
  readonly roleIds: readonly string[] | null;
}

/** What row scopes and filters such as "is me" need to know of the person who asks. */
export type ViewerFacts = Pick<
  Viewer,
  'id' | 'name' | 'email' | 'roles' | 'timeZone' | 'departmentId' | 'departmentPath'
>;

export const SCOPES: readonly Scope[] = ['none', 'own', 'department', 'below', 'all'];
export const RIGHTS: readonly FieldRight[] = ['none', 'masked', 'read', 'edit'];
const wider = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) >= order.indexOf(b) ? a : b);
const narrower = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) <= order.indexOf(b) ? a : b);
export const widestRight = (rights: readonly FieldRight[]): FieldRight =>
  rights.reduce<FieldRight>((most, right) => wider(RIGHTS, most, right), 'none');
export const narrowerRight = (a: FieldRight, b: FieldRight): FieldRight => narrower(RIGHTS, a, b);
export const isAtLeast = (right: FieldRight, least: FieldRight): boolean =>
  RIGHTS.indexOf(right) >= RIGHTS.indexOf(least);

/** Whether the viewer may know the values of a field, and so filter, sort, group, measure and search by it. */
export const mayRead = (access: Access, entity: EntityModel, field: FieldModel): boolean =>
  isAtLeast(access.right(entity, field), 'read');

type RoleEntry = RoleDocument['entities'][string];
interface EntityAccess {
  readonly create: boolean;
  readonly read: Scope;
  readonly update: Scope;
  readonly delete: Scope;
  readonly rights: ReadonlyMap<string, FieldRight>;
  readonly grants: readonly Grant[];
}
const NOTHING: EntityAccess = {
  create: false,
  read: 'none',
  update: 'none',
  delete: 'none',
  rights: new Map(),
  grants: [],
};

/**
 * The union of roles, record by record: what any one of them gives. A role that may not read an entity adds nothing to
 * it, and nobody may change or delete a record outside what they may read.
 * @param roles published role documents of one person; entity and field names in them may be former names
 */
export function compileAccess(roles: readonly RoleDocument[], model: Model): Access {
  const permissions = new Set(roles.flatMap((role) => role.permissions ?? []));
  const entities = new Map<string, EntityAccess>();
  const of = (entity: EntityModel): EntityAccess => {
    let known = entities.get(entity.id);
    if (!known) entities.set(entity.id, (known = entityAccess(roles, entity, model)));
    return known;
  };
  // Rows of line items have no rights of their own: they are a value of the record they belong to.
  const home = (entity: EntityModel): EntityModel => entity.parent?.entity ?? entity;
  return {
    key: `${model.version}|${roles
      .map((role) => role.id)
      .sort()
      .join()}`,
    roleIds: roles.map(({ id }) => id).sort(),
    can: (permission) => permissions.has(permission),
    mayCreate: (entity) => !entity.parent && of(entity).create,
    scope: (entity, action) => of(home(entity))[action],
    grants: (entity) => of(home(entity)).grants,
    right: (entity, field) => {
      const { parent } = entity;
      if (!parent) return of(entity).rights.get(field.id) ?? 'none';
      const right = of(parent.entity).rights.get(parent.field.id) ?? 'none';
      return field.system || field.derived ? narrowerRight(right, 'read') : right;
    },
  };
}

const EVERYWHERE: RowRule = { scope: 'all', conditions: [] };
const NOWHERE: RowRule = { scope: 'none', conditions: [] };
const PLATFORM = { id: '', name: '', label: { 'zh-CN': '平台', en: 'Platform' } };

/** May do everything: for what the platform itself reads, never for what a person is shown. */
export function unlimitedAccess(model: Model): Access {
  const right = (entity: EntityModel, field: FieldModel): FieldRight =>
    field.system || field.derived || entity.isPlatform ? 'read' : 'edit';
  const grants = new Map<string, readonly Grant[]>();
  return {
    key: `${model.version}|*`,
    roleIds: null,
    can: () => true,
    mayCreate: (entity) => !entity.isPlatform && !entity.parent,
    scope: () => 'all',
    right,
    grants(entity) {
      let known = grants.get(entity.id);
      if (!known) grants.set(entity.id, (known = [everywhere((field) => right(entity, field))]));
      return known;
    },
  };
}

const unlimited = new WeakMap<Model, Access>();
/** The same, once for each model. */
export function unlimitedOf(model: Model): Access {
  let known = unlimited.get(model);
  if (!known) unlimited.set(model, (known = unlimitedAccess(model)));
  return known;
}

/** One grant for every record, with these rights to fields. */
export const everywhere = (right: Grant['right']): Grant => ({
  role: PLATFORM,
  rules: { read: EVERYWHERE, update: EVERYWHERE, delete: EVERYWHERE },
  create: { conditions: [] },
  right,
});

/** Access that differs for one entity only in what it gives there. */
export function withGrants(base: Access, entity: EntityModel, key: string, grants: readonly Grant[]): Access {
  const isIt = (other: EntityModel): boolean => (other.parent?.entity ?? other).id === entity.id;
  const widest = (action: RecordAction): Scope =>
    grants.reduce<Scope>((scope, { rules }) => wider(SCOPES, scope, rules[action].scope), 'none');
  return {
    key: `${base.key}|${key}:${entity.id}`,
    roleIds: base.roleIds,
    can: (permission) => base.can(permission),
    mayCreate: (other) => base.mayCreate(other),
    scope: (other, action) => (isIt(other) ? widest(action) : base.scope(other, action)),
    grants: (other) => (isIt(other) ? grants : base.grants(other)),
    right(other, field) {
      if (!isIt(other)) return base.right(other, field);
      const held = other.parent?.field ?? field;
      const right = widestRight(grants.map((grant) => grant.right(held)));
      return field.system && other.parent ? narrowerRight(right, 'read') : right;
    },
  };
}

function entityAccess(roles: readonly RoleDocument[], entity: EntityModel, model: Model): EntityAccess {
  if (entity.isPlatform) return platformAccess(entity);
  const grants = roles.flatMap((role) => grantOf(role, roles, entity, model) ?? []);
  if (grants.length === 0) return NOTHING;
  const widest = (action: RecordAction): Scope =>
    grants.reduce<Scope>((scope, { rules }) => wider(SCOPES, scope, rules[action].scope), 'none');
  return {
    create: grants.some(({ create }) => create !== undefined),
    read: widest('read'),
    update: widest('update'),
    delete: widest('delete'),
    rights: new Map(entity.fields.map((field) => [field.id, widestRight(grants.map((grant) => grant.right(field)))])),
    grants,
  };
}

/** What one role gives; undefined where it may not read the entity at all. */
function grantOf(
  role: RoleDocument,
  roles: readonly RoleDocument[],
  entity: EntityModel,
  model: Model,
): Grant | undefined {
  const entry = entryOf(role, entity, model);
  const read = entry?.read ?? 'none';
  if (!entry || read === 'none') return undefined;
  const conditions = entry.conditions ?? {};
  const always = conditions.read === undefined ? [] : [conditions.read];
  const within = (action: 'update' | 'delete'): RowRule => {
    const scope = narrower(SCOPES, entry[action] ?? 'none', read);
    const own = conditions[action];
    if (scope === 'none') return NOWHERE;
    return { scope, conditions: own === undefined || always.includes(own) ? always : [...always, own] };
  };
  const update = within('update');
  const create = entry.create ? { conditions: conditions.create === undefined ? [] : [conditions.create] } : undefined;
  const rights = new Map(
    entity.fields.map((field): [string, FieldRight] => {
      const right = isTold(roles, entry, entity, field, model) ? rightOf(entry, entity, field) : 'none';
      return [field.id, create || update.scope !== 'none' ? right : narrowerRight(right, 'read')];
    }),
  );
  return {
    role: { id: role.id, name: role.name, label: role.label },
    rules: { read: { scope: read, conditions: always }, update, delete: within('delete') },
    create,
    right: (field) => rights.get(field.id) ?? 'none',
  };
}

/** Rights under which a value may be shown as part of another. */
const OPEN: ReadonlySet<FieldRight> = new Set(['read', 'edit']);

/**
 * A computed value tells of what it is computed from: of the record's own fields the same role must open each, of
 * other entities (children, records pointed to) any role of the person. Masked is not open.
 */
function isTold(
  roles: readonly RoleDocument[],
  entry: RoleEntry,
  entity: EntityModel,
  field: FieldModel,
  model: Model,
): boolean {
  if (!field.derived) return true;
  return field.derived.reads.every((read) => {
    const of = read.entity.parent?.entity ?? read.entity;
    const held = read.entity.parent?.field ?? read.field;
    if (of.isPlatform) return true;
    const entries = of.id === entity.id ? [entry] : roles.flatMap((role) => entryOf(role, of, model) ?? []);
    return entries.some((e) => (e.read ?? 'none') !== 'none' && OPEN.has(rightOf(e, of, held)));
  });
}

/** People and departments: known to everyone who is signed in, written only by person.save and department.save. */
const platformAccess = (entity: EntityModel): EntityAccess => ({
  ...NOTHING,
  read: 'all',
  rights: new Map(entity.fields.map((field) => [field.id, 'read'])),
  grants: [
    {
      ...everywhere(() => 'read'),
      rules: { read: EVERYWHERE, update: NOWHERE, delete: NOWHERE },
      create: undefined,
    },
  ],
});

function entryOf(role: RoleDocument, entity: EntityModel, model: Model): RoleEntry | undefined {
  const named = Object.keys(role.entities).find((name) => name !== '*' && model.entity(name)?.id === entity.id);
  return role.entities[named ?? '*'];
}

/** The id and revision of a record belong to its identity: whoever may read it may know them. */
const IDENTITY = new Set(['id', 'rev']);

function rightOf(entry: RoleEntry, entity: EntityModel, field: FieldModel): FieldRight {
  if (IDENTITY.has(field.name)) return 'read';
  const named = Object.keys(entry.fields ?? {}).find((name) => entity.field(name)?.id === field.id);
  const right = named === undefined ? undefined : entry.fields?.[named];
  if (field.system) return narrowerRight(right ?? 'read', 'read');
  if (field.derived) return narrowerRight(right ?? entry.otherFields ?? 'read', 'read');
  const given = right ?? entry.otherFields ?? 'edit';
  // Rows cannot be shown unrecognisably: they are shown or not.
  return given === 'masked' && field.kind === 'lines' ? 'none' : given;
}
