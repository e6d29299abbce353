'use client';
import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useFormatter, useTimeZone, useTranslations } from 'use-intl';
import { Announcer, useAnnounce } from '@/components/builder/announce';
import { DragScope } from '@/components/builder/dnd';
import { useRouter } from '@/components/lib/navigation';
import { createPath } from '@/components/record/prefill';
import { EmptyState } from '@/components/ui/EmptyState';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import { today } from '@/engine/query/dates';
import type { ViewProps } from '../contract';
import { factsOf } from '../parts/Facts';
import { mayChange, optionField } from '../parts/may';
import { useChange } from '../parts/useChange';
import { useColors } from '../useColors';
import { useTop } from '../useTop';
import { Agenda } from './Agenda';
import { CalendarBar } from './CalendarBar';
import { dayAfter, dayOf, daysBetween, readShown, shifted, startAt, turned, writeShown } from './days';
import type { EntryContext } from './EntryChip';
import { Sheet } from './Sheet';
import { useCalendar } from './useCalendar';

/** Records on the days of a month or a week. Dragging one, or Alt and the arrows, change its date. */
export function CalendarView(props: ViewProps) {
  const t = useTranslations('boards');
  const start = optionField(props.entity, props.definition.options, 'start');
  const end = optionField(props.entity, props.definition.options, 'end');
  if (!start) return <EmptyState icon="calendar" title={t('calendar.noField')} text={t('noFieldText')} />;
  return (
    <Announcer>
      <Calendar {...props} start={start} end={end} />
    </Announcer>
  );
}

const NONE: ReadonlyMap<string, RecordView> = new Map();

function Calendar(props: ViewProps & { start: FieldView; end: FieldView | undefined }) {
  const t = useTranslations('boards');
  const format = useFormatter();
  const announce = useAnnounce();
  const router = useRouter();
  const { entity, start, end, open, at, goTo } = props;
  const frame = useRef<HTMLDivElement>(null);
  useTop(frame);
  const isPhone = useMediaQuery('(max-width: 48em)', false);
  const now = today(new Date(), useTimeZone() ?? 'UTC');
  const shown = readShown(at, now);
  const [moved, setMoved] = useState(NONE);
  const calendar = useCalendar(props, { start, end }, shown, moved);
  const { days, sheet, list, timeZone } = calendar;
  const canMove = mayChange(entity, start) && (end === undefined || mayChange(entity, end));
  const canAdd = entity.can.create && start.right === 'edit';
  const change = useChange(entity);
  const colorOf = useColors(props);
  const facts = useMemo(
    () => factsOf(entity, props.columns, [start.name, end?.name]),
    [entity, props.columns, start, end],
  );
  const sayText = useSay();
  const say = (day: string) =>
    format.dateTime(new Date(`${day}T00:00:00Z`), { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' });

  const move = async (row: RecordView, by: number) => {
    const from = dayOf(start, row[start.name], timeZone);
    if (!canMove || from === null || by === 0) return;
    const title = row.title || t('untitled');
    const said = t('calendar.moved', { title, day: say(dayAfter(from, by)) });
    announce(said);
    const last = end ? (row[end.name] ?? null) : null;
    const isTaken = await change({
      row,
      values: {
        [start.name]: shifted(start, row[start.name] ?? null, by, timeZone),
        ...(end && last !== null && { [end.name]: shifted(end, last, by, timeZone) }),
      },
      said,
      show: (next) => setMoved((all) => new Map(all).set(next.id, next)),
    });
    if (!isTaken) announce(t('calendar.back', { title }));
  };
  const isNothing = list.data !== undefined && [...sheet.values()].every((entries) => entries.length === 0);
  const rowOf = (id: string) => list.data?.rows.map((row) => moved.get(row.id) ?? row).find((row) => row.id === id);
  const latest = useRef({ move });
  useEffect(() => {
    latest.current = { move };
  });
  const context = useMemo<EntryContext>(
    () => ({
      canMove,
      facts,
      colorOf,
      open,
      move: (row, by) => {
        void latest.current.move(row, by);
        // It is drawn anew on another day; whoever moved it by key goes with it.
        requestAnimationFrame(() =>
          frame.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(row.id)}"]`)?.focus(),
        );
      },
    }),
    [canMove, facts, colorOf, open],
  );
  const add = canAdd
    ? (day: string) => router.push(createPath(entity.name, { [start.name]: startAt(start, day, timeZone) }))
    : undefined;
  return (
    <div ref={frame}>
      <CalendarBar
        shown={shown}
        isPhone={isPhone}
        isReading={list.isFetching && !list.data}
        onTurn={(step) => goTo(writeShown(turned(shown, step)))}
        onToday={() => goTo(shown.span === 'week' ? writeShown({ ...shown, day: now }) : null)}
        onSpan={(span) => goTo(writeShown({ ...shown, span }))}
      />
      <ProblemList error={list.error} retry={() => void list.refetch()} />
      {isPhone ? (
        <Agenda {...calendar} entity={entity} start={start} shown={shown} today={now} context={context} add={add} />
      ) : (
        <>
          {isNothing ? (
            <Text size="xs" c="dimmed" mb={6}>
              {t('calendar.none', { from: say(days[0]!), to: say(days.at(-1)!) })}{' '}
              {t(add ? 'calendar.noneText' : 'calendar.noneRead', { field: sayText(start.label, start.name) })}
            </Text>
          ) : null}
          <DragScope
            onDrop={(item, place) => {
              const row = rowOf(item.id);
              if (row) void move(row, daysBetween(String(item.data), place.id));
            }}
            say={(item, place, phase) =>
              phase === 'start'
                ? t('drag.start', { title: item.label })
                : place
                  ? t('calendar.over', { day: say(place.id) })
                  : t('drag.nowhere')
            }
          >
            <Sheet
              {...calendar}
              days={days}
              sheet={sheet}
              shown={shown}
              today={now}
              entity={entity}
              start={start}
              context={context}
              add={add}
              say={say}
            />
          </DragScope>
        </>
      )}
    </div>
  );
}
