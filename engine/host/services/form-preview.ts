/**
 * What the migrations of a draft would do to real records: the same steps, rules and checks as when they run, over the
 * entity as it is being built. Nothing is written; what the viewer may not read, or what follows from it, is not shown.
 */
import { mayRead } from '../../access/access';
import { CAPTURED } from '../../data/records/captured';
import { changesOf } from '../../data/records/changes';
import { checkValues } from '../../data/records/check';
import { receive, sameValue, type Values } from '../../data/records/receive';
import { readManyStored, rowIdsOf } from '../../data/records/stored';
import { checkTargets } from '../../data/records/targets';
import { runnerOf } from '../../data/run';
import { contextOf } from '../../expression/compile';
import { compileForm, type FormPlan } from '../../form/compile';
import { compileMigrations, migrate, newMigrations, type MigrationPlan } from '../../form/migrations';
import { prepareWrite } from '../../form/prepare';
import type { Input, MigrationSample, Output } from '../../kernel/api';
import type { Filter, FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { Refusal, type Problem } from '../../kernel/problems';
import type { Call } from '../contract';
import { said } from './documents-said';
import { isDefaultForm } from './documents-move';
import { fieldView } from './entity-view';
import { withoutHidden } from './form-versions';
import { schemaOf, unlimitedSchema } from './records-context';
import { filledIn } from './records-fill';
import { relatedOf } from './records-form';
import { shownChanges } from './records-history';
import { duplicates, type Candidate } from './records-many-checks';

const LOOKED = 200;
const SHOWN = 20;
/** However many would not pass, some that would are shown too. */
const GOOD = 6;
const NOTHING: Output<'form.previewMigration'> = { samples: [], looked: 0, moved: 0, same: 0, failed: 0, hidden: [] };

interface Preview {
  readonly call: Call;
  readonly form: FormDocument;
  /** As it is published, and as it is being built. */
  readonly now: EntityModel;
  readonly next: EntityModel;
  readonly model: Model;
  readonly plan: MigrationPlan;
  readonly rules: FormPlan;
}
interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** By the names of the draft: the record as it is, and as it would be. */
  readonly before: Values;
  readonly after: Values;
  readonly changed: readonly FieldModel[];
  readonly problems: readonly Problem[];
}

export async function previewMigration(
  call: Call,
  { entity, form }: Input<'form.previewMigration'>,
): Promise<Output<'form.previewMigration'>> {
  const { host } = call;
  const published = host.documents.list('form').find(({ document }) => document.id === form.id);
  const now = host.model().entity(entity.id);
  if (!published || !now) return NOTHING;
  const problems = await host.documents.check([entity, form]);
  const errors = problems.filter(({ level, document }) => level !== 'warning' && document?.name === form.name);
  if (errors.length > 0) throw new Refusal(errors);
  const migrations = newMigrations(form, published.document as FormDocument);
  if (migrations.length === 0) return NOTHING;
  const model = host.documents.modelWith([entity, form]);
  const next = model.entity(entity.id)!;
  const types = host.registry.fieldTypes;
  const plan = compileMigrations(migrations, { entity: next, model, types });
  const preview = { call, form, now, next, model, plan, rules: compileForm(form, next, model, types) };
  const outcomes = await outcomesOf(preview, await candidates(preview, published.version));
  return shown(preview, outcomes);
}

/** Records the viewer may read that some migration is about. */
async function candidates({ call, form, now, plan }: Preview, published: number) {
  const { host } = call;
  const forms = host.documents.list('form').map(({ document }) => document);
  const froms = plan.migrations.map(({ migration }) => migration.from);
  const isUnknown = isDefaultForm(form, now, forms) && froms.some((from) => from === 'older' || from === 0);
  const version: Filter = froms.includes('older')
    ? { field: 'captured_version', op: 'lte', value: published }
    : { any: froms.map((from): Filter => ({ field: 'captured_version', op: 'eq', value: from })) };
  const known: Filter = { all: [{ field: 'captured_form', op: 'eq', value: form.id }, version] };
  const filter: Filter = isUnknown ? { any: [known, { field: 'captured_form', op: 'isEmpty' }] } : known;
  const { rows } = await host.records.list(call, {
    entity: now.name,
    fields: CAPTURED,
    filter,
    page: { size: LOOKED },
  });
  return rows.map(({ id, title, captured_version: of }) => ({ id, title, version: of === null ? 0 : Number(of) }));
}

