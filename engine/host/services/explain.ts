/**
 * Why somebody may, or may not, do something. The tests are those of enforcement (engine/access/rows.ts), answered by
 * the same SQL; here they only get their words.
 */
import { isAtLeast, type Access, type Grant, type RecordAction } from '../../access/access';
import { creating, isNever, rightOn, rightToNew, ruleTest, type RowTest } from '../../access/rows';
import { testRecord, type RecordTests, type Tested } from '../../data/records/explain';
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { Explanation, FieldRight, Input, Reason } from '../../kernel/api';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Viewer } from '../../kernel/viewer';
import type { Call } from '../contract';
import { viewersOf } from './flows-people';
import { schemaOf } from './records-context';
import { getRecord } from './records-read';
import { Words, RIGHT, type Told } from './explain-words';

type Asked = Input<'access.explain'>;

/** What every part of an explanation is made from. */
interface Case {
  /** Who asks; what they may not read is not told them. */
  readonly call: Call;
  /** Whom it is about. */
  readonly person: Viewer;
  /** Whoever may not sign in may do nothing, whatever their roles say. */
  readonly isActive: boolean;
  readonly access: Access;
  readonly entity: EntityModel;
  readonly field: FieldModel | undefined;
  readonly action: Asked['action'];
  readonly words: Words;
}

/**
 * About oneself everyone may ask, of records they may read; about others an administrator. Refuses entities and fields
 * that the asker does not know of, as every other operation does.
 */
export async function explain(call: Call, asked: Asked): Promise<Explanation> {
  const { host, viewer } = call;
  const isAdmin = viewer.permissions.includes('admin');
  if (asked.person !== undefined && asked.person !== viewer.id && !isAdmin) refuse('access.others', ['person']);
  const { person, isActive } = await personOf(call, asked.person);
  const { entity, field } = namesOf(call, asked, isAdmin);
  const record = asked.record;
  // Of a record that the asker may not read they are told nothing, not even that it is there.
  if (record !== undefined && !isAdmin) await getRecord(call, entity.name, record, []);
  const words = await Words.of(call, person, entity, record);
  const access = host.access(person);
  const it: Case = { call, person, isActive, access, entity, field, action: asked.action, words };
  return record === undefined ? withoutRecord(it) : ofRecord(it, record);
}

/** What the asker names, as far as they know of it. */
function namesOf({ host, viewer }: Call, asked: Asked, isAdmin: boolean): Pick<Case, 'entity' | 'field'> {
  const own = host.access(viewer);
  const entity = host.model().entity(asked.entity);
  const isKnown = entity && !entity.parent && (isAdmin || own.scope(entity, 'read') !== 'none');
  if (!entity || !isKnown) return refuse('query.unknownEntity', ['entity'], { entity: asked.entity });
  const field = asked.field === undefined ? undefined : entity.field(asked.field);
  const isFieldKnown = asked.field === undefined || (field && (isAdmin || own.right(entity, field) !== 'none'));
  if (!isFieldKnown) return refuse('query.unknownField', ['field'], { field: asked.field! });
  return { entity, field };
}

async function personOf(
  { host, viewer }: Call,
  id: string | undefined,
): Promise<{ readonly person: Viewer; readonly isActive: boolean }> {
  if (id === undefined || id === viewer.id) return { person: viewer, isActive: true };
  return host.transaction(async (tx) => {
    const person = (await viewersOf(tx, host, [id])).get(id) ?? refuse('access.unknownPerson', ['person']);
    const { rows } = await tx.query<{ is_active: boolean }>('select is_active from person where id = $1', [id]);
    return { person, isActive: rows[0]?.is_active === true };
  });
}

const leaf = (what: Reason['what'], holds: boolean, words: Told): Reason => ({ what, holds, words, of: [] });

function conclude(it: Case, isGiven: boolean, reasons: readonly Reason[], given: FieldRight | null): Explanation {
  const { person, isActive, words, entity, field, action } = it;
  const allowed = isActive && isGiven;
  const right = given !== null && !isActive ? 'none' : given;
  return {
    allowed,
    right,
    person: { id: person.id, title: person.name },
    words: words.verdict(person, { entity, field, action, isAllowed: allowed, right }),
    reasons: isActive ? reasons : [leaf('system', false, words.inactive(person)), ...reasons],
  };
}

// ---- without a record: what the roles say -------------------------------------------------------------------------------
function withoutRecord(it: Case): Explanation {
  const { access, entity, field, action } = it;
  const grants = access.grants(entity);
  if (action === 'create') return explainCreate(it);
  const reasons = grants.map((grant) => roleReason(it, grant, untested(ruleTest(grant.rules[action]))));
  const right = field ? access.right(entity, field) : null;
  const isOpen = access.scope(entity, action) !== 'none';
  const allowed = isOpen && (right === null || isAtLeast(right, action === 'update' ? 'edit' : 'read'));
  return conclude(it, allowed, [...noRole(it), ...reasons, ...fieldReasons(it, right)], right);
}

