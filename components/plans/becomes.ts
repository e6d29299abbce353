/** What a published field can become. The engine has the last word; this only keeps what it refuses out of the menu. */
import { fieldTypes } from '@/engine/form/fields/index.generated';
import type { FieldType } from '@/engine/kernel/contract';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { columnOf, kindOf } from '@/engine/kernel/fields';

/** Line items lie in rows of their own, files belong to their record, what is computed is nobody's to write. */
function isFixed(type: FieldType, options: FieldUse['options']): boolean {
  const kind = kindOf(type, options);
  const isFile = kind === 'idList' && !type.target;
  return kind === 'lines' || isFile || type.derive !== undefined || !columnOf(type, options);
}

/** Types the values of a field can be carried over to; none for a field whose values cannot be carried. */
export function becomes(use: FieldUse): readonly FieldType[] {
  const own = fieldTypes.find(({ type }) => type === use.type);
  if (!own || use.encrypted || isFixed(own, use.options)) return [];
  return fieldTypes.filter((type) => type.type !== use.type && !isFixed(type, {}));
}
