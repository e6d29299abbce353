'use client';
import { useMemo } from 'react';
import { useTimeZone } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { fieldsOf } from '@/components/record/listState';
import { useKeepTrail } from '@/components/record/trail';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { narrow, unsorted } from '../parts/narrow';
import { byDay, dayAfter, daysOf, entriesOf, within, type Shown } from './days';

/** Records a sheet shows at most; days beyond them say how many they have and show them when asked. */
const MOST = 500;

/**
 * The records on a sheet of days. `moved`: those that a gesture has put elsewhere and the server has not told yet.
 * `counts`: how many begin on each day, only when there are more than the sheet shows.
 */
export function useCalendar(
  { entity, definition, question }: ViewProps,
  fields: { readonly start: FieldView; readonly end: FieldView | undefined },
  shown: Shown,
  moved: ReadonlyMap<string, RecordView>,
) {
  const { start, end } = fields;
  const timeZone = useTimeZone() ?? 'UTC';
  const { span, day } = shown;
  const days = useMemo(() => daysOf({ span, day }), [span, day]);
  const [from, until] = [days[0]!, dayAfter(days.at(-1)!, 1)];
  const asked = unsorted(narrow(question, within(start.name, end?.name, from, until)));
  const list = useRead('record.list', {
    ...asked,
    sort: [{ field: start.name, direction: 'asc' }],
    fields: [...fieldsOf(entity, definition)],
    page: { size: MOST },
  });
  const isCut = typeof list.data?.next === 'string';
  const groups = useRead(
    'record.groups',
    { ...asked, group: { field: start.name, grain: 'day' }, size: 1000 },
    { enabled: isCut },
  );
  const rows = list.data?.rows;
  const entries = useMemo(() => {
    const now = (rows ?? []).map((row) => {
      const here = moved.get(row.id);
      return here && here.rev >= row.rev ? here : row;
    });
    return entriesOf(now, start, end, timeZone);
  }, [rows, moved, start, end, timeZone]);
  const sheet = useMemo(() => byDay(entries, days), [entries, days]);
  const counts = useMemo(
    () => (isCut ? new Map((groups.data?.groups ?? []).map(({ value, count }) => [String(value), count])) : null),
    [isCut, groups.data],
  );
  useKeepTrail(
    entity.name,
    useMemo(() => entries.map(({ row }) => row.id), [entries]),
    null,
  );
  return { days, sheet, counts, asked, list, timeZone };
}
