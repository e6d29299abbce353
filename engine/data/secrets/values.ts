/** Records with encrypted fields, on their way into and out of their tables and history. */
import { isUnreadable, type Unreadable } from '../../kernel/api-shapes';
import type { EntityModel, FieldModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import { isSealed, type SecretPlace, type Secrets } from '../../kernel/secrets';

interface Holder {
  readonly secrets?: Secrets | undefined;
}
/** Stored texts of values that cannot be read: they go into the history as they are, so that a key found later reads them. */
const originals = new WeakMap<object, string>();

export const placeOf = (entity: EntityModel, field: FieldModel, record: string): SecretPlace => ({
  entity: entity.id,
  field: field.id,
  record,
});

/** A canonical value → what the column or the history keeps. Fields that are not encrypted pass. */
export function sealed(
  { secrets }: Holder,
  place: { readonly entity: EntityModel; readonly field: FieldModel; readonly record: string },
  value: unknown,
  where: 'column' | 'history' = 'column',
): unknown {
  const { entity, field, record } = place;
  if (!field.isEncrypted || value === null || value === undefined) return value;
  if (isUnreadable(value)) return originals.get(value) ?? null;
  if (!secrets) return refuse('secrets.noKey');
  return secrets.seal(placeOf(entity, field, record), String(value), where);
}

/** What the column or the history keeps → the value, or `{unreadable: true}`. */
export function opened(
  { secrets }: Holder,
  place: { readonly entity: EntityModel; readonly field: FieldModel; readonly record: string },
  stored: unknown,
): unknown {
  const { entity, field, record } = place;
  if (!field.isEncrypted || typeof stored !== 'string') return stored;
  const value: string | Unreadable = secrets?.open(placeOf(entity, field, record), stored) ?? { unreadable: true };
  if (typeof value === 'string') return value;
  const marker = { ...value };
  if (isSealed(stored)) originals.set(marker, stored);
  return marker;
}

/** A history entry with its values readable. */
export function openedChanges<C extends { readonly before: unknown; readonly after: unknown }>(
  holder: Holder,
  entity: EntityModel,
  record: string,
  changes: { readonly [fieldId: string]: C },
): { readonly [fieldId: string]: C } {
  const secret = entity.fields.filter((field) => {
    const change = changes[field.id];
    return change && (field.isEncrypted || isSealed(change.before) || isSealed(change.after));
  });
  if (secret.length === 0) return changes;
  const open = (field: FieldModel): C => {
    const change = changes[field.id]!;
    const place = { entity, field, record };
    return { ...change, before: ofThen(holder, place, change.before), after: ofThen(holder, place, change.after) };
  };
  return { ...changes, ...Object.fromEntries(secret.map((field) => [field.id, open(field)])) };
}

/** A value of the history: from before the field was encrypted, or from when it still was. */
function ofThen(
  holder: Holder,
  place: { readonly entity: EntityModel; readonly field: FieldModel; readonly record: string },
  stored: unknown,
): unknown {
  if (!isSealed(stored)) return stored;
  const { entity, field, record } = place;
  if (field.isEncrypted) return opened(holder, place, stored);
  const value = holder.secrets?.open(placeOf(entity, field, record), stored);
  // Somebody typed what looks like a cipher text.
  return typeof value === 'string' ? value : stored;
}
