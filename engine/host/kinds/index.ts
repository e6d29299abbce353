/** The kinds of documents that belong to no plugin. */
import { checkEntity } from '../../entity/check';
import { compileExpression } from '../../expression/compile';
import type { DocumentKind, Names } from '../../kernel/contract';
import type { EntityDocument, PackageDocument, RoleDocument } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
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
      const target = model.entity(name);
      // A warning: rights to nothing harm nobody, and the entity may be another analyst's draft that is published later.
      if (name === '*') problems.push(...checkEveryEntity(rights));
      else if (target) problems.push(...checkRights(name, rights, target, model));
      else problems.push({ ...problem('role.entityUnknown', ['entities', name], { name }), level: 'warning' });
    }
    return problems;
  },
};

type Rights = RoleDocument['entities'][string];

/** A condition speaks of fields, and what stands for every entity has none of its own. */
const checkEveryEntity = ({ conditions = {} }: Rights): Problem[] =>
  Object.keys(conditions).map((action) => problem('role.conditionEverywhere', ['entities', '*', 'conditions', action]));

function checkRights(name: string, rights: Rights, target: EntityModel, model: Model): Problem[] {
  const at = (...path: readonly string[]): readonly string[] => ['entities', name, ...path];
  const fields = Object.entries(rights.fields ?? {}).flatMap(([field, right]): Problem[] => {
    const known = target.field(field);
    const data = { entity: target.label, name: field };
    if (!known) return [problem('role.fieldUnknown', at('fields', field), data)];
    const isVain = right === 'masked' && known.kind === 'lines';
    return isVain ? [problem('role.maskedLines', at('fields', field), { label: known.label })] : [];
  });
  const conditions = Object.entries(rights.conditions ?? {}).flatMap(([action, source]): Problem[] => {
    const path = at('conditions', action);
    const compiled = compileExpression(source, { model, entity: target }, 'boolean');
    const isVain = action === 'create' ? !rights.create : (rights[action as 'read'] ?? 'none') === 'none';
    if (!compiled.ok) return compiled.problems.map((p) => ({ ...p, path: [...path, ...p.path] }));
    return isVain ? [{ ...problem('role.conditionVain', path, { entity: target.label }), level: 'warning' }] : [];
  });
  return [...fields, ...conditions];
}

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
