/** What a person made of the columns of a table → the documents of a form. Pure. */
import { freshDocument, newDocumentId, type LoadedDocument } from '@/components/builder/documents/documents';
import type { ColumnGuess } from '@/engine/kernel/api';
import type { EntityDocument, FieldUse } from '@/engine/kernel/documents.generated';
import { documentId } from '@/engine/kernel/ids';
import type { Text } from '@/engine/kernel/text';
import { newForm } from '@/components/form/builder/newEntity';

/** A column, as far as it was changed by hand. */
export interface Column extends ColumnGuess {
  readonly isUsed: boolean;
}
/** Types a column of texts can become. */
export const COLUMN_TYPES = [
  'text',
  'long_text',
  'number',
  'money',
  'percent',
  'date',
  'date_time',
  'yes_no',
  'choice',
  'relation',
  'phone',
  'email',
  'url',
  'address',
  'tags',
] as const;
const NEVER_UNIQUE = new Set(['yes_no', 'choice', 'relation', 'long_text', 'address', 'tags']);
export const mayBeUnique = (type: string): boolean => !NEVER_UNIQUE.has(type);

/** The column as another type: with the options its samples gave for it. */
export const asType = (column: Column, type: string, target?: string): Column => ({
  ...column,
  type,
  options: target !== undefined ? { entity: target } : (column.others[type] ?? {}),
  others: { ...column.others, [column.type]: column.options },
  by: null,
  isUnique: column.isUnique && mayBeUnique(type),
});

const asField = (column: Column): FieldUse => ({
  id: documentId('fld'),
  name: column.name,
  type: column.type,
  label: column.label,
  ...(column.isRequired ? { required: true } : {}),
  ...(column.isUnique ? { unique: true } : {}),
  ...(Object.keys(column.options).length > 0 ? { options: column.options } : {}),
});

/** An entity and its form: one field for each column that is used. */
export function documentsOf(name: string, label: Text, columns: readonly Column[]): readonly LoadedDocument[] {
  const used = columns.filter(({ isUsed }) => isUsed);
  const texts = used.filter(({ type }) => type === 'text');
  // What people call a record: a name rather than a number.
  const title = texts.find(({ header }) => /名称|姓名|标题|name|title/i.test(header)) ?? texts[0];
  const entity: EntityDocument = {
    kind: 'entity',
    id: newDocumentId('entity'),
    name,
    label,
    ...(title ? { titleField: title.name } : {}),
    fields: used.map(asField),
  };
  return [freshDocument(entity), freshDocument(newForm(entity))];
}
