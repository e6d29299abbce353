/** From a publication to a plan: sentences, the SQL behind them, and what stands in the way. */
import crypto from 'node:crypto';
import { countHolders, type DocumentRow, type Queryable } from '../../data/documents/rows';
import { readPhysical } from '../../data/documents/tables';
import { earlyUnique, type EarlyIndex } from '../../entity/ddl-convert';
import type { DdlContext } from '../../entity/ddl';
import { quoteIdentifier, quoteText } from '../../entity/identifiers';
import { comingId, Tables, type Physical } from '../../entity/physical';
import { planEntity, type PlannedStep } from '../../entity/plan';
import type { Conversion, PlanStep } from '../../kernel/api';
import type { AnyDocument, EntityDocument, RoleDocument } from '../../kernel/documents.generated';
import { sameJson } from '../../kernel/json';
import { problem, refuse } from '../../kernel/problems';
import type { Locale } from '../../kernel/text';
import type { Author, DocumentPlan, DocumentProblem } from '../contract';
import { INLINE_ROWS, planConversions, type PlannedConversion } from './documents-carry';
import { checkTogether, placed, type Checker } from './documents-check';
import { derivedStep, NOTHING_TO_DERIVE, workOut, type LateField } from './documents-derived';
import { moveSteps, planMoves, type FormMove } from './documents-move';
import { numberSteps, planNumbers, type NumberFill } from './documents-numbers';
import { fingerprintOf, type State } from './documents-state';
import { otherStep, removalStep, runProbes, shownStep } from './documents-steps';
import { trashOf, type TrashChange } from './documents-trash';
import { checkCircles } from './documents-trees';

/** From how many rows on a unique index is built before the publication. */
const EARLY_INDEX_ROWS = 50_000;

/** What is to happen, resolved: documents by content, removals by id. */
export interface Change {
  readonly documents: readonly AnyDocument[];
  readonly removed: ReadonlySet<string>;
  /** A whole package goes: its roles go too, and their people keep the name for when it comes back. */
  readonly isPackageRemoval: boolean;
}
export interface FullPlan extends DocumentPlan {
  /** Makes the columns that are to be filled. */
  readonly expand: readonly string[];
  /** Values to carry over between `expand` and `sql`. */
  readonly carrying: readonly PlannedConversion[];
  /** Conversions that leave every value as it lies. */
  readonly looking: readonly PlannedConversion[];
  readonly plain: readonly string[];
  /** In the order in which they run. */
  readonly sql: readonly string[];
  /** When all that has run. */
  readonly later: readonly string[];
  /** Indexes that are built before, while everybody writes. */
  readonly early: readonly EarlyIndex[];
  /** Computed fields whose values are computed after the publication. */
  readonly late: readonly LateField[];
  /** Auto-numbers that are given before it. */
  readonly numbering: readonly NumberFill[];
  /** Records captured with older versions of forms that are moved after it. */
  readonly moving: readonly FormMove[];
  /** Those that differ from what is published, with their former names, in the order they are published. */
  readonly documents: readonly AnyDocument[];
  /** What is taken away or replaced, and what comes back. */
  readonly trash: TrashChange;
}
export interface PlanHow {
  readonly conversions?: readonly Conversion[];
  readonly reader?: { readonly locale: Locale; readonly timeZone: string };
  /** The values were looked at before (a run goes on): these fields' values stay as they lie, all others are carried. */
  readonly plain?: ReadonlySet<string>;
  /** Which computed fields are computed afterwards, decided when the run began. */
  readonly late?: ReadonlySet<string>;
}
export const DEFAULT_READER = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;

