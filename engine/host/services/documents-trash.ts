/** What a publication puts into the trash, and what it takes out. */
import type { Queryable } from '../../data/documents/rows';
import { putInTrash, takeFromTrash, type NewTrash } from '../../data/plans/trash';
import { diffEntity } from '../../entity/diff';
import { formerId } from '../../entity/physical';
import type { AnyDocument, EntityDocument } from '../../kernel/documents.generated';
import type { Ids } from '../../kernel/ids';
import type { PlannedConversion } from './documents-carry';
import type { State } from './documents-state';

export interface TrashChange {
  readonly put: readonly Omit<NewTrash, 'id'>[];
  readonly fields: readonly string[];
  readonly entities: readonly string[];
}

/** @param stamp tells the columns of this publication from those of others */
export function trashOf(about: {
  readonly documents: readonly AnyDocument[];
  readonly before: State;
  readonly removed: ReadonlySet<string>;
  readonly carrying: readonly PlannedConversion[];
  readonly stamp: string;
}): TrashChange {
  const { documents, before, removed, carrying, stamp } = about;
  const entities = documents.filter((document) => document.kind === 'entity');
  const changes = entities.map((after) => {
    const old = before.byId.get(after.id)?.document as EntityDocument | undefined;
    return { after, old, list: diffEntity(old, after) };
  });
  return {
    put: [
      ...[...removed].flatMap((id) => entityItem(id, before)),
      ...changes.flatMap(({ after, list }) =>
        list.flatMap((change) => (change.do === 'field.remove' ? [fieldItem(after, change)] : [])),
      ),
      ...carrying.flatMap((planned) => valuesItem(planned, stamp)),
    ],
    fields: changes.flatMap(({ list }) => list.flatMap((change) => (change.do === 'field.add' ? [change.use.id] : []))),
    entities: changes.filter(({ old }) => !old).map(({ after }) => after.id),
  };
}

function entityItem(id: string, before: State): Omit<NewTrash, 'id'>[] {
  const entry = before.byId.get(id);
  if (entry?.document.kind !== 'entity') return [];
  const { name, label } = entry.document;
  return [
    {
      what: 'entity',
      entity_id: id,
      table_id: id,
      column_id: null,
      field_id: null,
      name,
      label: JSON.stringify(label),
      content: JSON.stringify({ version: entry.version }),
      conversion: null,
    },
  ];
}

function fieldItem(
  entity: EntityDocument,
  { use, lines }: Extract<ReturnType<typeof diffEntity>[number], { do: 'field.remove' }>,
): Omit<NewTrash, 'id'> {
  return {
    what: 'field',
    entity_id: entity.id,
    table_id: lines?.id ?? entity.id,
    column_id: use.id,
    field_id: use.id,
    name: use.name,
    label: JSON.stringify(use.label),
    content: JSON.stringify(use),
    conversion: null,
  };
}

/** The column that a filled one replaces; a field that is new replaces none. */
function valuesItem({ field }: PlannedConversion, stamp: string): Omit<NewTrash, 'id'>[] {
  const { was, field: model, owner, entity, conversion, converter, crypt } = field;
  if (!was || crypt) return [];
  const isSelf = converter.from.length === 1 && converter.from[0]!.id === model.id;
  return [
    {
      what: 'values',
      entity_id: entity.id,
      table_id: owner.id,
      column_id: formerId(model.id, stamp),
      field_id: model.id,
      name: was.name,
      label: JSON.stringify(was.label),
      content: JSON.stringify(was),
      conversion: isSelf ? JSON.stringify({ conversion, from: was, to: model.use }) : null,
    },
  ];
}

export async function writeTrash(
  db: Queryable,
  { put, fields, entities }: TrashChange,
  ids: Ids,
  by: string | null,
  at: Date,
  run: string | undefined,
): Promise<void> {
  // Under which id values were set aside: they are settled when the values of before come back.
  const withRun = (conversion: string | null): string | null =>
    conversion && run ? JSON.stringify({ ...(JSON.parse(conversion) as object), run }) : conversion;
  await takeFromTrash(db, 'field', fields);
  await takeFromTrash(db, 'entity', entities);
  await putInTrash(
    db,
    put.map((item) => ({ ...item, id: ids.uuid(), conversion: withRun(item.conversion) })),
    by,
    at,
  );
}
