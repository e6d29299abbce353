'use client';
/** What a list can be asked about besides its own fields: line items, and records of other entities that point here. */
import { useMemo } from 'react';
import { fieldType } from '@/components/inputs/units';
import { useEntities } from '@/components/views/paths';
import type { EntityView } from '@/engine/kernel/api';
import type { Text } from '@/engine/kernel/documents.generated';

export interface Related {
  /** As filters name it: `lines`, `order.client`. */
  readonly name: string;
  readonly label: Text;
  /** The relation that points here, where the other entity has several of them. */
  readonly by: Text | null;
  /** What conditions on one of them may speak of. */
  readonly entity: EntityView;
}

/** A record's line items as if they were an entity of their own. */
const rowsOf = (entity: EntityView): Related[] =>
  entity.fields.flatMap((field) =>
    field.fields
      ? [
          {
            name: field.name,
            label: field.label,
            by: null,
            entity: { ...entity, id: field.id, name: field.name, label: field.label, fields: field.fields },
          },
        ]
      : [],
  );

function pointingTo(entity: EntityView, other: EntityView): Related[] {
  const relations = other.fields.filter(
    ({ target, system, type }) => target === entity.name && !system && fieldType(type)?.kind === 'record',
  );
  return relations.map((relation) => ({
    name: `${other.name}.${relation.name}`,
    label: other.labelPlural,
    by: relations.length > 1 ? relation.label : null,
    entity: other,
  }));
}

/** As far as the viewer may know of them. */
export function useRelated(entity: EntityView): readonly Related[] {
  const all = useEntities();
  return useMemo(() => [...rowsOf(entity), ...all.flatMap((other) => pointingTo(entity, other))], [all, entity]);
}
