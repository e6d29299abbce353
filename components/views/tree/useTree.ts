'use client';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { fieldsOf } from '@/components/record/listState';
import { useKeepTrail } from '@/components/record/trail';
import type { FieldView } from '@/engine/kernel/api';
import type { ViewProps } from '../contract';
import { useWatch } from '../parts/useWatch';
import { TreeStore } from './levels';

/** The lines of a tree. What is open stays so while fields and order change. */
export function useTree({ entity, definition, question }: ViewProps, parent: FieldView) {
  const fields = fieldsOf(entity, definition);
  const isFlat = question.search !== undefined || question.filter !== undefined;
  const key = JSON.stringify([question, fields, parent.name]);
  const before = useRef<TreeStore>(null);
  const nodes = useMemo(
    () => new TreeStore(question, fields, parent.name, isFlat),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all of it
    [key],
  );
  useEffect(() => {
    for (const id of before.current?.open ?? []) nodes.openAgain(id);
    before.current = nodes;
    return () => nodes.stop();
  }, [nodes]);
  const lines = useSyncExternalStore(nodes.subscribe, nodes.lines, nodes.lines);
  useWatch(entity.name, () => nodes.refresh());
  useKeepTrail(
    entity.name,
    useMemo(() => lines.flatMap((line) => (line.kind === 'node' ? [line.row.id] : [])), [lines]),
    null,
  );
  return { nodes, lines, isFlat };
}
