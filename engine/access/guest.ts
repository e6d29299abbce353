/** What somebody has who holds a link: the rights of the link's roles, cut to one form or one record of one entity. */
import type { FieldRight } from '../kernel/api';
import type { EntityModel, FieldModel } from '../kernel/model';
import type { Guest } from '../kernel/viewer';
import { narrowerRight, withGrants, type Access, type Grant, type RowRule } from './access';

const NOWHERE: RowRule = { scope: 'none', conditions: [] };
/** Nobody owns records as a guest does not: what such a scope opens is what was shared with the link, one record. */
const shared = ({ scope, conditions }: RowRule): RowRule => (scope === 'none' ? NOWHERE : { scope: 'own', conditions });

/** What a record is known by, and the form it is shown with: its own version of it. */
const IDENTITY = new Set(['id', 'rev', 'captured_form', 'captured_version']);

/**
 * @param base what the roles of the link give to people
 * @param entity the entity of the link
 * @returns of it: creating, or the record shared with the link, and the link's fields; of the entities its relations
 *   name: reading; of all others, people and departments among them, nothing. No permission of the platform.
 */
export function guestAccess(base: Access, entity: EntityModel, guest: Guest): Access {
  const [shown, filled] = [new Set(guest.fields), new Set(guest.editable)];
  const cut = (field: FieldModel, right: FieldRight): FieldRight => {
    if (IDENTITY.has(field.name)) return narrowerRight(right, 'read');
    if (!shown.has(field.id)) return 'none';
    return filled.has(field.id) && guest.may !== 'read' ? right : narrowerRight(right, 'read');
  };
  const own = base.grants(entity).map((grant): Grant => ({
    ...grant,
    rules: {
      read: shared(grant.rules.read),
      update: guest.may === 'update' ? shared(grant.rules.update) : NOWHERE,
      delete: NOWHERE,
    },
    create: guest.may === 'create' ? grant.create : undefined,
    right: (field) => cut(field, grant.right(field)),
  }));
  const key = `guest ${guest.may} ${guest.fields.join()} ${guest.editable.join()} ${guest.targets.join()}`;
  return onlyTargets(withGrants(base, entity, key, own), entity, guest);
}

/** Beside the entity of the link only those its relations name are there, to read. */
function onlyTargets(access: Access, entity: EntityModel, guest: Guest): Access {
  const targets = new Set(guest.targets);
  const home = (of: EntityModel): EntityModel => of.parent?.entity ?? of;
  const isOwn = (of: EntityModel): boolean => home(of).id === entity.id;
  const isTarget = (of: EntityModel): boolean => !of.isPlatform && targets.has(home(of).id);
  return {
    key: access.key,
    // What was shared with people of a role was not shared with whoever has the link.
    roleIds: [],
    can: () => false,
    mayCreate: (of) => guest.may === 'create' && of.id === entity.id && access.grants(of).some(({ create }) => create),
    scope(of, action) {
      if (isOwn(of)) return access.scope(of, action);
      return action === 'read' && isTarget(of) ? access.scope(of, 'read') : 'none';
    },
    grants(of) {
      if (isOwn(of)) return access.grants(of);
      return isTarget(of) ? access.grants(of).map(readOnly) : [];
    },
    right(of, field) {
      if (isOwn(of)) return access.right(of, field);
      return isTarget(of) ? narrowerRight(access.right(of, field), 'read') : 'none';
    },
  };
}

const readOnly = (grant: Grant): Grant => ({
  ...grant,
  rules: { read: grant.rules.read, update: NOWHERE, delete: NOWHERE },
  create: undefined,
  right: (field) => narrowerRight(grant.right(field), 'read'),
});
