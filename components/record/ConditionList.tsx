'use client';
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EntityView } from '@/engine/kernel/api';
import { Words, WordsPill } from './ConditionPill';
import { FilterEditor } from './FilterEditor';
import type { Condition, FilterGroup } from './filterTree';

/** Whether all conditions are to hold, or any of them. */
export function ModeSwitch(props: { mode: FilterGroup['mode']; onChange: (mode: FilterGroup['mode']) => void }) {
  const v = useTranslations('view');
  return (
    <SegmentedControl
      size="xs"
      value={props.mode}
      data={[
        { value: 'all', label: v('filter.allOf') },
        { value: 'any', label: v('filter.anyOf') },
      ]}
      onChange={(mode) => props.onChange(mode === 'any' ? 'any' : 'all')}
    />
  );
}

/** Conditions one below the other; each opens to be changed, and one more can be added. */
export function ConditionList(props: {
  entity: EntityView;
  items: readonly Condition[];
  /** The editor of a first condition is not opened by itself. */
  isQuiet?: boolean;
  onChange: (items: readonly Condition[]) => void;
}) {
  const v = useTranslations('view');
  const { entity, items } = props;
  const [editing, setEditing] = useState<number | null>(items.length === 0 && !props.isQuiet ? 0 : null);
  const set = (next: readonly Condition[]) => {
    setEditing(null);
    props.onChange(next);
  };
  return (
    <>
      {items.map((condition, index) =>
        editing === index ? (
          <FilterEditor
            key={index}
            entity={entity}
            condition={condition}
            onSave={(next) => set(items.with(index, next))}
            onRemove={() => set(items.filter((_one, at) => at !== index))}
          />
        ) : (
          <Words key={index} entity={entity} condition={condition}>
            {(words) => (
              <WordsPill
                words={words}
                onOpen={() => setEditing(index)}
                onRemove={() => set(items.filter((_one, at) => at !== index))}
              />
            )}
          </Words>
        ),
      )}
      {editing === items.length ? (
        <FilterEditor entity={entity} condition={null} onSave={(next) => set([...items, next])} />
      ) : (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(items.length)}>
          {v('filter.addOne')}
        </Button>
      )}
    </>
  );
}
