/** The rules of forms, applied to every write whatever door it came through. */
import { compileForm, type FormPlan } from '../../form/compile';
import { prepareWrite } from '../../form/pipeline';
import type { FormContext } from '../../form/pipeline';
import type { Values } from '../../data/records/receive';
import { runnerOf, type Runner } from '../../data/run';
import { contextOf } from '../../expression/compile';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Host } from '../contract';
import type { Prepare, PrepareMany, Prepared } from './records-context';
import { loadManyRelated } from './records-read';

/**
 * The form that serves a write: the one named, else the one called like the entity, else the first by name. An entity
 * without a form has no rules beyond its own.
 */
export function formOf(host: Host, entity: EntityModel, name: string | undefined): FormDocument | undefined {
  const forms = host.documents
    .list('form')
    .map(({ document }) => document as FormDocument)
    .filter((form) => host.model().entity(form.entity)?.id === entity.id)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // Where nobody made a form, the generated one is called like its entity.
  const isGenerated = forms.length === 0 && name === entity.name;
  if (name === undefined || isGenerated) return forms.find((form) => form.name === entity.name) ?? forms[0];
  const named = host.documents.published('form', name)?.document;
  return forms.find((form) => form.id === named?.id) ?? refuse('record.unknownForm', ['form'], { form: name });
}

const plans = new WeakMap<Model, Map<string, FormPlan | undefined>>();

/** Compiled once per model; a form without rules needs no plan. */
function planOf(host: Host, entity: EntityModel, name: string | undefined): FormPlan | undefined {
  const model = host.model();
  let known = plans.get(model);
  if (!known) plans.set(model, (known = new Map()));
  const key = `${entity.id} ${name ?? ''}`;
  if (!known.has(key)) {
    const form = formOf(host, entity, name);
    known.set(key, form?.rules?.length ? compileForm(form, entity, model, host.registry.fieldTypes) : undefined);
  }
  return known.get(key);
}

/** Runs the rules on the server: all of them, also those the writer's form was cut of. */
export const prepareByForm: Prepare = async ({ call, entity, values, before, form }) => {
  const runner = runnerOf(call.host.pool);
  const made = await prepareManyByForm({ call, entity, form, runner, rows: [{ values, before }] });
  return made?.[0] ?? { values, problems: [] };
};

/** The same for many records; records they point to are read once. */
export const prepareManyByForm: PrepareMany = async ({ call, entity, form, runner, rows }) => {
  const { host, viewer } = call;
  const plan = planOf(host, entity, form);
  if (!plan) return undefined;
  const along = await relatedOf(host, runner, plan, rows);
  const context = contextOf(viewer, host.clock.now());
  return rows.map(({ values, before }): Prepared => {
    const related = along.length > 0 ? relatedTo(along, values) : undefined;
    const made = prepareWrite(plan, { values, before }, related ? { ...context, related } : context);
    return {
      values: made.values,
      problems: made.problems.map((p) => ({ ...p, path: ['values', ...p.path] })),
      isRequired: (field) => made.isRequired(field),
    };
  });
};

/** Records that rules read along one relation, by id. */
interface Along {
  readonly field: string;
  readonly records: ReadonlyMap<string, { readonly [field: string]: unknown }>;
}

/** What rules read along relations, of the records the values point to: one question for each relation. */
async function relatedOf(
  host: Host,
  runner: Runner,
  plan: FormPlan,
  rows: readonly { readonly values: Values }[],
): Promise<readonly Along[]> {
  const byField = new Map<string, string[]>();
  for (const path of plan.relatedPaths) {
    const [field, ...rest] = path.split('.') as [string, ...string[]];
    byField.set(field, [...(byField.get(field) ?? []), rest.join('.')]);
  }
  const along: Along[] = [];
  for (const [field, paths] of byField) {
    const target = plan.entity.field(field)?.target;
    const entity = target === undefined ? undefined : host.model().entity(target);
    const ids = rows.map(({ values }) => values[field]).filter((id) => typeof id === 'string');
    if (!entity) continue;
    along.push({ field, records: await loadManyRelated(host, runner, entity, [...new Set(ids)], paths) });
  }
  return along;
}

function relatedTo(along: readonly Along[], values: Values): NonNullable<FormContext['related']> {
  const related: { [field: string]: { readonly id: string; readonly [field: string]: unknown } } = {};
  for (const { field, records } of along) {
    const id = values[field];
    const record = typeof id === 'string' ? records.get(id) : undefined;
    if (record) related[field] = { ...record, id: id as string };
  }
  return related;
}
