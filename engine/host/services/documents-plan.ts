/** From a publication to a plan: sentences, the SQL behind them, and what stands in the way. */
import { readDerived } from '../../data/derived/state';
import { planDerived, type DerivedPlan } from '../../entity/derived/plan';
import { countHolders, type Queryable } from '../../data/documents/rows';
import { readPhysical } from '../../data/documents/tables';
import { Tables, type Physical } from '../../entity/physical';
import { planEntity, type PlannedStep } from '../../entity/plan';
import type { PlanStep } from '../../kernel/api';
import type { AnyDocument, EntityDocument, RoleDocument } from '../../kernel/documents.generated';
import { sameJson } from '../../kernel/json';
import { problem } from '../../kernel/problems';
import type { Text } from '../../kernel/text';
import type { Author, DocumentPlan, DocumentProblem } from '../contract';
import { checkTogether, placed, type Checker } from './documents-check';
import { fingerprintOf, type State } from './documents-state';
import { changesBetween } from './documents-diff';

/** What is to happen, resolved: documents by content, removals by id. */
export interface Change {
  readonly documents: readonly AnyDocument[];
  readonly removed: ReadonlySet<string>;
  /** A whole package goes: its roles go too, and their people keep the name for when it comes back. */
  readonly isPackageRemoval: boolean;
}
export interface FullPlan extends DocumentPlan {
  /** In the order in which they run. */
  readonly sql: readonly string[];
  /** Those that differ from what is published, with their former names, in the order they are published. */
  readonly documents: readonly AnyDocument[];
}

/** @param db the transaction of the publication, or a pool when the plan is only shown */
export async function makePlan(db: Queryable, change: Change, before: State, checker: Checker): Promise<FullPlan> {
  const { state, documents, problems } = checkTogether(change.documents, change.removed, before, checker);
  const found: DocumentProblem[] = [...problems, ...(await checkRemoved(db, change, before))];
  const order = (document: AnyDocument): number => checker.registry.documentKinds.get(document.kind)?.order ?? 0;
  const changed = documents
    .filter((document) => !sameJson(document, before.byId.get(document.id)?.document))
    .sort((a, b) => order(a) - order(b));
  const hasErrors = new Set(found.map((p) => p.document && `${p.document.kind} ${p.document.name}`));
  const physical = await readPhysical(db);
  const tables = new Tables(physical);
  const context = { model: state.model, registry: checker.registry, tables };
  const steps: PlannedStep[] = [];
  for (const document of changed) {
    const old = before.byId.get(document.id)?.document;
    if (document.kind !== 'entity') steps.push(otherStep(document, old, checker));
    else if (!hasErrors.has(`entity ${document.name}`)) {
      const plan = planEntity(old as EntityDocument | undefined, document, context);
      steps.push(...plan.steps);
      found.push(...placed(document, plan.problems));
    }
  }
  for (const id of change.removed) steps.push(removalStep(before.byId.get(id)!.document, checker));
  const probed = await runProbes(db, steps, changed);
  found.push(...probed.problems);
  const canPublish = found.every((p) => p.level === 'warning');
  // Last, by the names after the publication: what the database computes by itself.
  const derived = canPublish ? planDerived(state.model, await readDerived(db)) : NOTHING_TO_DERIVE;
  const sql = [...steps.flatMap((step) => step.sql), ...steps.flatMap((step) => step.after), ...derived.sql];
  const seal = sealOf(before, physical);
  return {
    steps: [...probed.steps.map(shown), ...derivedStep(derived)],
    problems: found,
    canPublish,
    documents: changed,
    sql,
    seal,
    isBackground: false,
  };
}

/** Changes with everything published and with every table and column. */
export function sealOf(before: State, physical: Physical): string {
  const published = [...before.byId.values()].map((e) => `${e.document.id}@${e.version}:${e.fingerprint}`).sort();
  return fingerprintOf(JSON.stringify([published, physical.tables]));
}

const NOTHING_TO_DERIVE: DerivedPlan = { sql: [], computed: [] };

