/** Everything a page needs to show a form: what may be seen, the form cut to it, the values, and what may be changed now. */
import { defaultForm } from '../../form/compile';
import { cutForm } from '../../form/cut';
import { overlaysForRoles } from '../../form/overlays';
import { withDefaults } from '../../form/record';
import { isAlways, rightOn, rightToNew, ruleTest } from '../../access/rows';
import { mayRead } from '../../access/access';
import { readStandings } from '../../data/records/standing';
import { runnerOf } from '../../data/run';
import type { EntityView, FieldRight, Input, Output, RecordView } from '../../kernel/api';
import type { FormDocument } from '../../kernel/documents.generated';
import type { Json } from '../../kernel/json';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Access, Call } from '../contract';
import { entityView } from './entity-view';
import { chooseForm, refuseFormOfOthers } from './form-choice';
import { callOfTask } from './flows-tasks';
import { schemaOf } from './records-context';
import { capturedView, capturedWith } from './form-captured';
import { formOf, servingForm } from './records-form';
import { sightFor } from './sight';

/** Opens a form for a new record, for a record, or for the record of one of my tasks. */
export async function openForm(call: Call, input: Input<'form.open'>): Promise<Output<'form.open'>> {
  const entity = call.host.model().entity(input.entity) ?? unknown(input.entity);
  const { form, record: id, formVersion } = input;
  if (input.task === undefined) return opened(call, entity, { form, id, formVersion });
  const task = await callOfTask(call, input.task);
  if (task.entity.id !== entity.id) return unknown(input.entity);
  return opened(task.call, task.entity, { form, id: task.recordId, formVersion, asked: task.editable });
}

const unknown = (entity: string): never => refuse('record.unknownEntity', ['entity'], { entity });

interface Opening {
  readonly form: string | undefined;
  /** undefined: a new record. */
  readonly id: string | undefined;
  readonly formVersion: 'newest' | undefined;
  /** What a task lets its assignee edit. */
  readonly asked?: readonly string[] | undefined;
}

async function opened(
  call: Call,
  entity: EntityModel,
  { form: formName, id, formVersion, asked }: Opening,
): Promise<Output<'form.open'>> {
  const { host, viewer } = call;
  const access = host.access(viewer);
  const view = entityView(entity, access);
  if (!view || (id === undefined && !view.can.create)) return unknown(entity.name);
  const named = formName === undefined ? await chooseForm(call, entity, id) : formOf(host, entity, formName);
  if (formName !== undefined) refuseFormOfOthers(call, entity, named);
  const serving = named && servingForm(host, entity, named.name);
  const [record, captured] =
    id === undefined
      ? [null, undefined]
      : await Promise.all([host.records.get(call, entity.name, id), capturedWith(call, entity, serving, id)]);
  const own = formVersion === 'newest' ? undefined : captured?.own;
  const form = own ?? named ?? defaultForm(entity, host.registry.fieldTypes);
  const isVisible = (of: EntityModel, field: EntityModel['fields'][number]) => access.right(of, field) !== 'none';
  const isReadable = (of: EntityModel, field: EntityModel['fields'][number]) => mayRead(access, of, field);
  return {
    entity: view,
    form: cutForm(overlaidFor(form, viewer), entity, host.model(), isVisible, isReadable, sightFor(call, entity)),
    record,
    values: record ? valuesOf(view, record) : startValues(call, entity, view),
    editable: asked ?? (await editableFields(call, access, entity, view, record)),
    targets: targetsOf(call, access, view, form),
    ...(captured && { captured: capturedView(entity, captured, own) }),
  };
}

/** With the overlays that are for the viewer; what others see otherwise is nobody's business. */
function overlaidFor({ overlays, ...form }: FormDocument, viewer: Call['viewer']): FormDocument {
  const mine = overlays ? overlaysForRoles({ ...form, overlays }, viewer.roles) : [];
  return mine.length > 0 ? { ...form, overlays: [...mine] } : form;
}

const valuesOf = (view: EntityView, record: RecordView): Output<'form.open'>['values'] =>
  Object.fromEntries(view.fields.flatMap(({ name }) => (name in record ? [[name, record[name] as Json]] : [])));

/** Defaults of a new record, as far as the viewer may see them. */
function startValues({ host }: Call, entity: EntityModel, view: EntityView): Output<'form.open'>['values'] {
  const values = withDefaults(entity, {}, host.registry.fieldTypes);
  return Object.fromEntries(view.fields.flatMap(({ name }) => (name in values ? [[name, values[name] as Json]] : [])));
}

/** The fields the viewer may change: of a new record, or of this one by the roles that hold for it. */
async function editableFields(
  call: Call,
  access: Access,
  entity: EntityModel,
  view: EntityView,
  record: RecordView | null,
): Promise<readonly string[]> {
  const may = record
    ? await rightsTo(call, access, entity, record.id)
    : (field: FieldModel) => rightToNew(access, entity, field);
  return view.fields
    .filter(({ name, right, system }) => right === 'edit' && !system && may(entity.field(name)!) === 'edit')
    .map(({ name }) => name);
}

type RightOf = (field: FieldModel) => FieldRight;

/** The viewer's rights on one record, asked of the database only where not all records are alike. */
async function rightsTo(call: Call, access: Access, entity: EntityModel, id: string): Promise<RightOf> {
  if (entity.isPlatform) return () => 'read';
  const [only, ...more] = access.grants(entity);
  if (only && more.length === 0 && isAlways(ruleTest(only.rules.update))) return (field) => only.right(field);
  const by = { viewer: call.viewer, now: call.host.clock.now() };
  const standings = await readStandings(runnerOf(call.host.pool), schemaOf(call), entity, [id], by);
  const standing = standings.get(id);
  return (field) => (standing ? rightOn(access, entity, field, standing) : 'none');
}

/** The entities that relations of this one lead to, for rules that read along them. */
function targetsOf({ host }: Call, access: Access, view: EntityView, form: FormDocument): readonly EntityView[] {
  const names = new Set(
    [...view.fields, ...view.fields.flatMap((field) => field.fields ?? [])].flatMap(({ target }) => target ?? []),
  );
  // What is filled in may lie one relation further.
  for (const { from } of form.fills ?? []) {
    const [first, second] = from.split('.') as [string, string | undefined];
    if (second === undefined) continue;
    for (const name of [...names]) {
      const further = host.model().entity(name)?.field(first)?.target;
      if (further !== undefined) names.add(further);
    }
  }
  return [...names].flatMap((name) => {
    const entity = host.model().entity(name);
    return (entity && entityView(entity, access)) ?? [];
  });
}
