/** The kinds of documents that belong to no plugin. */
import { checkEntity } from '../../entity/check';
import type { DocumentKind, Names } from '../../kernel/contract';
import type { EntityDocument, PackageDocument, RoleDocument } from '../../kernel/documents.generated';
import { problem, type Problem } from '../../kernel/problems';
import { viewKind } from './view';

const entity: DocumentKind = {
  kind: 'entity',
  label: { 'zh-CN': '数据实体', en: 'Entity' },
  icon: 'database',
  order: 10,
  check(document: EntityDocument, names: Names) {
    const before = names.before(document.id);
    return checkEntity(document, {
      model: names.model,
      registry: names.registry,
      checkOptions: (unit, options, path) => names.checkOptions(unit, options, path),
      others: names.all('entity').filter((other) => other.id !== document.id) as EntityDocument[],
      ...(before?.kind === 'entity' ? { before } : {}),
    });
  },
};

const role: DocumentKind = {
  kind: 'role',
  label: { 'zh-CN': '角色', en: 'Role' },
  icon: 'shield',
  order: 20,
  check(document: RoleDocument, { model }: Names) {
    const problems: Problem[] = [];
    if (document.id === 'rol_administrator' && !document.permissions?.includes('admin')) {
      problems.push(problem('role.lockedOut', ['permissions']));
    }
    for (const [name, rights] of Object.entries(document.entities)) {
      if (name === '*') continue;
      const target = model.entity(name);
      if (!target) {
        // A warning: rights to nothing harm nobody, and the entity may be another analyst's draft that is published later.
        problems.push({ ...problem('role.entityUnknown', ['entities', name], { name }), level: 'warning' });
        continue;
      }
      for (const field of Object.keys(rights.fields ?? {})) {
        if (!target.field(field)) {
          problems.push(
            problem('role.fieldUnknown', ['entities', name, 'fields', field], { entity: target.label, name: field }),
          );
        }
      }
    }
    return problems;
  },
};

const packageKind: DocumentKind = {
  kind: 'package',
  label: { 'zh-CN': '应用包', en: 'Package' },
  icon: 'package',
  order: 90,
  check(document: PackageDocument, names: Names) {
    return document.menu.flatMap(({ items }, group) =>
      items.flatMap((item, index) => checkItem(item, ['menu', group, 'items', index], names)),
    );
  },
};
type MenuEntry = PackageDocument['menu'][number]['items'][number];

function checkItem(item: MenuEntry, at: Problem['path'], { model, dashboards, reports, roles }: Names): Problem[] {
  const problems: Problem[] = [];
  const targets = [
    ['entity', item.entity, (name: string) => model.entity(name) !== undefined],
    ['dashboard', item.dashboard, (name: string) => dashboards.has(name)],
    ['report', item.report, (name: string) => reports.has(name)],
  ] as const;
  for (const [key, name, exists] of targets) {
    if (name !== undefined && !exists(name)) problems.push(problem('package.itemUnknown', [...at, key], { name }));
  }
  if (targets.every(([, name]) => name === undefined)) problems.push(problem('package.itemEmpty', at));
  for (const [index, name] of (item.roles ?? []).entries()) {
    if (!roles.has(name)) problems.push(problem('package.roleUnknown', [...at, 'roles', index], { name }));
  }
  return problems;
}

export const coreKinds: readonly DocumentKind[] = [entity, role, viewKind, packageKind];
