'use client';
import { Popover, SegmentedControl, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import type { EntityView } from '@/engine/kernel/api';
import { ConditionList, ModeSwitch } from './ConditionList';
import { EditorPopover, Words, WordsPill } from './ConditionPill';
import type { RelatedCondition } from './filterTree';
import { useRelated, type Related } from './related';

/** "has orders: status is open" or "has no contracts"; opens to be changed. */
export function RelatedChip(props: {
  entity: EntityView;
  item: RelatedCondition;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onChange: (item: RelatedCondition | null) => void;
}) {
  const { item } = props;
  const offered = useRelated(props.entity);
  const found = offered.find(({ name }) => name === item.related);
  return (
    <EditorPopover isOpen={props.isOpen} onClose={props.onClose}>
      <Popover.Target>
        <div>
          <RelatedWords item={item} of={found}>
            {(words) => <WordsPill words={words} onOpen={props.onOpen} onRemove={() => props.onChange(null)} />}
          </RelatedWords>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <RelatedEditor item={item} offered={offered} found={found} onChange={props.onChange} />
      </Popover.Dropdown>
    </EditorPopover>
  );
}

function RelatedEditor(props: {
  item: RelatedCondition;
  offered: readonly Related[];
  found: Related | undefined;
  onChange: (item: RelatedCondition) => void;
}) {
  const t = useTranslations('filters');
  const label = useRelatedLabel();
  const { item, found } = props;
  return (
    <Stack gap="xs" w={280}>
      <SegmentedControl
        size="xs"
        value={item.isNone ? 'none' : 'some'}
        data={[
          { value: 'some', label: t('related.has') },
          { value: 'none', label: t('related.hasNot') },
        ]}
        onChange={(which) => props.onChange({ ...item, isNone: which === 'none' })}
      />
      <Select
        label={t('related.what')}
        data={props.offered.map((one) => ({ value: one.name, label: label(one) }))}
        value={item.related}
        searchable
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(next) =>
          next === null ? undefined : props.onChange({ ...item, related: next, group: { mode: 'all', items: [] } })
        }
      />
      {item.group.items.length > 1 ? (
        <ModeSwitch
          mode={item.group.mode}
          onChange={(mode) => props.onChange({ ...item, group: { ...item.group, mode } })}
        />
      ) : null}
      {found ? (
        <ConditionList
          key={item.related}
          entity={found.entity}
          items={item.group.items}
          isQuiet
          onChange={(items) => props.onChange({ ...item, group: { ...item.group, items } })}
        />
      ) : null}
    </Stack>
  );
}

export function useRelatedLabel(): (related: Related) => string {
  const t = useTranslations('filters');
  const say = useSay();
  return ({ name, label, by }) => (by ? t('related.by', { what: say(label, name), by: say(by) }) : say(label, name));
}

function RelatedWords(props: {
  item: RelatedCondition;
  of: Related | undefined;
  children: (words: string) => ReactNode;
}) {
  const t = useTranslations('filters');
  const label = useRelatedLabel();
  const { item, of } = props;
  const { items, mode } = item.group;
  const what = of ? label(of) : item.related;
  const which = item.isNone ? 'hasNoneOf' : 'hasSomeOf';
  const [only] = items;
  if (!only || !of) return props.children(t(`related.${which}`, { what, more: 'no', words: '' }));
  if (items.length > 1) {
    const words = t('related.many', { count: items.length, mode });
    return props.children(t(`related.${which}`, { what, more: 'yes', words }));
  }
  return (
    <Words entity={of.entity} condition={only}>
      {(words) => props.children(t(`related.${which}`, { what, more: 'yes', words }))}
    </Words>
  );
}