/** @param db the transaction of the publication, or a pool when the plan is only shown */
export async function makePlan(
  db: Queryable,
  change: Change,
  before: State,
  checker: Checker,
  how: PlanHow = {},
): Promise<FullPlan> {
  const { state, documents, problems } = checkTogether(change.documents, change.removed, before, checker);
  const found: DocumentProblem[] = [...problems, ...(await checkRemoved(db, change, before))];
  const order = (document: AnyDocument): number => checker.registry.documentKinds.get(document.kind)?.order ?? 0;
  // Values may be moved between fields that stay as they are.
  const isAsked = ({ id }: AnyDocument): boolean =>
    how.conversions?.some(({ entity }) => state.model.entity(entity)?.id === id) ?? false;
  const changed = documents
    .filter((document) => !sameJson(document, before.byId.get(document.id)?.document) || isAsked(document))
    .sort((a, b) => order(a) - order(b));
  const errors = found.filter(({ level }) => level !== 'warning');
  const hasErrors = new Set(errors.map((p) => p.document && `${p.document.kind} ${p.document.name}`));
  const physical = await readPhysical(db);
  const tables = new Tables(physical);
  const context = { model: state.model, registry: checker.registry, tables };
  const isSound = (document: AnyDocument): document is EntityDocument =>
    document.kind === 'entity' && !hasErrors.has(`entity ${document.name}`);
  const old = (document: AnyDocument): AnyDocument | undefined => before.byId.get(document.id)?.document;

  // What is carried over is decided with the names of before, so before any statement changes one.
  const conversions: PlannedConversion[] = [];
  for (const document of changed.filter(isSound)) {
    const carry = await planConversions(old(document) as EntityDocument | undefined, document, {
      ...context,
      db,
      physical,
      conversions: how.conversions ?? [],
      reader: how.reader ?? DEFAULT_READER,
      isScanning: how.plain === undefined,
      plain: how.plain ?? new Set(),
      secrets: checker.secrets,
    });
    conversions.push(...carry.list);
    found.push(...placed(document, carry.problems));
  }
  found.push(...unknownEntities(how.conversions ?? [], changed, state));
  const carrying = conversions.filter(({ isPlain }) => !isPlain);
  const stamp = crypto.randomBytes(4).toString('hex');
  const early = carrying.flatMap((planned) => planned.early);
  const numbering = await planNumbers(db, changed.filter(isSound), context, physical, how.late);
  const steps: PlannedStep[] = [];
  for (const document of changed) {
    if (document.kind !== 'entity') steps.push(otherStep(document, old(document), checker));
    else if (isSound(document)) {
      const own = carrying.map(({ field }) => field).filter(({ entity }) => entity.id === document.id);
      early.push(...earlyUniques(document, physical, context));
      const carried = { conversions: own, stamp };
      const plan = planEntity(old(document) as EntityDocument | undefined, document, context, carried);
      steps.push(...plan.steps);
      found.push(...placed(document, plan.problems));
    }
  }
  for (const id of change.removed) steps.push(removalStep(before.byId.get(id)!.document, checker));
  const probed = await runProbes(db, steps, changed);
  found.push(...probed.problems);
  const isSoundAll = found.every((p) => p.level === 'warning');
  // Last, by the names after the publication: what the database computes by itself.
  const changedIds = new Set(carrying.map(({ field }) => field.field.id));
  const derived = isSoundAll
    ? await workOut(db, context, { physical, changed: changedIds, late: how.late, stamp })
    : NOTHING_TO_DERIVE;
  early.push(...derived.early);
  found.push(...(await checkCircles(db, derived, changed, physical)));
  const moving = await planMoves(db, changed, before, state);
  const canPublish = found.every((p) => p.level === 'warning');
  const numbered = new Set(numbering.map(({ number }) => number.field.id));
  const shown = [
    ...probed.steps.map((step) => shownStep(step, conversions, physical)),
    ...numberSteps(numbering),
    ...derivedStep(derived, numbered),
    ...moveSteps(moving, state),
  ];
  return {
    steps: shown,
    problems: found,
    canPublish,
    seal: sealOf({ change, changed, before, physical, state, steps: shown, problems: found }),
    isBackground:
      isTooMuch(carrying) ||
      derived.late.length + numbering.length > 0 ||
      moving.some(({ rows }) => rows > 0) ||
      early.length > carrying.flatMap((planned) => planned.early).length,
    documents: changed,
    expand: [...carrying, ...numbering].flatMap((planned) => planned.expand),
    carrying,
    looking: conversions.filter(({ isPlain }) => isPlain),
    plain: conversions.filter(({ isPlain }) => isPlain).map(({ field }) => field.field.id),
    sql: [
      ...numbering.flatMap(({ take }) => take),
      ...steps.flatMap((step) => step.sql),
      ...steps.flatMap((step) => step.after),
      ...carrying.flatMap(({ drops }) => drops),
      ...derived.sql,
    ],
    later: carrying.flatMap(settledSql),
    early,
    late: derived.late,
    numbering,
    moving,
    trash: trashOf({ documents: changed, before, removed: change.removed, carrying, stamp }),
  };
}

/** What was set aside and came home with the type it had is set aside no more. */
function settledSql({ carry, field: { field } }: PlannedConversion): string[] {
  const runs = carry.former?.chain.flatMap(({ run }) => (run ? [quoteText(run)] : [])) ?? [];
  if (!carry.former || runs.length === 0) return [];
  const [now, then] = [field.column!, carry.former.column.name].map(quoteIdentifier);
  return [
    `update public.quarantine q set resolution = 'restored', resolved_at = now() from ${carry.table} t
      where q.field_id = ${quoteText(field.id)} and q.run_id in (${runs.join(', ')}) and q.resolution is null
        and t.id = q.item_id and t.${then!} is not null and t.${now!} = t.${then!}`,
  ];
}

const isTooMuch = (carrying: readonly PlannedConversion[]): boolean => carrying.some(({ rows }) => rows > INLINE_ROWS);

/** A unique index over many rows keeps writers waiting while it is built, so it is built before. */
function earlyUniques(document: EntityDocument, physical: Physical, context: DdlContext): EarlyIndex[] {
  const entity = context.model.entity(document.id)!;
  const rows = (id: string): number => physical.tables.find((table) => table.id === id)?.rows ?? 0;
  const owners = [entity, ...entity.fields.flatMap(({ child }) => child ?? [])];
  return owners
    .filter((owner) => rows(owner.id) > EARLY_INDEX_ROWS)
    .flatMap((owner) =>
      owner.fields
        .filter((field) => field.isUnique && !field.system && !physical.indexes.has(`uq_${field.id}`))
        .filter((field) => !context.tables.column(owner.id, comingId(field.id)))
        .flatMap((field) => earlyUnique(owner, field, context)),
    );
}

