import { rowsOf } from '@/components/inputs/lines/rows';
import { fieldType } from '@/components/inputs/units';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { Values } from '@/components/form/runtime/plan';

/** Files belong to one record; what must be unique cannot be said twice. */
const isCopied = (field: FieldView): boolean =>
  !field.system && !field.unique && field.right === 'edit' && fieldType(field.type)?.input !== 'file';

/** The values a copy of a record begins with. Rows of line items are new rows. */
export function copyOf(record: RecordView, entity: EntityView): Values {
  return Object.fromEntries(
    entity.fields.filter(isCopied).flatMap((field): [string, Json][] => {
      const value = record[field.name];
      return value === undefined || value === null
        ? []
        : [[field.name, field.fields ? newRows(value, field.fields) : value]];
    }),
  );
}

const newRows = (value: Json, columns: readonly FieldView[]): Json =>
  rowsOf(value).map((row) =>
    Object.fromEntries(columns.filter(isCopied).map((column) => [column.name, (row[column.name] ?? null) as Json])),
  );
