'use client';
import { Checkbox, UnstyledButton } from '@mantine/core';
import type { MouseEventHandler, TouchEventHandler } from 'react';
import { useTranslations } from 'use-intl';
import { inputOf } from '@/components/inputs/registry';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { ListState } from './listState';
import { canSort } from './operators';
import classes from './record.module.css';

/** The box that ticks all rows shown. */
export function SelectAll(props: { shown: number; selected: number; onChange: (isAll: boolean) => void }) {
  const t = useTranslations('record');
  const isAll = props.shown > 0 && props.selected === props.shown;
  return (
    <th className={classes.tick}>
      <Checkbox
        size="xs"
        aria-label={t('selection.all')}
        checked={isAll}
        indeterminate={props.selected > 0 && !isAll}
        onChange={() => props.onChange(!isAll)}
      />
    </th>
  );
}

/** The head of one column: a click sorts, the edge is drawn to make it wider, a double click there resets it. */
export function ColumnHead(props: {
  field: FieldView;
  width: number;
  sort: ListState['sort'];
  onSort: (sort: ListState['sort']) => void;
  resizer: {
    isActive: boolean;
    onMouseDown: MouseEventHandler;
    onTouchStart: TouchEventHandler;
    onReset: () => void;
  };
}) {
  const t = useTranslations('record');
  const say = useSay();
  const { field, resizer } = props;
  const direction = props.sort?.field === field.name ? props.sort.direction : null;
  const label = say(field.label, field.name);
  return (
    <th
      scope="col"
      style={{ width: props.width }}
      className={inputOf(field).isNumeric ? classes.numeric : undefined}
      aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {canSort(field) ? (
        <UnstyledButton
          className={classes.sort}
          onClick={() => props.onSort(nextSort(field.name, props.sort))}
          aria-label={t('sortBy', { label })}
        >
          <span title={label}>{label}</span>
          {direction ? <Icon name={direction === 'asc' ? 'chevron-up' : 'chevron-down'} size={13} /> : null}
        </UnstyledButton>
      ) : (
        label
      )}
      <span
        className={classes.resizer}
        data-active={resizer.isActive || undefined}
        onMouseDown={resizer.onMouseDown}
        onTouchStart={resizer.onTouchStart}
        onDoubleClick={resizer.onReset}
      />
    </th>
  );
}

/** Up, down, then as before. */
function nextSort(name: string, sort: ListState['sort']): ListState['sort'] {
  if (sort?.field !== name) return { field: name, direction: 'asc' };
  return sort.direction === 'asc' ? { field: name, direction: 'desc' } : null;
}
