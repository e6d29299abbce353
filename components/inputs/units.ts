/** What the engine's field types know, for the screens: format, normalize, column kinds. */
import { fieldTypes } from '@/engine/form/fields/index.generated';
import type { FieldView } from '@/engine/kernel/api';
import { isMasked } from '@/engine/kernel/api-shapes';
import type { FieldType } from '@/engine/kernel/contract';
import type { Json } from '@/engine/kernel/json';
import type { Locale } from '@/engine/kernel/text';

const BY_TYPE: ReadonlyMap<string, FieldType> = new Map(fieldTypes.map((unit) => [unit.type, unit]));

/** The field type of a field; undefined for one that is not installed. */
export const fieldType = (type: string): FieldType | undefined => BY_TYPE.get(type);

/** A value in canonical form: trimmed, half-width, "1,000" → "1000"; what cannot be read stays as it is. */
export function normalizeValue(field: FieldView, value: Json): Json {
  const unit = fieldType(field.type);
  return unit?.normalize && value !== null ? (unit.normalize(value, field.options) as Json) : value;
}

export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value as people read it; '' for none. */
export function formatValue(field: Pick<FieldView, 'type' | 'options'>, value: Json, locale: Locale, timeZone: string) {
  if (isEmptyValue(value)) return '';
  if (isMasked(value)) return value.masked;
  const unit = fieldType(field.type);
  return unit ? unit.format(value, field.options, locale, timeZone) : String(value);
}
