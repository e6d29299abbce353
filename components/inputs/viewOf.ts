import type { FieldView } from '@/engine/kernel/api';
import type { FieldUse } from '@/engine/kernel/documents.generated';

/** A field under construction, as the runtime's inputs want it. */
export const viewOf = (field: FieldUse): FieldView => ({
  id: field.id,
  name: field.name,
  type: field.type,
  label: field.label,
  ...(field.help ? { help: field.help } : {}),
  right: 'edit',
  required: field.required ?? false,
  unique: field.unique ?? false,
  ...(field.encrypted ? { encrypted: true } : {}),
  options: (field.options ?? {}) as FieldView['options'],
  system: false,
  ...(Array.isArray(field.options?.['fields'])
    ? { fields: (field.options['fields'] as readonly FieldUse[]).map(viewOf) }
    : {}),
});
