'use client';
import { Pill, Popover, UnstyledButton } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { useRead } from '@/components/lib/call';
import { useFields } from '@/components/views/paths';
import type { EntityView } from '@/engine/kernel/api';
import { isUuid } from '@/engine/kernel/ids';
import { useConditionWords } from './conditionWords';
import type { Condition } from './filterTree';
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
