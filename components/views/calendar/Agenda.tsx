'use client';
import { ActionIcon, Text, UnstyledButton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import { Facts } from '../parts/Facts';
import { DayMore } from './DayMore';
import type { SheetProps } from './Sheet';
import classes from './calendar.module.css';

/** A calendar on a phone: the days that have something, one below the other. */
export function Agenda(props: SheetProps) {
  const t = useTranslations('boards');
  const say = useSay();
  const format = useFormatter();
  const { sheet, counts, shown, context, today, add, start } = props;
  const days = props.days.filter((day) => shown.span === 'week' || day.slice(0, 7) === shown.day.slice(0, 7));
  const words = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' });
  const full = days.filter((day) => (sheet.get(day)?.length ?? 0) > 0 || (counts?.get(day) ?? 0) > 0);
  if (full.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={t('calendar.none', { from: words(days[0]!), to: words(days.at(-1)!) })}
        text={t(add ? 'calendar.noneText' : 'calendar.noneRead', { field: say(start.label, start.name) })}
      />
    );
  }
  return full.map((day) => {
    const entries = sheet.get(day) ?? [];
    const total = Math.max(entries.length, counts?.get(day) ?? 0);
    return (
      <section key={day} className={classes.agendaDay} data-today={day === today || undefined} aria-label={words(day)}>
        <header className={classes.agendaHead}>
          <Text component="h3" m={0} size="sm" fw={600}>
            {words(day)}
          </Text>
          {add ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('calendar.add', { day: words(day) })}
              onClick={() => add(day)}
            >
              <Icon name="plus" />
            </ActionIcon>
          ) : null}
        </header>
        {entries.map(({ row, time }) => {
          const color = context.colorOf(row).row;
          return (
            <UnstyledButton
              key={row.id}
              className={classes.agendaEntry}
              style={color ? ({ '--entry-color': color } as CSSProperties) : undefined}
              onClick={() => context.open(row.id)}
            >
              <Text size="sm" fw={600}>
                {time ? `${time} ` : ''}
                {row.title || t('untitled')}
              </Text>
              <Facts columns={context.facts} row={row} most={2} />
            </UnstyledButton>
          );
        })}
        {total > entries.length ? (
          <DayMore {...props} day={day} entries={entries} total={total} hidden={total - entries.length} say={words} />
        ) : null}
      </section>
    );
  });
}
