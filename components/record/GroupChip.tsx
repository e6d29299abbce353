'use client';
import { Popover, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { EntityView } from '@/engine/kernel/api';
import { ConditionList, ModeSwitch } from './ConditionList';
import { EditorPopover, WordsPill } from './ConditionPill';
import type { Condition, FilterGroup } from './filterTree';

/** Conditions in brackets. */
export function GroupChip(props: {
  entity: EntityView;
  group: FilterGroup;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onChange: (group: FilterGroup | null) => void;
}) {
  const v = useTranslations('view');
  const { entity, group } = props;
  const set = (items: readonly Condition[]) => props.onChange(items.length > 0 ? { ...group, items } : null);
  const finish = () => {
    props.onClose();
    if (group.items.length === 0) props.onChange(null);
  };
  return (
    <EditorPopover isOpen={props.isOpen} onClose={finish}>
      <Popover.Target>
        <div>
          <WordsPill
            words={v('filter.group', { count: group.items.length, mode: group.mode })}
            onOpen={props.onOpen}
            onRemove={() => props.onChange(null)}
          />
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={280}>
          <ModeSwitch mode={group.mode} onChange={(mode) => props.onChange({ ...group, mode })} />
          <ConditionList entity={entity} items={group.items} onChange={set} />
        </Stack>
      </Popover.Dropdown>
    </EditorPopover>
  );
}
