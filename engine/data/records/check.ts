/** The rules every value must obey, whichever door it came through: required, and what its type says. */
import type { EntityModel, FieldModel } from '../../kernel/model';
import { isUnreadable } from '../../kernel/api-shapes';
import { problem, type Problem } from '../../kernel/problems';
import { isUuid } from '../../kernel/ids';
import { isBlank, mayEdit, type Editable, type Row, type Values, type WriteSchema } from './receive';

const starts = new WeakMap<EntityModel, { given: readonly FieldModel[]; lines: readonly FieldModel[] }>();
/** Fields that start with a value, and those with rows of their own. */
function startOf(entity: EntityModel) {
  let known = starts.get(entity);
  if (!known) {
    const given = entity.fields.filter((field) => !field.system && !field.derived && !isBlank(field.default));
    starts.set(entity, (known = { given, lines: entity.fields.filter((field) => field.child) }));
  }
  return known;
}

/** The values a new record starts with, where the caller gave none. A given null stays null. */
export function withDefaults(schema: WriteSchema, entity: EntityModel, values: Values): Values {
  const { given, lines } = startOf(entity);
  if (given.length === 0 && lines.length === 0) return values;
  const filled: { [field: string]: unknown } = { ...values };
  for (const field of given) {
    if (field.name in filled) continue;
    const type = schema.fieldTypes.get(field.type);
    filled[field.name] = type?.normalize ? type.normalize(field.default, field.options) : field.default;
  }
  for (const field of lines) {
    const rows = filled[field.name];
    if (!Array.isArray(rows)) continue;
    filled[field.name] = rows.map((row: Row) => (row.id === undefined ? withDefaults(schema, field.child!, row) : row));
  }
  return filled;
}

export interface CheckOptions {
  /** Fields that are looked at: those written, and for a new record all. */
  readonly fields: readonly FieldModel[];
  readonly editable: Editable;
  /** What a form's rules say beyond the entity: required, or not shown and therefore not required. */
  isRequired?(field: FieldModel): boolean;
  /** The same of a cell of line items. */
  isCellRequired?(list: FieldModel, row: number, column: FieldModel): boolean;
  /** Row ids the record has now, by field name. */
  readonly rowIds?: { readonly [field: string]: ReadonlySet<string> };
}

/** Everything that is wrong with a record's values. A field the writer may not edit is not the writer's to fill in. */
export function checkValues(
  schema: WriteSchema,
  entity: EntityModel,
  values: Values,
  options: CheckOptions,
): Problem[] {
  const problems: Problem[] = [];
  for (const field of options.fields) {
    if (field.system || field.derived) continue;
    const value = values[field.name];
    if (isBlank(value)) {
      const isRequired = options.isRequired?.(field) ?? field.isRequired;
      if (isRequired && mayEdit(schema, entity, field, options.editable)) {
        problems.push(problem('record.required', ['values', field.name], { label: field.label }));
      }
    } else if (field.child) {
      const known = options.rowIds?.[field.name] ?? new Set<string>();
      problems.push(...checkRows(schema, field, value as readonly Row[], known, options));
    } else {
      const found = checkValue(schema, field, value);
      if (found.length > 0) problems.push(...placed(field, found, ['values', field.name]));
    }
  }
  return problems;
}

const NONE: readonly Problem[] = [];
const checkValue = (schema: WriteSchema, field: FieldModel, value: unknown): readonly Problem[] =>
  field.isEncrypted && isUnreadable(value)
    ? NONE
    : (schema.fieldTypes.get(field.type)?.check(value, field.options) ?? NONE);

const placed = (field: FieldModel, found: readonly Problem[], path: readonly (string | number)[]): Problem[] =>
  found.map((p) => ({ ...p, path: [...path, ...p.path], data: { label: field.label, ...p.data } }));

function checkRows(
  schema: WriteSchema,
  field: FieldModel,
  rows: readonly Row[],
  known: ReadonlySet<string>,
  options: CheckOptions,
): Problem[] {
  const problems: Problem[] = [];
  const path = ['values', field.name];
  const isRequired = (row: number, column: FieldModel): boolean =>
    options.isCellRequired?.(field, row, column) ?? column.isRequired;
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    if (row.id !== undefined) {
      if (!isUuid(row.id) || !known.has(row.id)) {
        problems.push(problem('record.unknownRow', [...path, i, 'id'], { label: field.label }));
      } else if (seen.has(row.id)) {
        problems.push(problem('record.rowTwice', [...path, i, 'id'], { label: field.label }));
      }
      seen.add(row.id);
    }
    for (const column of field.child!.fields) {
      if (column.system || column.derived) continue;
      const value = row[column.name];
      const at = [...path, i, column.name];
      if (!isBlank(value)) problems.push(...placed(column, checkValue(schema, column, value), at));
      else if (isRequired(i, column)) problems.push(problem('record.required', at, { label: column.label }));
    }
  });
  return problems;
}