/** A test nobody asked a record about: what is not closed may hold for some. */
function untested(test: RowTest): Tested {
  const of = test.is === 'all' || test.is === 'any' ? test.of.map(untested) : [];
  return { test, holds: !isNever(test), of };
}

function explainCreate(it: Case): Explanation {
  const { access, entity, field, words } = it;
  const grants = access.grants(entity);
  const reasons = grants.map((grant): Reason => {
    const of = (grant.create?.conditions ?? []).map((source) => leaf('condition', true, words.condition(source)));
    return { ...leaf('role', grant.create !== undefined, words.roleCreates(grant)), of };
  });
  const right = field ? rightToNew(access, entity, field) : null;
  const allowed = creating(access, entity).length > 0 && (right === null || right === 'edit');
  return conclude(it, allowed, [...noRole(it), ...reasons, ...fieldReasons(it, right)], right);
}

const noRole = ({ access, entity, words, person }: Case): readonly Reason[] =>
  access.grants(entity).length > 0 ? [] : [leaf('entity', false, words.noRole(person))];

// ---- of one record --------------------------------------------------------------------------------------------------------
async function ofRecord(it: Case, id: string): Promise<Explanation> {
  const { call, person, access, entity, field, words } = it;
  const action: RecordAction = it.action === 'create' ? 'read' : it.action;
  const by = { viewer: person, now: call.host.clock.now() };
  const schema = { ...schemaOf(call), access };
  const runner = runnerOf(call.host.pool);
  const tests = await testRecord(runner, schema, entity, id, action, by);
  if (!tests) return refuse('record.notFound', ['record']);
  const standing = (await readStandings(runner, schema, entity, [id], by)).get(id);
  const right = field ? (standing ? rightOn(access, entity, field, standing) : 'none') : null;
  const isEnough = right === null || isAtLeast(right, action === 'update' ? 'edit' : 'read');
  const allowed = tests.isAllowed && isEnough;
  const reasons: Reason[] = [...noRole(it)];
  if (tests.isInTrash) reasons.push(leaf('trash', false, words.inTrash()));
  access.grants(entity).forEach((grant, i) => reasons.push(roleReason(it, grant, tests.grants[i]!, tests)));
  reasons.push(...(await shareReasons(it, id, tests)));
  return conclude(it, allowed, [...reasons, ...fieldReasons(it, right, tests)], right);
}

/** A role, and what of it gave or denied. */
function roleReason(it: Case, grant: Grant, tested: Tested, tests?: RecordTests): Reason {
  const { words, action, person } = it;
  const told = (part: Tested): readonly Reason[] => {
    if (part.test.is === 'scope') {
      return [
        leaf('scope', part.holds, words.scope(part.test.scope, person, tests ? tests.owner : undefined, part.holds)),
      ];
    }
    if (part.test.is === 'condition') return [leaf('condition', part.holds, words.condition(part.test.expression))];
    return part.of.flatMap(told);
  };
  const of = told(tested);
  const rule = action === 'create' ? undefined : grant.rules[action];
  const isClosed = rule?.scope === 'none';
  const parts = of.length > 0 || isClosed ? of : [leaf('scope', true, words.scope('all', person, undefined, true))];
  return { what: 'role', holds: tested.holds, words: words.role(grant, action, isClosed, tested.holds), of: parts };
}

async function shareReasons(it: Case, id: string, tests: RecordTests): Promise<readonly Reason[]> {
  const { words, access, person, entity } = it;
  const shares = await words.shares(entity, id, person, access.roleIds ?? []);
  if (shares.length === 0) return [leaf('share', tests.shared.holds, words.notShared())];
  return shares.map(({ isOver, level, told }) => {
    const isEnough = level === 'edit' || it.action === 'read';
    return leaf('share', tests.shared.holds && !isOver && isEnough, told);
  });
}

/** What each role says of the field, where rows are open; what no role can change comes first. */
function fieldReasons(it: Case, right: FieldRight | null, tests?: RecordTests): readonly Reason[] {
  const { access, entity, field, words, action } = it;
  if (!field || right === null) return [];
  const least: FieldRight = action === 'read' || action === 'delete' ? 'read' : 'edit';
  if (least === 'edit' && (field.system || field.derived)) {
    return [leaf('system', false, words.computed(field))];
  }
  const of = access.grants(entity).map((grant, i): Reason => {
    const given = grant.right(field);
    const isHere = !tests || tests.grants[i]?.holds === true || tests.shared.holds;
    return leaf('role', isHere && isAtLeast(given, least), words.fieldRight(grant, field, given));
  });
  return [{ what: 'field', holds: isAtLeast(right, least), words: words.field(field, RIGHT[right]), of }];
}
