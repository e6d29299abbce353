'use client';
import { Button, Pill, Popover, SegmentedControl, Stack, UnstyledButton } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { useRead } from '@/components/lib/call';
import { useFields } from '@/components/views/paths';
import type { EntityView } from '@/engine/kernel/api';
import { isUuid } from '@/engine/kernel/ids';
import { useConditionWords } from './conditionWords';
import { FilterEditor } from './FilterEditor';
import type { Condition, FilterGroup } from './filterTree';
import classes from './record.module.css';

/** The sentence of a condition; an id is said by its record's title, which is looked up where the address did not bring it. */
export function Words(props: { entity: EntityView; condition: Condition; children: (words: string) => ReactNode }) {
  const { condition } = props;
  const words = useConditionWords(props.entity);
  const lookup = useFields(props.entity);
  const field = lookup(condition.field)?.field;
  const ids = [condition.value].flat().filter(isUuid);
  const isLink = field !== undefined && fieldType(field.type)?.kind === 'record' && ids.length > 0 && !condition.said;
  const named = useRead(
    'record.options',
    { entity: field?.target ?? '', ids },
    { enabled: isLink && field.target !== undefined, staleTime: 60_000 },
  );
  const said = named.data?.options.map(({ title }) => title).join('、');
  return props.children(words(isLink ? { ...condition, said: said ?? '…' } : condition));
}

export function WordsPill(props: { words: string; onOpen?: () => void; onRemove: () => void }) {
  const t = useTranslations('record');
  return (
    <Pill
      size="md"
      withRemoveButton
      removeButtonProps={{
        'aria-label': t('filter.removeOne', { what: props.words }),
        'aria-hidden': false,
        tabIndex: 0,
      }}
      onRemove={props.onRemove}
      className={classes.chip}
    >
      {props.onOpen ? (
        <UnstyledButton fz="inherit" onClick={props.onOpen}>
          {props.words}
        </UnstyledButton>
      ) : (
        props.words
      )}
    </Pill>
  );
}

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
  const [editing, setEditing] = useState<number | null>(group.items.length === 0 ? 0 : null);
  const set = (items: readonly Condition[]) => {
    setEditing(null);
    props.onChange(items.length > 0 ? { ...group, items } : null);
  };
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
        <Stack gap="xs" w={300}>
          <SegmentedControl
            size="xs"
            value={group.mode}
            data={[
              { value: 'all', label: v('filter.allOf') },
              { value: 'any', label: v('filter.anyOf') },
            ]}
            onChange={(mode) => props.onChange({ ...group, mode: mode as FilterGroup['mode'] })}
          />
          {group.items.map((condition, index) =>
            editing === index ? (
              <FilterEditor
                key={index}
                entity={entity}
                condition={condition}
                onSave={(next) => set(group.items.map((one, at) => (at === index ? next : one)))}
                onRemove={() => set(group.items.filter((_one, at) => at !== index))}
              />
            ) : (
              <Words key={index} entity={entity} condition={condition}>
                {(words) => (
                  <WordsPill
                    words={words}
                    onOpen={() => setEditing(index)}
                    onRemove={() => set(group.items.filter((_one, at) => at !== index))}
                  />
                )}
              </Words>
            ),
          )}
          {editing === group.items.length ? (
            <FilterEditor entity={entity} condition={null} onSave={(next) => set([...group.items, next])} />
          ) : (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(group.items.length)}>
              {v('filter.addOne')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </EditorPopover>
  );
}

export function EditorPopover(props: { isOpen: boolean; onClose: () => void; children: ReactNode }) {
  const { isOpen, onClose } = props;
  useEffect(() => {
    if (!isOpen) return;
    // The lists of the inputs inside lie in portals of their own; a click there is not a click outside.
    const onDown = (event: MouseEvent) => {
      if (!(event.target instanceof Element && event.target.closest('[data-portal]'))) onClose();
    };
    document.addEventListener('mousedown', onDown);
    return () => document.removeEventListener('mousedown', onDown);
  }, [isOpen, onClose]);
  return (
    <Popover
      opened={isOpen}
      onChange={(open) => (open ? undefined : onClose())}
      closeOnClickOutside={false}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      {props.children}
    </Popover>
  );
}
