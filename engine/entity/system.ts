import type { FieldModel } from '../kernel/model';
import type { SystemField } from '../kernel/names';

/**
 * The columns every record has beside its own fields. They carry the names of field types, so that lists show and
 * filter them like any other field; nobody may edit them.
 */
const make = (
  name: SystemField,
  zh: string,
  en: string,
  rest: Pick<FieldModel, 'type' | 'kind' | 'columnType'> & { readonly target?: string },
): FieldModel => ({
  id: name,
  name,
  label: { 'zh-CN': zh, en },
  help: undefined,
  options: {},
  isRequired: false,
  isUnique: name === 'id',
  isEncrypted: false,
  default: undefined,
  system: name,
  column: name,
  child: undefined,
  use: undefined,
  target: undefined,
  ...rest,
});

const UUID = { type: 'text', kind: 'text', columnType: 'uuid' } as const;
const INSTANT = { type: 'date_time', kind: 'datetime', columnType: 'timestamptz' } as const;
const PERSON = { type: 'person', kind: 'record', columnType: 'uuid', target: 'person' } as const;
const WHOLE = { type: 'number', kind: 'number', columnType: 'bigint' } as const;

const ID = make('id', '编号', 'ID', UUID);
const CREATED_AT = make('created_at', '创建时间', 'Created', INSTANT);
const UPDATED_AT = make('updated_at', '更新时间', 'Updated', INSTANT);

/**
 * Of an entity's own table. `owner_path` holds the ids of the owner's departments from the root, each ended by `/`.
 * `captured_form` is the id of the form document whose rules the record was made by, `captured_version` the version of it;
 * both empty where the entity had no form, or the record is older than this memory.
 */
export const RECORD_SYSTEM_FIELDS: readonly FieldModel[] = [
  ID,
  make('rev', '修订号', 'Revision', WHOLE),
  CREATED_AT,
  make('created_by', '创建人', 'Created by', PERSON),
  UPDATED_AT,
  make('updated_by', '更新人', 'Updated by', PERSON),
  make('deleted_at', '删除时间', 'Deleted', INSTANT),
  make('deleted_by', '删除人', 'Deleted by', PERSON),
  make('owner_id', '负责人', 'Owner', PERSON),
  make('owner_path', '负责人所在部门', "Owner's department", { type: 'text', kind: 'text', columnType: 'text' }),
  make('captured_form', '填写时的表单', 'Form filled in', { type: 'text', kind: 'text', columnType: 'text' }),
  make('captured_version', '填写时的表单版本', 'Form version', WHOLE),
];

/** Of the platform's tables person and department, which have no revision, owner or trash. */
export const PLATFORM_SYSTEM_FIELDS: readonly FieldModel[] = [ID, CREATED_AT, UPDATED_AT];

/** Of the rows of line items: they belong to one record and have an order. */
export const childSystemFields = (parentEntity: string): readonly FieldModel[] => [
  ID,
  make('parent_id', '所属记录', 'Belongs to', { ...UUID, type: 'relation', kind: 'record', target: parentEntity }),
  make('position', '序号', 'Position', WHOLE),
];

/** Field id or name → the table and columns of the platform entities; their documents lie in schemas/platform. */
export const PLATFORM_ENTITIES: {
  readonly [entityId: string]: { readonly table: string; readonly columns: { readonly [field: string]: string } };
} = {
  ent_person: {
    table: 'person',
    columns: { name: 'name', email: 'email', department: 'department_id', is_active: 'is_active' },
  },
  ent_department: { table: 'department', columns: { name: 'name', parent: 'parent_id', manager: 'manager_id' } },
};
