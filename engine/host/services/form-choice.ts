/** Which form a person gets: the one asked for where it is meant for them, else the first that fits. */
import { holdFor } from '../../data/records/conditions';
import { runnerOf } from '../../data/run';
import { formsFor, isMeantFor, mainForm } from '../../form/audience';
import type { FormDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Call, Host } from '../contract';
import { unlimitedSchema } from './records-context';

/** The forms of an entity, by name. */
export const formsOf = (host: Host, entity: EntityModel): readonly FormDocument[] =>
  host.documents
    .list('form')
    .map(({ document }) => document as FormDocument)
    .filter((form) => host.model().entity(form.entity)?.id === entity.id)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The forms by which a person may make a new record; none where nobody made a form. */
export const formsForNew = ({ host, viewer }: Call, entity: EntityModel): readonly FormDocument[] =>
  formsFor(formsOf(host, entity), entity.name, viewer);

/** The form a person gets for a record, or for a new one; undefined where nobody made one. */
export async function chooseForm(
  call: Call,
  entity: EntityModel,
  record: string | undefined,
): Promise<FormDocument | undefined> {
  const forms = formsOf(call.host, entity);
  if (record === undefined) return formsFor(forms, entity.name, call.viewer)[0];
  const holding = await holdingFor(call, entity, record, forms);
  return formsFor(forms, entity.name, call.viewer, (form) => holding.has(form.id))[0];
}

/** Ids of the forms whose condition holds for the record; asked only where there is one. */
async function holdingFor(
  { host, viewer }: Call,
  entity: EntityModel,
  record: string,
  forms: readonly FormDocument[],
): Promise<ReadonlySet<string>> {
  const asked = forms.filter(({ audience }) => audience?.when !== undefined);
  if (asked.length === 0) return new Set();
  const conditions = asked.map(({ audience }) => audience!.when!);
  const asking = { viewer, now: host.clock.now() };
  const holds = await holdFor(runnerOf(host.pool), unlimitedSchema(host), entity, record, conditions, asking);
  return new Set(asked.flatMap(({ id }, index) => (holds?.[index] ? [id] : [])));
}

/**
 * Whether a form that was named is one the person may use: their role is among those it is for, or it is the main form,
 * which serves whoever has no other. Whoever builds forms may open them all, and a link opens the form it was made for.
 */
export function isFormFor({ host, viewer }: Call, entity: EntityModel, form: FormDocument): boolean {
  if (!form.audience || viewer.guest || isMeantFor(form, viewer) || viewer.permissions.includes('build')) return true;
  return mainForm(formsOf(host, entity), entity.name)?.id === form.id;
}

export function refuseFormOfOthers(call: Call, entity: EntityModel, form: FormDocument | undefined): void {
  if (form && !isFormFor(call, entity, form)) refuse('record.formForOthers', ['form'], { form: form.label });
}
