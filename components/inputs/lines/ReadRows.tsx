'use client';
import { useId, useMemo, useRef, useState } from 'react';
import { useTimeZone } from 'use-intl';
import { GridStore } from '@/components/sheet/grid';
import { useAppLocale, useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { DisplayProps } from '../types';
import { formatValue } from '../units';
import { Cards } from './Cards';
import { Grid, type GridHandle } from './LinesGrid';
import { RowDialog } from './RowDialog';
import { rowsOf } from './rows';
import { DECLARED } from './rules';
import { columnsOf, usePhone } from './shared';
import { useClipboard } from './useClipboard';
import { useEdits } from './useEdits';
import { useLineGrid } from './useLineGrid';

const NOTHING = () => undefined;

/** The rows to read: the same grid without a way to change them. */
function ReadRows(props: DisplayProps) {
  const { field } = props;
  const say = useSay();
  const id = useId();
  const reader = { locale: useAppLocale(), timeZone: useTimeZone() ?? 'UTC' };
  const isPhone = usePhone();
  const columns = useMemo(() => columnsOf(field), [field]);
  const [store] = useState(() => new GridStore());
  const [open, setOpen] = useState<number | null>(null);
  const handle = useRef<GridHandle>(null);
  const rows = rowsOf(props.value);
  const fixed = {
    columns,
    store,
    rules: DECLARED,
    isReadOnly: true,
    maxRows: rows.length,
    announce: NOTHING,
    scrollTo: NOTHING,
  };
  const edits = useEdits({ value: props.value, columns, onChange: NOTHING, ...DECLARED });
  const labelOf = (column: FieldView) => say(column.label, column.name);
  const clipboard = useClipboard({ ...fixed, edits, reader, labelOf });
  const { grid } = useLineGrid({
    ...fixed,
    id,
    field,
    edits,
    handle,
    Nested: undefined,
    NestedDisplay: props.Nested,
    onOpen: setOpen,
    problemOf: () => null,
  });
  const title = say(field.label, field.name);
  return (
    <>
      {isPhone ? (
        <Cards grid={grid} rows={rows} onOpen={setOpen} />
      ) : (
        <Grid
          handle={handle}
          grid={grid}
          field={field}
          label={title}
          rows={rows}
          hasNew={false}
          isInvalid={false}
          clipboard={clipboard}
          edit={NOTHING}
          undo={NOTHING}
        />
      )}
      {open === null ? null : (
        <RowDialog
          grid={grid}
          title={title}
          rows={rows}
          index={open}
          isPhone={isPhone}
          mayAdd={false}
          onGo={setOpen}
          onRemove={NOTHING}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

export function Display(props: DisplayProps) {
  const locale = useAppLocale();
  const zone = useTimeZone() ?? 'UTC';
  if (props.isBrief || rowsOf(props.value).length === 0) {
    return <>{formatValue(props.field, props.value, locale, zone)}</>;
  }
  return <ReadRows {...props} />;
}
