/** The rules of forms, applied to every write whatever door it came through. */
import { compileForm, type FormPlan } from '../../form/compile';
import type { RelatedNeed } from '../../form/plan';
import type { RelatedRecord, RelatedRecords } from '../../form/state';
import { prepareWrite } from '../../form/prepare';
import type { Values } from '../../data/records/receive';
import { runnerOf, type Runner } from '../../data/run';
import { mainForm } from '../../form/audience';
import { contextOf } from '../../expression/compile';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../../kernel/model';
import { refuse, type Problem } from '../../kernel/problems';
import type { Host } from '../contract';
import { formsOf } from './form-choice';
import type { Prepare, PrepareMany, Prepared, ServingForm } from './records-context';
import { filledIn } from './records-fill';
import { asPlatform, loadManyRelated } from './records-read';

/**
 * The form that serves a write: the one named, else the main form of the entity. An entity without a form has no rules
 * beyond its own.
 */
export function formOf(host: Host, entity: EntityModel, name: string | undefined): FormDocument | undefined {
  const forms = formsOf(host, entity);
  // Where nobody made a form, the generated one is called like its entity.
  const isGenerated = forms.length === 0 && name === entity.name;
  if (name === undefined || isGenerated) return mainForm(forms, entity.name);
  const named = host.documents.published('form', name)?.document;
  return forms.find((form) => form.id === named?.id) ?? refuse('record.unknownForm', ['form'], { form: name });
}

const serving = new WeakMap<object, Map<string, ServingForm | undefined>>();

/** `formOf` with its version; looked for once per publication, for every write asks. */
export function servingForm(host: Host, entity: EntityModel, name: string | undefined): ServingForm | undefined {
  const edition = host.documents.edition();
  let known = serving.get(edition);
  if (!known) serving.set(edition, (known = new Map()));
  const key = `${entity.id} ${name ?? ''}`;
  if (!known.has(key)) {
    const document = formOf(host, entity, name);
    const found = document && host.documents.published('form', document.name);
    known.set(key, found && { document: document!, version: found.version });
  }
  return known.get(key);
}

const plans = new WeakMap<Model, WeakMap<FormDocument, FormPlan>>();

const hasEffect = ({ rules = [], fills = [] }: FormDocument): boolean =>
  rules.some(({ enabled }) => enabled !== false) || fills.length > 0;

/** Compiled once per model and version of the form; a form without rules and fills needs no plan. */
function planOf(host: Host, entity: EntityModel, form: FormDocument | undefined): FormPlan | undefined {
  if (!form || !hasEffect(form)) return undefined;
  const model = host.model();
  let known = plans.get(model);
  if (!known) plans.set(model, (known = new WeakMap()));
  let plan = known.get(form);
  if (!plan) known.set(form, (plan = compileForm(form, entity, model, host.registry.fieldTypes)));
  return plan;
}

/** Runs the rules on the server: all of them, also those the writer's form was cut of. */
export const prepareByForm: Prepare = async ({ call, entity, form, document, reader, ...row }) => {
  const runner = runnerOf(call.host.pool);
  const made = await prepareManyByForm({ call, entity, form, document, runner, reader, rows: [row] });
  return made?.[0] ?? { values: row.values, problems: [] };
};

/** The same for many records; records they point to are read once. */
export const prepareManyByForm: PrepareMany = async (write) => {
  const { call, entity, form, document, runner, reader } = write;
  const { host, viewer } = call;
  const plan = planOf(host, entity, document ?? servingForm(host, entity, form)?.document);
  if (!plan) return undefined;
  const rows = await filledIn({ plan, runner, reader, viewer, now: host.clock.now() }, write.rows);
  const related = await relatedOf(host, runner, plan.related, rows);
  const context = contextOf(viewer, host.clock.now());
  return rows.map(({ values, before }): Prepared => {
    const made = prepareWrite(plan, { values, before }, { ...context, related });
    const placed = (p: Problem): Problem => ({ ...p, path: ['values', ...p.path] });
    return {
      values: made.values,
      problems: made.problems.map(placed),
      warnings: made.warnings.map(placed),
      isRequired: (field) => made.isRequired(field),
      isCellRequired: (list, row, column) => made.isCellRequired(list, row, column),
    };
  });
};

/** What rules read along relations, of the records the values point to, before and after: one question for each relation. */
export async function relatedOf(
  host: Host,
  runner: Runner,
  needs: readonly RelatedNeed[],
  rows: readonly { readonly values: Values; readonly before: Values | undefined }[],
): Promise<RelatedRecords> {
  const related: { [key: string]: { readonly [id: string]: RelatedRecord } } = {};
  for (const { key, field, list, paths } of needs) {
    const entity = field.target === undefined ? undefined : host.model().entity(field.target);
    if (!entity) continue;
    const ids = new Set(
      rows.flatMap(({ values, before }) => [...idsIn(values, list, field), ...idsIn(before, list, field)]),
    );
    const records = await loadManyRelated(asPlatform(host, runner), entity, [...ids], paths);
    related[key] = Object.fromEntries([...records].map(([id, record]) => [id, { ...record, id }]));
  }
  return related;
}

/** The records a field, or a column of line items, points to. */
function idsIn(values: Values | undefined, list: FieldModel | undefined, field: FieldModel): readonly string[] {
  const rows = list ? values?.[list.name] : [values];
  return (Array.isArray(rows) ? (rows as readonly (Values | undefined)[]) : []).flatMap((row) => {
    const id = row?.[field.name];
    return typeof id === 'string' ? [id] : [];
  });
}