async function outcomesOf(preview: Preview, records: Awaited<ReturnType<typeof candidates>>): Promise<Outcome[]> {
  const { call, now, next, plan, rules, model } = preview;
  const { host, viewer } = call;
  const by = { viewer, now: host.clock.now() };
  const runner = runnerOf(host.pool);
  const all = unlimitedSchema(host);
  const stored = await readManyStored(
    runner,
    all,
    now,
    records.map(({ id }) => id),
    by,
    { action: 'read' },
  );
  const there = records.flatMap((record) => {
    const found = stored.get(record.id);
    return found ? [{ ...record, before: renamed(now, next, found.values) }] : [];
  });
  const given = contextOf(viewer, by.now);
  const values = there.map(({ before }) => ({ values: before, before: undefined }));
  const context = { ...given, related: await relatedOf(host, runner, plan.related, values) };
  const schema = unlimitedSchema(host, model);
  const moved = there.map((record) => {
    const sent = migrate(plan, record.version, record.before, context);
    const received = receive(schema, next, sent, 'any', record.before);
    return { ...record, received, merged: { ...record.before, ...received.values } };
  });
  const sent = moved.map(({ before, received, merged }) => ({ values: merged, before, sent: received.values }));
  // With the viewer's own eyes: what they may not read fills in nothing here.
  const forRules = await filledIn({ plan: rules, runner, reader: schemaOf(call), ...by }, sent);
  const related = await relatedOf(host, runner, rules.related, forRules);
  const outcomes = moved.map(({ received, merged: _merged, ...record }, i): Outcome => {
    const made = prepareWrite(rules, { values: forRules[i]!.values, before: record.before }, { ...given, related });
    const differs = (field: FieldModel): boolean =>
      !field.system && !sameValue(schema, field, made.values[field.name] ?? null, record.before[field.name] ?? null);
    const changed = next.fields.filter(differs);
    const found = checkValues(schema, next, made.values, {
      fields: changed,
      editable: 'any',
      rowIds: rowIdsOf(next, record.before),
      isRequired: (field) => made.isRequired(field),
      isCellRequired: (list, row, column) => made.isCellRequired(list, row, column),
    });
    const refused = made.problems.filter(({ code }) => code !== 'field.readOnly');
    return { ...record, after: made.values, changed, problems: [...received.problems, ...refused, ...found] };
  });
  return againstOthers(preview, outcomes);
}

/** By id: a field may have another name in the draft. */
const renamed = (from: EntityModel, to: EntityModel, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [to.field(from.field(name)!.id)?.name ?? name, value]),
  );

/** What only the other records know: values that must be unique, records that are gone. */
async function againstOthers({ call, now, next }: Preview, outcomes: Outcome[]): Promise<Outcome[]> {
  const { host, viewer } = call;
  const [runner, schema] = [runnerOf(host.pool), unlimitedSchema(host)];
  const rows = outcomes.map((outcome, index): Candidate => {
    const values = changedNow(now, outcome);
    return {
      index,
      id: outcome.id,
      values,
      present: { id: outcome.id, rev: 1, values: renamed(next, now, outcome.before) },
    };
  });
  const good = rows.filter(({ index }) => outcomes[index]!.problems.length === 0);
  const targets = good.map(({ index, values, present }) => ({ values, before: present!.values, path: [index] }));
  const found = [
    ...(await duplicates({ runner, schema, entity: now }, good)),
    ...(await checkTargets(runner, schema, now, targets, { viewer, now: host.clock.now() })).map((one) => ({
      index: one.path[0] as number,
      found: { ...one, path: one.path.slice(1) },
    })),
  ];
  return outcomes.map((outcome, index) => ({
    ...outcome,
    problems: [...outcome.problems, ...found.filter((one) => one.index === index).map((one) => one.found)],
  }));
}