/** A conversion of an entity that is no part of the publication would be an option that does nothing. */
function unknownEntities(
  conversions: readonly Conversion[],
  changed: readonly AnyDocument[],
  { model }: State,
): DocumentProblem[] {
  const ids = new Set(changed.map(({ id }) => id));
  return conversions
    .filter(({ entity }) => !ids.has(model.entity(entity)?.id ?? ''))
    .map(({ entity, field }) => problem('plan.unknownField', [], { name: `${entity}.${field}` }));
}

interface Sealed {
  readonly change: Change;
  readonly changed: readonly AnyDocument[];
  readonly before: State;
  readonly state: State;
  readonly physical: Physical;
  readonly steps: readonly PlanStep[];
  readonly problems: readonly DocumentProblem[];
}
/**
 * What the reader agreed to: changes with the published versions and the tables of what is to change, with the steps and
 * with the warnings. Publications of others that alter none of this do not void a plan that is looked at. SQL and row
 * counts stay out: statements carry random names, and people go on writing.
 */
function sealOf({ change, changed, before, state, physical, steps, problems }: Sealed): string {
  const ids = new Set([...changed.map(({ id }) => id), ...change.removed]);
  const published = [...before.byId.values()]
    .filter(({ document }) => ids.has(document.id))
    .map((e) => `${e.document.id}@${e.version}:${e.fingerprint}`)
    .sort();
  const owns = (id: string): boolean => {
    const owner = state.model.entity(id) ?? before.model.entity(id);
    return ids.has(owner?.parent?.entity.id ?? owner?.id ?? id);
  };
  const tables = physical.tables.filter(({ id }) => owns(id)).map(({ id, name, columns }) => [id, name, columns]);
  const told = steps.map((step) => [step.class, step.document, step.path]);
  const warned = problems.map(({ code, path, document }) => [code, path, document ?? null]);
  return fingerprintOf(JSON.stringify([published, tables, told, warned]));
}

const WARNING = { level: 'warning' } as const;

/** Problems only the database or the platform knows when something is taken away. */
async function checkRemoved(
  db: Queryable,
  { removed, isPackageRemoval }: Change,
  before: State,
): Promise<readonly DocumentProblem[]> {
  const entries = [...removed].map((id) => before.byId.get(id)!);
  const roles = entries.map((entry) => entry.document).filter((document) => document.kind === 'role');
  const held =
    roles.length > 0
      ? await countHolders(
          db,
          roles.map((role) => role.name),
        )
      : new Map<string, number>();
  return entries.flatMap(({ document, package: owner }) => {
    const { label } = document;
    const n = document.kind === 'role' ? held.get(document.name) : undefined;
    return placed(document, [
      ...(owner === 'platform' ? [problem('document.platform', [], { label })] : []),
      ...(n ? [{ ...problem('role.held', [], { label, n }), ...(isPackageRemoval ? WARNING : {}) }] : []),
    ]);
  });
}

/** A role's permissions are the administrator's; everything else about a role belongs to those who build. */
export function checkAuthor(
  by: Author,
  { documents, removed }: Pick<Change, 'documents' | 'removed'>,
  before: State,
): readonly DocumentProblem[] {
  if (by.isAdmin) return [];
  const permissions = (role: AnyDocument | undefined): string[] =>
    [...((role as RoleDocument | undefined)?.permissions ?? [])].sort();
  const published = (id: string): AnyDocument | undefined => before.byId.get(id)?.document;
  const changed = documents
    .filter((document) => document.kind === 'role')
    .filter((role) => !sameJson(permissions(role), permissions(published(role.id))));
  const gone = [...removed].flatMap((id) => published(id) ?? []).filter((role) => permissions(role).length > 0);
  return [...changed, ...gone].flatMap((role) =>
    placed(role, [problem('document.adminOnly', ['permissions'], { label: role.label })]),
  );
}

/** What a publication makes of a document: its draft, or as it is where values are moved between its fields. */
export function draftOf(
  row: Pick<DocumentRow, 'id' | 'name' | 'draft'>,
  conversions: readonly Conversion[] | undefined,
  published: State,
): AnyDocument {
  if (row.draft) return JSON.parse(row.draft) as AnyDocument;
  const isAsked = conversions?.some(({ entity }) => published.model.entity(entity)?.id === row.id);
  const found = isAsked ? published.byId.get(row.id)?.document : undefined;
  return found ?? refuse('document.noDraft', [], { name: row.name });
}

export const howOf = ({ conversions, reader }: Pick<PlanHow, 'conversions' | 'reader'>): PlanHow => ({
  ...(conversions ? { conversions } : {}),
  ...(reader ? { reader } : {}),
});
