'use client';
import { Loader, Popover, Text, UnstyledButton } from '@mantine/core';
import { keepPreviousData } from '@tanstack/react-query';
import { useDebouncedValue, useId } from '@mantine/hooks';
import { useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import type { Link } from '@/engine/kernel/api';
import type { Mention } from '@/engine/kernel/mentions';
import { insertMention, searchAt } from './mentioning';
import classes from '../page.module.css';

/** Suggestions for the `@` before the caret: people who may read the record. */
export function useMentionSearch(
  entity: string,
  record: string,
  text: string,
  pick: (person: Mention, text: string) => void,
  box: RefObject<HTMLTextAreaElement | null>,
) {
  const id = useId();
  const [at, setAt] = useState<{ readonly from: number; readonly search: string } | null>(null);
  const [active, setActive] = useState(0);
  const [search] = useDebouncedValue(at?.search ?? '', 120);
  const read = useRead(
    'comment.people',
    { entity, record, search },
    { enabled: at !== null, placeholderData: keepPreviousData, staleTime: 30_000 },
  );
  const people = at ? (read.data?.people ?? []) : [];

  const choose = (person: Link | undefined) => {
    if (!at || !person) return;
    const next = insertMention(text, at, { id: person.id, name: person.title });
    pick({ id: person.id, name: person.title }, next.text);
    setAt(null);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const STEPS: { readonly [key: string]: () => void } = {
    ArrowDown: () => setActive((now) => (now + 1) % people.length),
    ArrowUp: () => setActive((now) => (now + people.length - 1) % people.length),
    Enter: () => choose(people[active]),
    Tab: () => choose(people[active]),
    Escape: () => setAt(null),
  };
  const optionId = (index: number) => `${id}-${index}`;
  return {
    people,
    active,
    choose,
    optionId,
    listId: id,
    isOpen: at !== null,
    isLooking: read.isFetching,
    /** Looks at what stands before the caret. */
    look(target: HTMLTextAreaElement): void {
      const found =
        target.selectionStart === target.selectionEnd ? searchAt(target.value, target.selectionStart) : null;
      if (found?.search !== at?.search) setActive(0);
      setAt(found);
    },
    close: () => setAt(null),
    /** True when the key was for the suggestions. */
    onKeyDown(event: KeyboardEvent): boolean {
      const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
      const isForUs = at !== null && step && !event.metaKey && !event.ctrlKey && !event.nativeEvent.isComposing;
      if (!isForUs || (people.length === 0 && event.key !== 'Escape')) return false;
      event.preventDefault();
      event.stopPropagation();
      step();
      return true;
    },
    aria: {
      'aria-autocomplete': 'list' as const,
      'aria-controls': at ? id : undefined,
      'aria-activedescendant': at && people.length > 0 ? optionId(active) : undefined,
    },
  };
}

/** The list of suggestions below the box. */
export function MentionBox(props: {
  readonly mention: ReturnType<typeof useMentionSearch>;
  readonly children: ReactNode;
}) {
  const t = useTranslations('page.comments');
  const { mention } = props;
  return (
    <Popover opened={mention.isOpen} position="bottom-start" width={260} shadow="md" trapFocus={false}>
      <Popover.Target>
        <div>{props.children}</div>
      </Popover.Target>
      <Popover.Dropdown p={4} onMouseDown={(event) => event.preventDefault()}>
        <div role="listbox" id={mention.listId} aria-label={t('people')}>
          {mention.people.map((person, index) => (
            <UnstyledButton
              key={person.id}
              id={mention.optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === mention.active}
              className={classes.person}
              onClick={() => mention.choose(person)}
            >
              <PersonAvatar name={person.title} size={22} />
              <span>{person.title}</span>
            </UnstyledButton>
          ))}
        </div>
        {mention.people.length === 0 ? (
          <Text size="xs" c="dimmed" p={6}>
            {mention.isLooking ? <Loader size={12} /> : t('nobody')}
          </Text>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
