'use client';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { choicesOf } from '@/components/inputs/choice/choices';
import { useRead } from '@/components/lib/call';
import { fieldsOf } from '@/components/record/listState';
import { useKeepTrail } from '@/components/record/trail';
import type { FieldView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { unsorted } from '../parts/narrow';
import { useWatch } from '../parts/useWatch';
import { columnsOf } from './columns';
import { BoardStore } from './cards';

/** The columns of a board with their cards and counts. */
export function useBoard({ entity, definition, question }: ViewProps, field: FieldView) {
  const fields = fieldsOf(entity, definition);
  const key = JSON.stringify([question, fields, field.name]);
  const cards = useMemo(
    () => new BoardStore(question, fields, field.name),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all of it
    [key],
  );
  useEffect(() => () => cards.stop(), [cards]);
  const version = useSyncExternalStore(cards.subscribe, cards.version, cards.version);
  const counts = useRead('record.groups', { ...unsorted(question), group: { field: field.name }, size: 1000 });
  const groups = counts.data?.groups;
  useEffect(() => {
    if (groups) cards.setCounts(groups);
  }, [groups, cards]);
  useWatch(entity.name, () => cards.refresh());
  const columns = useMemo(() => columnsOf(choicesOf(field), groups ?? [], field.required), [field, groups]);
  const trail = useMemo(
    () =>
      columns.flatMap((column) =>
        cards
          .column(column.key)
          .get()
          .rows.map(({ id }) => id),
      ),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another version has other cards
    [columns, cards, version],
  );
  useKeepTrail(entity.name, trail, null);
  return { cards, columns, counts };
}