/** What changes in fields there are already, by the names they have now. */
const changedNow = (now: EntityModel, { changed, after }: Outcome): Values =>
  Object.fromEntries(
    changed.flatMap(({ id, name }) => {
      const field = now.field(id);
      return field && !field.system ? [[field.name, after[name] ?? null]] : [];
    }),
  );

async function shown(preview: Preview, outcomes: readonly Outcome[]): Promise<Output<'form.previewMigration'>> {
  const { call, now, next } = preview;
  const hidden = hiddenIn(preview);
  const told = withoutHidden(call, now, { entity: next, hidden });
  const failed = outcomes.filter(({ problems }) => problems.length > 0);
  const moved = outcomes.filter(({ problems, changed }) => problems.length === 0 && changed.length > 0);
  const same = outcomes.length - failed.length - moved.length;
  const samples: MigrationSample[] = [];
  const rest = Math.min(moved.length, GOOD);
  for (const outcome of [...failed.slice(0, SHOWN - rest), ...moved].slice(0, SHOWN)) {
    const { id, title, version, problems } = outcome;
    samples.push({
      record: { id, title },
      version,
      changes: await changesShown(preview, outcome, hidden),
      problems: said([...new Set(problems.map(told))], call),
    });
  }
  return {
    samples,
    looked: outcomes.length,
    moved: moved.length,
    same,
    failed: failed.length,
    hidden: [...hidden].flatMap((id) => next.field(id)?.label ?? []),
  };
}

/**
 * Ids of fields that tell of what the viewer may not read: those themselves, what steps make of them, and what rules make
 * of either.
 */
function hiddenIn({ call, now, next, plan, rules }: Preview): ReadonlySet<string> {
  const access = call.host.access(call.viewer);
  const hidden = new Set<string>();
  const isHidden = (entity: EntityModel, field: FieldModel): boolean => {
    if (entity.id === next.id && hidden.has(field.id)) return true;
    const owner = entity.id === next.id ? now : entity;
    const there = owner.field(field.id);
    // A field that is new has no values yet but those the steps give it.
    return there !== undefined && !mayRead(access, owner, there);
  };
  const flows = [
    ...plan.flows,
    ...rules.calculations.flatMap(({ field, list, assignments }) =>
      assignments.map(({ when, value }) => ({
        writes: [list ?? field],
        reads: [when, value].flatMap(({ uses }) => uses.flatMap(({ steps }) => steps)),
      })),
    ),
  ];
  for (const field of next.fields) if (!field.system && isHidden(next, field)) hidden.add(field.id);
  for (const { writes, reads } of [...flows, ...flows]) {
    if (reads.some(({ entity, field }) => isHidden(entity, field))) for (const field of writes) hidden.add(field.id);
  }
  return hidden;
}

async function changesShown(
  { call, now, next }: Preview,
  outcome: Outcome,
  hidden: ReadonlySet<string>,
): Promise<MigrationSample['changes']> {
  const { host, viewer } = call;
  const access = host.access(viewer);
  const schema = unlimitedSchema(host);
  const before = renamed(next, now, outcome.before);
  const changes = changesOf(schema, now, outcome.id, before, changedNow(now, outcome));
  const [view] = await shownChanges(call, schemaOf(call), { entity: now, id: outcome.id }, [{ by: null, changes }]);
  return outcome.changed.flatMap((field): MigrationSample['changes'] => {
    if (hidden.has(field.id)) return [];
    const there = now.field(field.id);
    if (!there) {
      const after = (outcome.after[field.name] ?? null) as Json;
      return [{ field: fieldView(field, 'read', access, new Set()), before: null, after }];
    }
    const change = view!.changes.find((one) => one.field === there.name);
    if (!change) return [];
    return [{ field: fieldView(field, 'read', access, new Set()), before: change.before, after: change.after }];
  });
}
