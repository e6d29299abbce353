'use client';
import { Group, Text } from '@mantine/core';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { builtInItemTypes } from '@/engine/form/items/types';
import classes from './items.module.css';

/** An item on the canvas that shows its data only where a record is. */
export function ItemSketch(props: { readonly type: string; readonly name: string; readonly of: string }) {
  const say = useSay();
  const type = builtInItemTypes.get(props.type);
  return (
    <Group gap="xs" wrap="nowrap" className={classes.sketch}>
      <Icon name={type?.icon} />
      <Text size="sm" truncate>
        {[say(type?.label, props.type), props.name || props.of].filter(Boolean).join(' · ')}
      </Text>
    </Group>
  );
}