/** Computing the values of all records is a step people should see; triggers made anew after a rename are not. */
function derivedStep({ sql, computed }: DerivedPlan): readonly PlanStep[] {
  const [first] = computed;
  if (!first) return [];
  const names = (locale: 'zh-CN' | 'en'): string =>
    computed
      .map(({ entity, field }) => `${entity.label[locale]} ${field.label[locale]}`)
      .join(locale === 'en' ? ', ' : '、');
  return [
    {
      class: 'S1',
      document: { kind: 'entity', name: (first.entity.parent?.entity ?? first.entity).name },
      path: ['fields'],
      words: {
        'zh-CN': `为已有记录计算：${names('zh-CN')}。`,
        en: `Compute for the records there are: ${names('en')}.`,
      },
      sql,
    },
  ];
}

/** What people see of a step: its own statements together. */
const shown = ({ class: danger, document, path, words, sql, after }: PlannedStep): PlanStep => ({
  class: danger,
  document,
  path,
  words,
  sql: [...sql, ...after],
});

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

function otherStep(document: AnyDocument, old: AnyDocument | undefined, { registry }: Checker): PlannedStep {
  const kind = registry.documentKinds.get(document.kind)?.label ?? { 'zh-CN': document.kind, en: document.kind };
  const { label, name } = document;
  const places = changesBetween(old ?? null, document).length;
  const words: Text = old
    ? {
        'zh-CN': `更新${kind['zh-CN']}“${label['zh-CN']}”（${places} 处改动）。`,
        en: `Change the ${kind.en.toLowerCase()} “${label.en}” in ${places} ${places === 1 ? 'place' : 'places'}.`,
      }
    : {
        'zh-CN': `新增${kind['zh-CN']}“${label['zh-CN']}”。`,
        en: `Add the ${kind.en.toLowerCase()} “${label.en}”.`,
      };
  return { class: 'S0', document: { kind: document.kind, name }, path: [], words, sql: [], after: [] };
}

function removalStep({ kind, name, label }: AnyDocument, { registry }: Checker): PlannedStep {
  const kindLabel = registry.documentKinds.get(kind)?.label ?? { 'zh-CN': kind, en: kind };
  const keeps =
    kind === 'entity'
      ? { 'zh-CN': '已有记录保留在数据库中。', en: 'Its records stay in the database.' }
      : { 'zh-CN': '可从历史版本恢复。', en: 'It can be brought back from its history.' };
  const words = {
    'zh-CN': `移除${kindLabel['zh-CN']}“${label['zh-CN']}”，${keeps['zh-CN']}`,
    en: `Remove the ${kindLabel.en.toLowerCase()} “${label.en}”. ${keeps.en}`,
  };
  return { class: 'S4', document: { kind, name }, path: [], words, sql: [], after: [] };
}

/** Asks the records what a step must know: repeated values stop it, empty ones are counted in its sentence. */
async function runProbes(
  db: Queryable,
  steps: readonly PlannedStep[],
  documents: readonly AnyDocument[],
): Promise<{ readonly steps: readonly PlannedStep[]; readonly problems: readonly DocumentProblem[] }> {
  const problems: DocumentProblem[] = [];
  const answered: PlannedStep[] = [];
  for (const step of steps) {
    const { probe } = step;
    const document = documents.find((d) => d.kind === step.document.kind && d.name === step.document.name);
    if (!probe || !document) {
      answered.push(step);
      continue;
    }
    const { rows } = await db.query<{ value?: string; n: number }>(probe.sql);
    if (probe.asks === 'missing') answered.push(withMissing(step, rows[0]?.n ?? 0));
    else {
      answered.push(step);
      const values = rows.map((row) => (probe.field.target ? `× ${row.n}` : `${row.value} (× ${row.n})`)).join(', ');
      const field = labelOf(probe.fields ?? [probe.field]);
      const found = problem('entity.duplicates', step.path, { field, values });
      if (rows.length > 0) problems.push(...placed(document, [found]));
    }
  }
  return { steps: answered, problems };
}

const labelOf = (fields: readonly { readonly label: Text }[]): Text => ({
  'zh-CN': fields.map(({ label }) => label['zh-CN']).join('＋'),
  en: fields.map(({ label }) => label.en).join(' + '),
});

const withMissing = (step: PlannedStep, n: number): PlannedStep =>
  n === 0
    ? step
    : {
        ...step,
        words: {
          'zh-CN': `${step.words['zh-CN']}现有 ${n} 条记录未填，暂不受影响，下次编辑时须补上。`,
          en: `${step.words.en} ${n} ${n === 1 ? 'record has' : 'records have'} none; whoever edits one next must fill it in.`,
        },
      };
