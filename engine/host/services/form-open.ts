/** Everything a page needs to show a form: what may be seen, the form cut to it, the values, and what may be changed now. */
import { cutForm, defaultForm } from '../../form/compile';
import { withDefaults } from '../../form/record';
import type { EntityView, Input, Output, RecordView } from '../../kernel/api';
import type { Json } from '../../kernel/json';
import type { EntityModel } from '../../kernel/model';
import { Refusal, refuse } from '../../kernel/problems';
import type { Access, Call } from '../contract';
import { entityView } from './entity-view';
import { callOfTask } from './flows-tasks';
import { withAccess } from './flows-record';
import { formOf } from './records-form';

/** Opens a form for a new record, for a record, or for the record of one of my tasks. */
export async function openForm(call: Call, input: Input<'form.open'>): Promise<Output<'form.open'>> {
  const entity = call.host.model().entity(input.entity) ?? unknown(input.entity);
  if (input.task === undefined) return opened(call, entity, input.form, input.record, undefined);
  const task = await callOfTask(call, input.task);
  if (task.entity.id !== entity.id) return unknown(input.entity);
  return opened(task.call, task.entity, input.form, task.recordId, task.editable);
}

const unknown = (entity: string): never => refuse('record.unknownEntity', ['entity'], { entity });

async function opened(
  call: Call,
  entity: EntityModel,
  formName: string | undefined,
  id: string | undefined,
  asked: readonly string[] | undefined,
): Promise<Output<'form.open'>> {
  const { host, viewer } = call;
  const access = host.access(viewer);
  const view = entityView(entity, access);
  if (!view || (id === undefined && !view.can.create)) return unknown(entity.name);
  const record = id === undefined ? null : await host.records.get(call, entity.name, id);
  const form = formOf(host, entity, formName) ?? defaultForm(entity, host.registry.fieldTypes);
  const isVisible = (of: EntityModel, field: EntityModel['fields'][number]) => access.right(of, field) !== 'none';
  return {
    entity: view,
    form: cutForm(form, entity, host.model(), isVisible),
    record,
    values: record ? valuesOf(view, record) : startValues(call, entity, view),
    editable: asked ?? (await editableFields(call, access, entity, view, record)),
    targets: targetsOf(call, access, view),
  };
}

const valuesOf = (view: EntityView, record: RecordView): Output<'form.open'>['values'] =>
  Object.fromEntries(view.fields.flatMap(({ name }) => (name in record ? [[name, record[name] as Json]] : [])));

/** Defaults of a new record, as far as the viewer may see them. */
function startValues({ host }: Call, entity: EntityModel, view: EntityView): Output<'form.open'>['values'] {
  const values = withDefaults(entity, {}, host.registry.fieldTypes);
  return Object.fromEntries(view.fields.flatMap(({ name }) => (name in values ? [[name, values[name] as Json]] : [])));
}

async function editableFields(
  call: Call,
  access: Access,
  entity: EntityModel,
  view: EntityView,
  record: RecordView | null,
): Promise<readonly string[]> {
  if (record && !(await mayUpdate(call, access, entity, record.id))) return [];
  return view.fields.filter((field) => field.right === 'edit' && !field.system).map(({ name }) => name);
}

/** Whether this record lies in the scope in which the viewer may update; a second read only where that scope is narrower. */
async function mayUpdate(call: Call, access: Access, entity: EntityModel, id: string): Promise<boolean> {
  const [read, update] = [access.scope(entity, 'read'), access.scope(entity, 'update')];
  if (update === 'none' || entity.isPlatform) return false;
  if (update === read || update === 'all') return true;
  const narrowed = withAccess(call, (base) => ({
    key: `${base.key}|update`,
    can: (permission) => base.can(permission),
    mayCreate: (other) => base.mayCreate(other),
    scope: (other, action) => base.scope(other, action === 'read' ? 'update' : action),
    right: (other, field) => base.right(other, field),
  }));
  try {
    await call.host.records.get(narrowed, entity.name, id, [entity.titleField.name]);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The entities that relations of this one lead to, for rules that read along them. */
function targetsOf({ host }: Call, access: Access, view: EntityView): readonly EntityView[] {
  const names = new Set(
    [...view.fields, ...view.fields.flatMap((field) => field.fields ?? [])].flatMap(({ target }) => target ?? []),
  );
  return [...names].flatMap((name) => {
    const entity = host.model().entity(name);
    return (entity && entityView(entity, access)) ?? [];
  });
}
