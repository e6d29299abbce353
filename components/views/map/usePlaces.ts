'use client';
import { useMemo } from 'react';
import { useRead } from '@/components/lib/call';
import { fieldsOf } from '@/components/record/listState';
import { useKeepTrail } from '@/components/record/trail';
import type { FieldView, RecordView } from '@/engine/kernel/api';
import { isObject } from '@/engine/kernel/json';
import type { ViewProps } from '../contract';
import { narrow, unsorted } from '../parts/narrow';
import { project, type Point } from './projection';

/** Records a map shows at most. */
const MOST = 1000;

export interface Placed {
  readonly row: RecordView;
  readonly point: Point;
}

/** The records that have a place, and how many have none. */
export function usePlaces({ entity, definition, question }: ViewProps, place: FieldView) {
  const asked = unsorted(question);
  const fields = [...new Set([...fieldsOf(entity, definition), place.name])];
  const list = useRead('record.list', {
    ...narrow(asked, { field: place.name, op: 'notEmpty' }),
    fields,
    page: { size: MOST },
    count: true,
  });
  const without = useRead('record.list', {
    ...narrow(asked, { field: place.name, op: 'isEmpty' }),
    fields: [],
    page: { size: 1 },
    count: true,
  });
  const rows = list.data?.rows;
  const placed = useMemo(() => (rows ?? []).flatMap((row) => placedOf(row, place.name)), [rows, place.name]);
  useKeepTrail(
    entity.name,
    useMemo(() => placed.map(({ row }) => row.id), [placed]),
    null,
  );
  return { list, placed, total: list.data?.total ?? placed.length, without: without.data?.total ?? 0 };
}

function placedOf(row: RecordView, field: string): Placed[] {
  const value = row[field];
  // Masked, or something an old version kept: not a place.
  if (!isObject(value) || typeof value.lat !== 'number' || typeof value.lng !== 'number') return [];
  return [{ row, point: project({ lat: value.lat, lng: value.lng }) }];
}
