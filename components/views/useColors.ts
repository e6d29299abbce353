'use client';
import { useCallback } from 'react';
import { useTimeZone } from 'use-intl';
import { useSession } from '@/components/shell/session';
import type { RecordView } from '@/engine/kernel/api';
import type { ViewProps } from './contract';
import { useFields } from './paths';
import { colorsOf, type Colored } from './table/colors';

/** The conditional colours of a view: of a record as a whole, and of its fields. */
export function useColors({ entity, definition, columns }: ViewProps): (row: RecordView) => Colored {
  const { viewer } = useSession();
  const timeZone = useTimeZone() ?? 'UTC';
  const rules = definition.colors;
  const fields = useFields(entity);
  return useCallback(
    (row) => {
      const field = (path: string) => columns.find((one) => one.field === path)?.shown ?? fields(path)?.field;
      const context = { field, me: viewer.id, department: viewer.department?.id ?? null, timeZone, now: new Date() };
      return colorsOf(rules ?? [], row, context);
    },
    [rules, columns, fields, viewer, timeZone],
  );
}
