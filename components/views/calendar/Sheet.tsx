'use client';
import { ActionIcon, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { ListQuestion } from '../contract';
import { DayMore } from './DayMore';
import type { Entry, Shown } from './days';
import { ENTRY, EntryChip, type EntryContext } from './EntryChip';
import classes from './calendar.module.css';

const ACCEPTS = [ENTRY] as const;
/** Records a day shows before it says how many more there are. */
const MOST = { month: 3, week: 24 } as const;

export interface SheetProps {
  readonly entity: EntityView;
  readonly start: FieldView;
  readonly days: readonly string[];
  readonly sheet: ReadonlyMap<string, readonly Entry[]>;
  readonly counts: ReadonlyMap<string, number> | null;
  readonly asked: ListQuestion;
  readonly timeZone: string;
  readonly shown: Shown;
  readonly today: string;
  readonly context: EntryContext;
  readonly add: ((day: string) => void) | undefined;
}

/** The days of a month or a week, a row for each week. */
export function Sheet(props: SheetProps & { say: (day: string) => string }) {
  const t = useTranslations('boards.calendar');
  const say = useSay();
  const format = useFormatter();
  const { entity, start, days, shown, counts } = props;
  const weekday = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { weekday: 'short', timeZone: 'UTC' });
  return (
    <>
      {counts ? (
        <Text size="xs" c="dimmed" mb={4}>
          {t('cut', { count: 500 })}
        </Text>
      ) : null}
      <div
        className={classes.sheet}
        data-span={shown.span}
        role="group"
        aria-label={t('sheet', { label: say(entity.labelPlural, entity.name), field: say(start.label, start.name) })}
      >
        {days.slice(0, 7).map((day) => (
          <div key={day} className={classes.weekday} aria-hidden>
            {weekday(day)}
          </div>
        ))}
        {days.map((day) => (
          <Day key={day} {...props} day={day} />
        ))}
      </div>
    </>
  );
}

function Day(props: SheetProps & { say: (day: string) => string; day: string }) {
  const t = useTranslations('boards.calendar');
  const { day, sheet, counts, shown, today, context, add, say } = props;
  const { ref, edge } = useDropTarget({ id: day, accepts: ACCEPTS, sides: 'inside' });
  const entries = sheet.get(day) ?? [];
  const most = MOST[shown.span];
  const total = Math.max(entries.length, counts?.get(day) ?? 0);
  const listed = entries.slice(0, total > most ? most - 1 : most);
  const isOther = shown.span === 'month' && day.slice(0, 7) !== shown.day.slice(0, 7);
  return (
    <section
      ref={ref}
      className={classes.day}
      data-day={day}
      data-today={day === today || undefined}
      data-other={isOther || undefined}
      data-over={edge !== null || undefined}
      data-open={add !== undefined || undefined}
      aria-label={say(day)}
      // For the mouse only: the button in it does the same.
      onClick={(event) => {
        if (event.target === event.currentTarget) add?.(day);
      }}
    >
      <header className={classes.dayHead}>
        <span className={classes.number}>{Number(day.slice(8))}</span>
        {add ? (
          <ActionIcon
            className={classes.add}
            variant="subtle"
            color="gray"
            size={20}
            aria-label={t('add', { day: say(day) })}
            onClick={() => add(day)}
          >
            <Icon name="plus" size={13} />
          </ActionIcon>
        ) : null}
      </header>
      {listed.map((entry) => (
        <EntryChip key={entry.row.id} entry={entry} day={day} context={context} />
      ))}
      {total > listed.length ? (
        <DayMore {...props} day={day} entries={entries} total={total} hidden={total - listed.length} />
      ) : null}
    </section>
  );
}
