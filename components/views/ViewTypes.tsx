'use client';
import { Menu, Text } from '@mantine/core';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { ViewNeed, ViewType } from '@/engine/kernel/contract';
import type { ViewDefinition } from '@/engine/kernel/documents.generated';
import { viewTypes } from './types.generated';

const BY_TYPE: ReadonlyMap<string, ViewType> = new Map(viewTypes.map((unit) => [unit.type, unit]));
export const viewTypeOf = (type: string): ViewType | undefined => BY_TYPE.get(type);

/** Fields of the entity that a view type can use for this. */
export const fieldsFor = (entity: EntityView, need: ViewNeed): readonly FieldView[] =>
  entity.fields.filter(
    (field) =>
      !field.system &&
      !field.fields &&
      (need.types.length === 0 || need.types.includes(field.type)) &&
      (need.isTree !== true || (field.options.tree === true && field.target === entity.name)),
  );

/** A new view of a type: the same records as now, with the first fields that fit. */
export function startDefinition(entity: EntityView, type: ViewType, present: ViewDefinition): ViewDefinition {
  const options = Object.fromEntries(
    type.needs.flatMap((need) => {
      const [first] = fieldsFor(entity, need);
      return first && !need.isOptional ? [[need.option, first.name] as const] : [];
    }),
  );
  return { ...present, type: type.type, options };
}

/** The view types, in their order; what the entity has no field for says so. */
export function ViewTypeItems(props: { entity: EntityView; onPick: (type: ViewType) => void }) {
  const say = useSay();
  return [...viewTypes]
    .sort((a, b) => a.order - b.order)
    .map((type) => {
      const lacking = type.needs.find((need) => !need.isOptional && fieldsFor(props.entity, need).length === 0);
      return (
        <Menu.Item
          key={type.type}
          leftSection={<Icon name={type.icon} size={15} />}
          disabled={lacking !== undefined}
          onClick={() => props.onPick(type)}
        >
          {say(type.label)}
          <Text size="xs" c="dimmed" maw={260}>
            {say(lacking ? lacking.missing : type.hint)}
          </Text>
        </Menu.Item>
      );
    });
}
