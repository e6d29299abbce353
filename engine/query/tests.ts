/** Pass 4: which rows, and which fields on which rows (engine/access/rows.ts) → SQL on a bare table. */
import type { Access, Scope, ViewerFacts } from '../access/access';
import type { RowTest } from '../access/rows';
import type { Sql } from '../kernel/contract';
import { Refusal } from '../kernel/problems';
import { expressionSql } from './expressions';
import { ME, MY_PATH, MY_PATH_AND_BELOW } from './slots';
import type { Source } from './source';
import { join, raw, Slot, sql } from './sql';

/** How the records shared with the viewer are looked up: in a set (a hash, for each row) or as a list (by the index on id). */
type SharedBy = 'set' | 'list';

/**
 * A test as a condition on the bare table `at`, whose columns carry no rights. Null where it is not met, for whoever has
 * no department.
 */
export function testSql(test: RowTest, at: Source, access: Access, by: SharedBy = 'set'): Sql {
  switch (test.is) {
    case 'all':
      return chain(test.of, at, access, by, ' and ', 'true');
    case 'any':
      return chain(test.of, at, access, by, ' or ', 'false');
    case 'scope':
      return SCOPE[test.scope](at);
    case 'condition':
      return roleCondition(test.expression, at);
    case 'shared':
      return sharedSql(test.to, at, access, by);
  }
}

const chain = (
  tests: readonly RowTest[],
  at: Source,
  access: Access,
  by: SharedBy,
  between: string,
  empty: string,
): Sql =>
  tests.length === 0
    ? raw(empty)
    : sql`(${join(
        tests.map((test) => testSql(test, at, access, by)),
        between,
      )})`;

const asksForShares = (test: RowTest): boolean => test.is === 'shared' || ('of' in test && test.of.some(asksForShares));

/**
 * A test as the conditions of a whole table. Where records may be shared it is said twice: as a list PostgreSQL can find
 * the shared ones by the index on id, beside those of the scope by theirs (BitmapOr), but would look through all of it
 * for each row it passes; as a set a row is looked up at once, but no index is used. With both it takes the first where
 * the scope is narrow, and asks the second, cheaper one first where it passes many rows.
 *
 * Measured with 1,000,000 records, 2,000 (10,000) of them shared with the viewer, list only → both, in ms (PostgreSQL's
 * execution time on a busy machine): count of "below" over half of them 5,550 → 360 (6,170 → 130), count of "department"
 * 192 → 210 (178 → 191), count of "own" 25 → 24 (112 → 99); list of 50 in "department" 54 → 6 (75 → 8), in "below"
 * 1.2 → 1.8 (6 → 19), in "own" 64 → 23 (60 → 71). With nothing shared, without any of it → both: 99 → 73, 180 → 180,
 * 8 → 8; 0.5 → 0.6, 0.08 → 0.13, 10 → 8. The ids are read once for a statement.
 */
export const conditionsOf = (test: RowTest, at: Source, access: Access): Sql[] =>
  asksForShares(test)
    ? [testSql(test, at, access, 'list'), testSql(test, at, access, 'set')]
    : [testSql(test, at, access)];

const SCOPE: { readonly [S in Scope]: (at: Source) => Sql } = {
  none: () => raw('false'),
  own: (at) => sql`${at.named('owner_id')} = ${ME}`,
  department: (at) => sql`(${at.named('owner_id')} = ${ME} or ${at.named('owner_path')} = ${MY_PATH})`,
  below: (at) => sql`(${at.named('owner_id')} = ${ME} or ${at.named('owner_path')} like ${MY_PATH_AND_BELOW})`,
  all: () => raw('true'),
};

/**
 * The condition of a role, seen with the platform's eyes: what it compares is the role's business, not the viewer's. One
 * that no longer means anything (its field is gone) lets nothing through.
 */
function roleCondition(expression: string, at: Source): Sql {
  try {
    return sql`coalesce(${expressionSql({ expression, entity: at.entity, place: [] }, at)}, false)`;
  } catch (error) {
    if (error instanceof Refusal) return raw('false');
    throw error;
  }
}

/** Everyone and everything a record can be shared with that is, or holds, this viewer. */
export function granteesOf(viewer: Pick<ViewerFacts, 'id' | 'departmentPath'>, roleIds: readonly string[]): string[] {
  // A department means its people and those of the departments below it.
  const departments = viewer.departmentPath.split('/').filter(Boolean);
  return [`person:${viewer.id}`, ...departments.map((id) => `department:${id}`), ...roleIds.map((id) => `role:${id}`)];
}

/** The moment changes with each question, the way to the shares does not. */
const UNTIL = new Slot(({ now }) => now.toISOString(), { hasOnePlan: true });

const granteeSlots = new WeakMap<readonly string[], Slot>();
function grantees(roleIds: readonly string[]): Slot {
  let slot = granteeSlots.get(roleIds);
  if (!slot) granteeSlots.set(roleIds, (slot = new Slot(({ viewer }) => granteesOf(viewer, roleIds))));
  return slot;
}

/** Never correlated: an EXISTS would be asked for every row outside the scope. */
function sharedSql(to: 'read' | 'edit', at: Source, access: Access, by: SharedBy): Sql {
  const level = raw(to === 'edit' ? " and s.level = 'edit'" : '');
  const ids = sql`select s.record_id from public.record_share s where s.grantee = any(${grantees(access.roleIds ?? [])}::text[]) and s.entity_id = ${at.entity.id}::text and (s.until is null or s.until > ${UNTIL}::timestamptz)${level}`;
  return by === 'list' ? sql`${at.named('id')} = any(array(${ids}))` : sql`${at.named('id')} in (${ids})`;
}
