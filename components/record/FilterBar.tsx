'use client';
import { Button, Group, Pill, Popover, UnstyledButton } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { EntityView } from '@/engine/kernel/api';
import { useConditionWords } from './conditionWords';
import { FilterEditor } from './FilterEditor';
import type { Condition } from './listState';
import classes from './record.module.css';

/** The conditions of a list as sentences; each opens to be changed, all must hold. */
export function FilterBar(props: {
  entity: EntityView;
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
}) {
  const t = useTranslations('record');
  const words = useConditionWords(props.entity);
  /** Index of the open condition; the length of the list is the new one. */
  const [open, setOpen] = useState<number | null>(null);
  const { conditions } = props;
  const set = (next: readonly Condition[]) => {
    setOpen(null);
    props.onChange(next);
  };
  return (
    <Group gap={6}>
      {conditions.map((condition, index) => (
        <EditorPopover key={index} isOpen={open === index} onClose={() => setOpen(null)}>
          <Popover.Target>
            <Pill
              size="md"
              withRemoveButton
              removeButtonProps={{
                'aria-label': t('filter.removeOne', { what: words(condition) }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => set(conditions.filter((_one, at) => at !== index))}
              className={classes.chip}
            >
              <UnstyledButton fz="inherit" onClick={() => setOpen(index)}>
                {words(condition)}
              </UnstyledButton>
            </Pill>
          </Popover.Target>
          <Popover.Dropdown>
            <FilterEditor
              entity={props.entity}
              condition={condition}
              onSave={(next) => set(conditions.map((one, at) => (at === index ? next : one)))}
              onRemove={() => set(conditions.filter((_one, at) => at !== index))}
            />
          </Popover.Dropdown>
        </EditorPopover>
      ))}
      <EditorPopover isOpen={open === conditions.length} onClose={() => setOpen(null)}>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<Icon name="filter" size={14} />}
            onClick={() => setOpen(conditions.length)}
          >
            {t('filter.add')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterEditor entity={props.entity} condition={null} onSave={(next) => set([...conditions, next])} />
        </Popover.Dropdown>
      </EditorPopover>
      {conditions.length > 1 ? (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => set([])}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </Group>
  );
}

function EditorPopover(props: { isOpen: boolean; onClose: () => void; children: ReactNode }) {
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
