import type { EntityDocument, FieldUse, UniqueTogether } from '../kernel/documents.generated';
import { sameJson } from '../kernel/json';
import type { Problem } from '../kernel/problems';
import type { Text } from '../kernel/text';
import { lineFields } from './model';

type Path = Problem['path'];
interface Place {
  readonly path: Path;
}
/** A change of one field; `lines` is the line items field it is a column of. */
interface FieldPlace extends Place {
  readonly use: FieldUse;
  readonly lines?: FieldUse;
}
/** What differs between two versions of an entity, by id: a rename is a rename, never a removal and an addition. */
export type EntityChange =
  | (Place & { readonly do: 'entity.create' })
  | (Place & { readonly do: 'entity.rename'; readonly from: string })
  | (Place & { readonly do: 'entity.relabel'; readonly from: Text })
  | (Place & { readonly do: 'entity.title' })
  | (Place & { readonly do: 'entity.describe' })
  | (FieldPlace & { readonly do: 'field.add' })
  | (FieldPlace & { readonly do: 'field.remove' })
  | (FieldPlace & { readonly do: 'field.rename'; readonly from: string })
  | (FieldPlace & { readonly do: 'field.relabel'; readonly from: Text })
  | (FieldPlace & { readonly do: 'field.describe' })
  | (FieldPlace & { readonly do: 'field.require'; readonly on: boolean })
  | (FieldPlace & { readonly do: 'field.unique'; readonly on: boolean })
  | (FieldPlace & { readonly do: 'field.default' })
  | (FieldPlace & { readonly do: 'field.options'; readonly before: FieldUse })
  | (Place & { readonly do: 'unique.add'; readonly unique: UniqueTogether; readonly isChanged: boolean })
  | (Place & { readonly do: 'unique.remove'; readonly unique: UniqueTogether; readonly fields: readonly Text[] })
  | (Place & { readonly do: 'unique.describe'; readonly unique: UniqueTogether })
  /** Its values are encrypted from now on, or no longer. */
  | (FieldPlace & { readonly do: 'field.encrypt'; readonly on: boolean })
  /** Its type changes. */
  | (FieldPlace & { readonly do: 'field.convert'; readonly before: FieldUse })
  /** It takes the values of other fields; never found by a comparison, only asked for. */
  | (FieldPlace & { readonly do: 'field.fill' })
  | (Place & { readonly do: 'fields.order'; readonly lines?: FieldUse });

/** All changes from `before` (undefined: not published) to `after`. Both are normalized. */
export function diffEntity(before: EntityDocument | undefined, after: EntityDocument): EntityChange[] {
  if (!before) return [{ do: 'entity.create', path: [] }];
  const changes: EntityChange[] = [];
  if (before.name !== after.name) changes.push({ do: 'entity.rename', from: before.name, path: ['name'] });
  if (!sameJson([before.label, before.labelPlural], [after.label, after.labelPlural])) {
    changes.push({ do: 'entity.relabel', from: before.label, path: ['label'] });
  }
  if (idOf(before, before.titleField) !== idOf(after, after.titleField)) {
    changes.push({ do: 'entity.title', path: ['titleField'] });
  }
  if (!sameJson([before.description, before.icon], [after.description, after.icon])) {
    changes.push({ do: 'entity.describe', path: ['description'] });
  }
  return [...changes, ...diffFields(before.fields, after.fields, ['fields'], undefined), ...diffUnique(before, after)];
}

