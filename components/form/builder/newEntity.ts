import { freshDocument, nameFrom, newDocumentId, type LoadedDocument } from '@/components/builder/documents/documents';
import { documentId } from '@/engine/kernel/ids';
import type { EntityDocument, FieldUse, FormDocument } from '@/engine/kernel/documents.generated';
import type { FieldType } from '@/engine/kernel/contract';
import type { Text } from '@/engine/kernel/text';
import { defaultsOf } from '@/components/builder/properties/editor';

/** A new entity and its form, both empty, under a name nothing else has. */
export function newEntity(label: Text, taken: ReadonlySet<string>): readonly LoadedDocument[] {
  const name = nameFrom(label.en, taken, 'entity');
  const entity: EntityDocument = { kind: 'entity', id: newDocumentId('entity'), name, label, fields: [] };
  return [freshDocument(entity), freshDocument(newForm(entity))];
}

export const newForm = (entity: EntityDocument): FormDocument => ({
  kind: 'form',
  id: newDocumentId('form'),
  name: entity.name,
  label: entity.label,
  entity: entity.name,
  // A form made for an entity that has fields already shows them all.
  sections: [{ id: documentId('sec'), columns: 2, items: entity.fields.map((field) => ({ field: field.name })) }],
});

/** A field as it comes from the palette: called like its type in the language of the screen, to be renamed at once. */
export function newField(type: FieldType, label: Text, taken: ReadonlySet<string>): FieldUse {
  const options = defaultsOf(type.options);
  return {
    id: documentId('fld'),
    name: nameFrom(label.en, taken, 'field'),
    type: type.type,
    label,
    ...(Object.keys(options).length > 0 ? { options } : {}),
  };
}
