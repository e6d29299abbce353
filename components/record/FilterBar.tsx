'use client';
import { Button, Group, Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { EntityView } from '@/engine/kernel/api';
import { EditorPopover, Words, WordsPill } from './ConditionPill';
import { FilterEditor } from './FilterEditor';
import { GroupChip } from './GroupChip';
import { RelatedChip } from './RelatedChip';
import { useRelated } from './related';
import {
  isGroup,
  isRaw,
  isRelated,
  type Condition,
  type FilterItem,
  type FilterTree,
  type RawCondition,
} from './filterTree';

type Open = number | 'group' | null;

/** A filter as sentences: "region is 华东". Each opens to be changed; groups hold conditions joined the other way. */
export function FilterBar(props: { entity: EntityView; tree: FilterTree; onChange: (tree: FilterTree) => void }) {
  const t = useTranslations('record');
  const v = useTranslations('view');
  const f = useTranslations('filters');
  /** Index of the open condition; the length of the list is the new one. */
  const [open, setOpen] = useState<Open>(null);
  const { entity, tree } = props;
  const { items, mode } = tree;
  const [related] = useRelated(entity);
  const close = () => setOpen(null);
  const append = (item: FilterItem) => {
    set([...items, item]);
    setOpen(items.length);
  };
  const set = (next: readonly FilterItem[]) => props.onChange({ ...tree, items: next });
  const put = (index: number, item: FilterItem | null) =>
    set(item ? items.map((one, at) => (at === index ? item : one)) : items.filter((_one, at) => at !== index));
  return (
    <Group gap={6}>
      {items.map((item, index) => (
        <Group key={index} gap={6} wrap="nowrap">
          {index > 0 ? <Joint mode={mode} onChange={(next) => props.onChange({ ...tree, mode: next })} /> : null}
          {isGroup(item) ? (
            <GroupChip
              entity={entity}
              group={item}
              isOpen={open === index}
              onOpen={() => setOpen(index)}
              onClose={close}
              onChange={(group) => put(index, group)}
            />
          ) : isRelated(item) ? (
            <RelatedChip
              entity={entity}
              item={item}
              isOpen={open === index}
              onOpen={() => setOpen(index)}
              onClose={close}
              onChange={(next) => put(index, next)}
            />
          ) : (
            <Chip
              entity={entity}
              item={item}
              isOpen={open === index}
              onOpen={() => setOpen(index)}
              onClose={close}
              onSave={(condition) => {
                close();
                put(index, condition);
              }}
              onRemove={() => {
                close();
                put(index, null);
              }}
            />
          )}
        </Group>
      ))}
      <EditorPopover isOpen={open === items.length} onClose={close}>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<Icon name="filter" size={14} />}
            onClick={() => setOpen(items.length)}
          >
            {t('filter.add')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterEditor
            entity={entity}
            condition={null}
            onSave={(condition) => {
              close();
              set([...items, condition]);
            }}
          />
          {items.length > 0 ? (
            <Button
              mt="xs"
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => append({ mode: mode === 'all' ? 'any' : 'all', items: [] })}
            >
              {v('filter.addGroup')}
            </Button>
          ) : null}
          {related ? (
            <Button
              mt="xs"
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => append({ related: related.name, isNone: false, group: { mode: 'all', items: [] } })}
            >
              {f('related.add')}
            </Button>
          ) : null}
        </Popover.Dropdown>
      </EditorPopover>
      {items.length > 1 ? (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => set([])}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </Group>
  );
}

/** "and" between the conditions; a click makes it "or". */
function Joint(props: { mode: 'all' | 'any'; onChange: (mode: 'all' | 'any') => void }) {
  const t = useTranslations('view');
  return (
    <UnstyledButton
      fz={12}
      c="dimmed"
      title={t('filter.switch')}
      onClick={() => props.onChange(props.mode === 'all' ? 'any' : 'all')}
    >
      {t(`filter.${props.mode}`)}
    </UnstyledButton>
  );
}

interface ChipProps {
  readonly entity: EntityView;
  readonly item: Condition | RawCondition;
  readonly isOpen: boolean;
  onOpen(): void;
  onClose(): void;
  onSave(condition: Condition): void;
  onRemove(): void;
}
function Chip(props: ChipProps) {
  const v = useTranslations('view');
  const { entity, item } = props;
  if (isRaw(item)) {
    return <WordsPill words={v('filter.raw')} onRemove={props.onRemove} />;
  }
  return (
    <EditorPopover isOpen={props.isOpen} onClose={props.onClose}>
      <Popover.Target>
        <div>
          <Words entity={entity} condition={item}>
            {(words) => <WordsPill words={words} onOpen={props.onOpen} onRemove={props.onRemove} />}
          </Words>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterEditor entity={entity} condition={item} onSave={props.onSave} onRemove={props.onRemove} />
      </Popover.Dropdown>
    </EditorPopover>
  );
}
