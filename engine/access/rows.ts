/**
 * Which records, and which fields on which of them: one tree of tests. The query compiler turns it into SQL, `explain`
 * walks it with the answers of that same SQL; there is no second place that knows.
 */
import type { FieldRight } from '../kernel/api';
import type { EntityModel, FieldModel } from '../kernel/model';
import {
  isAtLeast,
  narrowerRight,
  widestRight,
  withGrants,
  type Access,
  type Grant,
  type RecordAction,
  type RowRule,
  type Scope,
  SCOPES,
} from './access';

export type RowTest =
  | { readonly is: 'any'; readonly of: readonly RowTest[] }
  | { readonly is: 'all'; readonly of: readonly RowTest[] }
  | { readonly is: 'scope'; readonly scope: Scope }
  | { readonly is: 'condition'; readonly expression: string }
  /** The record was shared with the viewer, to read or (also) to edit. */
  | { readonly is: 'shared'; readonly to: 'read' | 'edit' };

const ALWAYS: RowTest = { is: 'all', of: [] };
const NEVER: RowTest = { is: 'any', of: [] };

export const isAlways = (test: RowTest): boolean => test.is === 'all' && test.of.length === 0;
export const isNever = (test: RowTest): boolean => test.is === 'any' && test.of.length === 0;

/** Every record that the second lets through passes the first. */
const covers = (a: RowRule, b: RowRule): boolean =>
  SCOPES.indexOf(a.scope) >= SCOPES.indexOf(b.scope) &&
  a.conditions.every((condition) => b.conditions.includes(condition));

/** The rules of which none adds anything to another; of equal ones the first. */
function widestRules(rules: readonly RowRule[]): readonly RowRule[] {
  const some = rules.filter(({ scope }) => scope !== 'none');
  return some.filter(
    (rule, i) => !some.some((other, j) => j !== i && covers(other, rule) && (!covers(rule, other) || j < i)),
  );
}

export function ruleTest({ scope, conditions }: RowRule): RowTest {
  if (scope === 'none') return NEVER;
  const parts: RowTest[] = conditions.map((expression) => ({ is: 'condition', expression }));
  if (scope !== 'all') parts.unshift({ is: 'scope', scope });
  return parts.length === 1 ? parts[0]! : { is: 'all', of: parts };
}

function anyOf(tests: readonly RowTest[]): RowTest {
  if (tests.some(isAlways)) return ALWAYS;
  const some = tests.filter((test) => !isNever(test));
  return some.length === 1 ? some[0]! : { is: 'any', of: some };
}

/**
 * Whether a share opens records for an action. What a share gives is a record, never an entity or a field: who holds no
 * role that reads (or, to edit, changes) records of the entity gets nothing by it, and the fields are those of their roles.
 */
export function sharedTest(access: Access, entity: EntityModel, action: RecordAction): RowTest {
  if (access.roleIds === null || entity.isPlatform || action === 'delete') return NEVER;
  const isOpen = access.grants(entity).some(({ rules }) => rules[action].scope !== 'none');
  return isOpen ? { is: 'shared', to: action === 'update' ? 'edit' : 'read' } : NEVER;
}

/** Which records of an entity an action reaches. */
export function rowTest(access: Access, entity: EntityModel, action: RecordAction): RowTest {
  const rules = widestRules(access.grants(entity).map((grant) => grant.rules[action]));
  return anyOf([...rules.map(ruleTest), sharedTest(access, entity, action)]);
}

/** On which of the records that may be read a field has at least this right. `ALWAYS` on all of them. */
export function fieldTest(
  access: Access,
  entity: EntityModel,
  field: FieldModel,
  least: Extract<FieldRight, 'masked' | 'read'>,
): RowTest {
  if (entity.parent) return fieldTest(access, entity.parent.entity, entity.parent.field, least);
  if (!isAtLeast(access.right(entity, field), least)) return NEVER;
  const grants = access.grants(entity);
  const giving = grants.filter((grant) => isAtLeast(grant.right(field), least)).map(({ rules }) => rules.read);
  if (grants.every(({ rules }) => giving.some((rule) => covers(rule, rules.read)))) return ALWAYS;
  return anyOf([...widestRules(giving).map(ruleTest), sharedTest(access, entity, 'read')]);
}

/** Which tests of an entity's grants a record passes, and what was shared of it. */
export interface Standing {
  /** By place in `access.grants(entity)`. */
  readonly read: readonly boolean[];
  readonly update: readonly boolean[];
  readonly shared: 'none' | 'read' | 'edit';
}

/** Whether the record may be changed at all. */
export const mayUpdateOn = ({ update, shared }: Standing): boolean => shared === 'edit' || update.includes(true);

/** Where `Access.right` may say more than one record gives, so that its standing has to be asked for. */
export const isByRow = (access: Access, entity: EntityModel): boolean => access.grants(entity).length > 1;

/** The right to a field on one record. */
export function rightOn(access: Access, entity: EntityModel, field: FieldModel, standing: Standing): FieldRight {
  const grants = access.grants(entity);
  const byRole = grants.map((grant, i): FieldRight => {
    if (!standing.read[i]) return 'none';
    return standing.update[i] ? grant.right(field) : narrowerRight(grant.right(field), 'read');
  });
  const byShare = grants.map((grant): FieldRight => {
    if (standing.shared === 'none') return 'none';
    const mayEdit = standing.shared === 'edit' && grant.rules.update.scope !== 'none';
    return mayEdit ? grant.right(field) : narrowerRight(grant.right(field), 'read');
  });
  return widestRight([...byRole, ...byShare]);
}

/** The access to one record: its rights are exact. Only for that record. */
export function accessOn(access: Access, entity: EntityModel, standing: Standing): Access {
  const grant: Grant = {
    ...access.grants(entity)[0]!,
    right: (field) => rightOn(access, entity, field, standing),
  };
  return withGrants(access, entity, `on${JSON.stringify(standing)}`, [grant]);
}

/** The right to a field of a new record: of the roles that create. `holds` says whose conditions the record meets. */
export const rightToNew = (
  access: Access,
  entity: EntityModel,
  field: FieldModel,
  holds: (grant: Grant) => boolean = () => true,
): FieldRight => widestRight(creating(access, entity).map((grant) => (holds(grant) ? grant.right(field) : 'none')));

/** The grants under which a record may be created whose conditions hold. */
export const creating = (access: Access, entity: EntityModel): readonly Grant[] =>
  access.grants(entity).filter(({ create }) => create !== undefined);
