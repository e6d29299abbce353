import type { FieldRight } from '../kernel/api';
import type { RoleDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import type { PlatformPermission, Viewer } from '../kernel/viewer';

/**
 * Which records. Each holds the ones before it: `department` are the records of my department and my own,
 * `below` those of my department and the departments below it, and my own.
 */
export type Scope = 'none' | 'own' | 'department' | 'below' | 'all';
export type RecordAction = 'read' | 'update' | 'delete';

/** What a set of roles may do in one model. Compiled once per (model version, roles) and cached. */
export interface Access {
  /** Changes with model or roles; a key for anything compiled under it. */
  readonly key: string;
  can(permission: PlatformPermission): boolean;
  mayCreate(entity: EntityModel): boolean;
  scope(entity: EntityModel, action: RecordAction): Scope;
  /** `none` also for every field of an entity whose records may not be read. System fields are never `edit`. */
  right(entity: EntityModel, field: FieldModel): FieldRight;
}

/** What row scopes and filters such as "is me" need to know of the person who asks. */
export type ViewerFacts = Pick<
  Viewer,
  'id' | 'name' | 'email' | 'roles' | 'timeZone' | 'departmentId' | 'departmentPath'
>;

const SCOPES: readonly Scope[] = ['none', 'own', 'department', 'below', 'all'];
const RIGHTS: readonly FieldRight[] = ['none', 'read', 'edit'];
const wider = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) >= order.indexOf(b) ? a : b);
const narrower = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(a) <= order.indexOf(b) ? a : b);

type RoleEntry = RoleDocument['entities'][string];
interface EntityAccess {
  readonly create: boolean;
  readonly read: Scope;
  readonly update: Scope;
  readonly delete: Scope;
  readonly rights: ReadonlyMap<string, FieldRight>;
}
const NOTHING: EntityAccess = { create: false, read: 'none', update: 'none', delete: 'none', rights: new Map() };

/**
 * The union of roles: of each right the highest, of each row scope the widest. A role that may not read an entity adds
 * nothing to it, and nobody may change or delete a record outside what they may read.
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
    can: (permission) => permissions.has(permission),
    mayCreate: (entity) => !entity.parent && of(entity).create,
    scope: (entity, action) => of(home(entity))[action],
    right: (entity, field) => {
      const { parent } = entity;
      if (!parent) return of(entity).rights.get(field.id) ?? 'none';
      const right = of(parent.entity).rights.get(parent.field.id) ?? 'none';
      return field.system ? narrower(RIGHTS, right, 'read') : right;
    },
  };
}

/** May do everything: for what the platform itself reads, never for what a person is shown. */
export const unlimitedAccess = (model: Model): Access => ({
  key: `${model.version}|*`,
  can: () => true,
  mayCreate: (entity) => !entity.isPlatform && !entity.parent,
  scope: () => 'all',
  right: (entity, field) => (field.system || entity.isPlatform ? 'read' : 'edit'),
});

function entityAccess(roles: readonly RoleDocument[], entity: EntityModel, model: Model): EntityAccess {
  if (entity.isPlatform) return platformAccess(entity);
  const entries = roles
    .map((role) => entryOf(role, entity, model))
    .filter((entry) => entry !== undefined && (entry.read ?? 'none') !== 'none') as RoleEntry[];
  if (entries.length === 0) return NOTHING;
  const widest = (action: RecordAction): Scope =>
    entries.reduce<Scope>((scope, entry) => wider(SCOPES, scope, entry[action] ?? 'none'), 'none');
  const read = widest('read');
  const create = entries.some((entry) => entry.create === true);
  const update = narrower(SCOPES, widest('update'), read);
  const rights = new Map<string, FieldRight>();
  for (const field of entity.fields) {
    const right = entries.reduce<FieldRight>((max, entry) => wider(RIGHTS, max, rightOf(entry, entity, field)), 'none');
    rights.set(field.id, create || update !== 'none' ? right : narrower(RIGHTS, right, 'read'));
  }
  return { create, read, update, delete: narrower(SCOPES, widest('delete'), read), rights };
}

/** People and departments: known to everyone who is signed in, written only by person.save and department.save. */
const platformAccess = (entity: EntityModel): EntityAccess => ({
  ...NOTHING,
  read: 'all',
  rights: new Map(entity.fields.map((field) => [field.id, 'read'])),
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
  if (field.system) return narrower(RIGHTS, right ?? 'read', 'read');
  return right ?? entry.otherFields ?? 'edit';
}
