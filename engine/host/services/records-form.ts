/** The rules of forms, applied to every write whatever door it came through. */
import { compileForm, type FormPlan } from '../../form/compile';
import { prepareWrite } from '../../form/pipeline';
import type { FormContext } from '../../form/pipeline';
import type { Values } from '../../data/records/receive';
import { runnerOf } from '../../data/run';
import { contextOf } from '../../expression/compile';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Host } from '../contract';
import type { Prepare } from './records-context';
import { loadRelated } from './records-read';

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
  if (name === undefined) return forms.find((form) => form.name === entity.name) ?? forms[0];
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
  const { host, viewer } = call;
  const plan = planOf(host, entity, form);
  if (!plan) return { values, problems: [] };
  const related = await relatedOf(host, plan, values);
  const context = { ...contextOf(viewer, host.clock.now()), ...(related ? { related } : {}) };
  const made = prepareWrite(plan, { values, before }, context);
  return {
    values: made.values,
    problems: made.problems.map((p) => ({ ...p, path: ['values', ...p.path] })),
    isRequired: (field) => made.isRequired(field),
  };
};

/** What rules read along relations, of the records the values point to. */
async function relatedOf(host: Host, plan: FormPlan, values: Values): Promise<FormContext['related']> {
  const byField = new Map<string, string[]>();
  for (const path of plan.relatedPaths) {
    const [field, ...rest] = path.split('.') as [string, ...string[]];
    byField.set(field, [...(byField.get(field) ?? []), rest.join('.')]);
  }
  const related: { [field: string]: { readonly id: string; readonly [field: string]: unknown } } = {};
  for (const [name, paths] of byField) {
    const id = values[name];
    const target = plan.entity.field(name)?.target;
    const entity = target === undefined ? undefined : host.model().entity(target);
    if (!entity || typeof id !== 'string') continue;
    const record = await loadRelated(host, runnerOf(host.pool), entity, id, paths);
    if (record) related[name] = { ...record, id };
  }
  return byField.size > 0 ? related : undefined;
}
