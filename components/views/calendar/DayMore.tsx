'use client';
import { Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { FieldView } from '@/engine/kernel/api';
import type { ListQuestion } from '../contract';
import { narrow } from '../parts/narrow';
import { dayAfter, entriesOf, within, type Entry } from './days';
import { EntryChip, type EntryContext } from './EntryChip';
import classes from './calendar.module.css';

const MOST = 200;

/** "+N more": all records of the day, read now when the sheet does not hold them. */
export function DayMore(props: {
  day: string;
  start: FieldView;
  entries: readonly Entry[];
  total: number;
  hidden: number;
  asked: ListQuestion;
  timeZone: string;
  context: EntryContext;
  say: (day: string) => string;
}) {
  const t = useTranslations('boards.calendar');
  const [isOpen, setOpen] = useState(false);
  const { day, start, entries, total, hidden } = props;
  const isMissing = total > entries.length;
  const list = useRead(
    'record.list',
    {
      ...narrow(props.asked, within(start.name, undefined, day, dayAfter(day, 1))),
      sort: [{ field: start.name, direction: 'asc' }],
      fields: [start.name],
      page: { size: MOST },
    },
    { enabled: isOpen && isMissing },
  );
  const shown = isMissing && list.data ? entriesOf(list.data.rows, start, undefined, props.timeZone) : entries;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.more}
          aria-label={t('moreOf', { count: hidden, day: props.say(day) })}
          onClick={(event) => {
            event.stopPropagation();
            setOpen(!isOpen);
          }}
        >
          {t('more', { count: hidden })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs" onClick={(event) => event.stopPropagation()}>
        <Text size="sm" fw={600} mb={6}>
          {props.say(day)}
        </Text>
        <ProblemList error={list.error} retry={() => void list.refetch()} />
        {isMissing && list.isLoading ? <RowsSkeleton rows={3} /> : null}
        <ScrollArea.Autosize mah={320}>
          <Stack gap={3}>
            {shown.map((entry) => (
              <EntryChip key={entry.row.id} entry={entry} day={day} context={props.context} isLoose />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        {total > shown.length && !list.isLoading ? (
          <Text size="xs" c="dimmed" mt={4}>
            {t('more', { count: total - shown.length })}
          </Text>
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}