/** Combinations by id. One that has other fields now is made anew under the same name. */
function diffUnique(before: EntityDocument, after: EntityDocument): EntityChange[] {
  const fieldsOf = (document: EntityDocument, unique: UniqueTogether): unknown[] =>
    unique.fields.map((name) => idOf(document, name));
  const old = new Map((before.unique ?? []).map((unique) => [unique.id, unique]));
  const changes = (after.unique ?? []).flatMap((unique, index): EntityChange[] => {
    const path = ['unique', index];
    const was = old.get(unique.id);
    if (!was) return [{ do: 'unique.add', path, unique, isChanged: false }];
    if (!sameJson(fieldsOf(before, was), fieldsOf(after, unique))) {
      return [{ do: 'unique.add', path, unique, isChanged: true }];
    }
    return sameJson(was.message, unique.message) ? [] : [{ do: 'unique.describe', path, unique }];
  });
  const kept = new Set((after.unique ?? []).map(({ id }) => id));
  const gone = (before.unique ?? []).filter(({ id }) => !kept.has(id));
  const labels = (unique: UniqueTogether): Text[] =>
    unique.fields.flatMap((name) => before.fields.find(({ id }) => id === idOf(before, name))?.label ?? []);
  return [
    ...changes,
    ...gone.map((unique) => ({ do: 'unique.remove' as const, path: ['unique'], unique, fields: labels(unique) })),
  ];
}

const idOf = (document: EntityDocument, name: string | undefined): string | undefined =>
  document.fields.find((use) => use.name === name || (name && use.aliases?.includes(name)))?.id;

function diffFields(
  before: readonly FieldUse[],
  after: readonly FieldUse[],
  path: Path,
  lines: FieldUse | undefined,
): EntityChange[] {
  const old = new Map(before.map((use) => [use.id, use]));
  const kept = new Set(after.map((use) => use.id));
  const inLines = lines ? { lines } : {};
  const changes: EntityChange[] = after.flatMap((use, index): EntityChange[] => {
    const place = { use, path: [...path, index], ...inLines };
    const was = old.get(use.id);
    return was ? diffField(was, place) : [{ do: 'field.add', ...place }];
  });
  for (const use of before) if (!kept.has(use.id)) changes.push({ do: 'field.remove', use, path, ...inLines });
  const order = before.filter((use) => kept.has(use.id)).map((use) => use.id);
  const newOrder = after.filter((use) => old.has(use.id)).map((use) => use.id);
  if (!sameJson(order, newOrder)) changes.push({ do: 'fields.order', path, ...inLines });
  return changes;
}

function diffField(was: FieldUse, place: FieldPlace): EntityChange[] {
  const { use, path } = place;
  const changes: EntityChange[] = [];
  if (was.name !== use.name) changes.push({ ...place, do: 'field.rename', from: was.name, path: [...path, 'name'] });
  if (!sameJson(was.label, use.label)) {
    changes.push({ ...place, do: 'field.relabel', from: was.label, path: [...path, 'label'] });
  }
  if (!sameJson(was.help, use.help)) changes.push({ ...place, do: 'field.describe', path: [...path, 'help'] });
  changes.push(...diffFlags(was, place));
  if (!sameJson(was.default, use.default)) changes.push({ ...place, do: 'field.default', path: [...path, 'default'] });
  if (was.type !== use.type) {
    return [...changes, { ...place, do: 'field.convert', before: was, path: [...path, 'type'] }];
  }
  const [oldLines, newLines] = [lineFields(was.options), lineFields(use.options)];
  if (!sameJson({ ...was.options, fields: undefined }, { ...use.options, fields: undefined })) {
    changes.push({ ...place, do: 'field.options', before: was, path: [...path, 'options'] });
  }
  return [...changes, ...diffFields(oldLines, newLines, [...path, 'options', 'fields'], use)];
}

function diffFlags(was: FieldUse, place: FieldPlace): EntityChange[] {
  const { use, path } = place;
  const changes: EntityChange[] = [];
  if ((was.required ?? false) !== (use.required ?? false)) {
    changes.push({ ...place, do: 'field.require', on: use.required ?? false, path: [...path, 'required'] });
  }
  if ((was.unique ?? false) !== (use.unique ?? false)) {
    changes.push({ ...place, do: 'field.unique', on: use.unique ?? false, path: [...path, 'unique'] });
  }
  // A field of another type is not encrypted with the same publication (entity/check).
  if (was.type === use.type && (was.encrypted ?? false) !== (use.encrypted ?? false)) {
    changes.push({ ...place, do: 'field.encrypt', on: use.encrypted ?? false, path: [...path, 'encrypted'] });
  }
  return changes;
}
