/** Which roles somebody may give away by a link: none that opens more than they have themselves. */
import { compileAccess, RIGHTS, SCOPES, type Access, type RowRule } from '../../access/access';
import type { LinkRole } from '../../kernel/api';
import type { RoleDocument } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';

const covers = (a: RowRule, b: RowRule): boolean =>
  SCOPES.indexOf(a.scope) >= SCOPES.indexOf(b.scope) &&
  a.conditions.every((condition) => b.conditions.includes(condition));

/** Whether everything `given` opens of an entity is open to `mine`: records, creating, and each field. */
function isWithinOn(given: Access, mine: Access, entity: EntityModel): boolean {
  if (given.scope(entity, 'read') === 'none') return true;
  const isRule = (action: 'read' | 'update'): boolean =>
    given.grants(entity).every(({ rules }) => {
      const rule = rules[action];
      return rule.scope === 'none' || mine.grants(entity).some((grant) => covers(grant.rules[action], rule));
    });
  const isField = entity.fields.every(
    (field) => RIGHTS.indexOf(given.right(entity, field)) <= RIGHTS.indexOf(mine.right(entity, field)),
  );
  return isRule('read') && isRule('update') && isField && (mine.mayCreate(entity) || !given.mayCreate(entity));
}

const isWithin = (given: Access, mine: Access, model: Model): boolean =>
  model.entities.every((entity) => entity.isPlatform || entity.parent || isWithinOn(given, mine, entity));

/** Administrators may give away any role, others what is within their own rights. */
export function mayGive({ host, viewer }: Call, role: RoleDocument): boolean {
  if (viewer.permissions.includes('admin')) return true;
  return isWithin(compileAccess([role], host.model()), host.access(viewer), host.model());
}

/** Roles that open the entity and may be given away, for choosing. */
export function givableRoles(call: Call, entity: EntityModel): readonly LinkRole[] {
  const { host } = call;
  return host.documents.list('role').flatMap(({ document }): LinkRole[] => {
    const role = document as RoleDocument;
    const access = compileAccess([role], host.model());
    if (access.scope(entity, 'read') === 'none' || !mayGive(call, role)) return [];
    return [
      {
        name: role.name,
        label: role.label,
        canCreate: access.mayCreate(entity),
        canUpdate: access.scope(entity, 'update') !== 'none',
      },
    ];
  });
}

/** Ids of the roles named. Refuses roles that are not there and those that open more than the caller has. */
export function roleIdsOf(call: Call, names: readonly string[]): readonly string[] {
  const wrong: Problem[] = [];
  const ids = names.flatMap((name, index) => {
    const role = call.host.documents.published('role', name)?.document as RoleDocument | undefined;
    if (!role) wrong.push(problem('link.role', ['roles', index], { role: name.slice(0, 60) }));
    else if (!mayGive(call, role)) wrong.push(problem('link.roleTooWide', ['roles', index], { role: role.label }));
    return role ? [role.id] : [];
  });
  if (wrong.length > 0) throw new Refusal(wrong);
  return [...new Set(ids)];
}
