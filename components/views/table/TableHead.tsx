'use client';
import { Checkbox, Tooltip, UnstyledButton } from '@mantine/core';
import { useState, type DragEvent, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { inputOf } from '@/components/inputs/registry';
import { canSort } from '@/components/record/operators';
import { Icon } from '@/components/ui/icons';
import type { ViewDefinition } from '@/engine/kernel/documents.generated';
import type { ShownColumn } from '../contract';
import { HeadMenu } from './HeadMenu';
import { moved } from './layout';
import { Resizer } from './Resizer';
import classes from './table.module.css';

export interface HeadProps {
  readonly columns: readonly ShownColumn[];
  readonly widths: readonly number[];
  readonly pinned: number;
  readonly hasTicks: boolean;
  readonly ticked: 'all' | 'some' | 'none';
  readonly definition: ViewDefinition;
  readonly titleField: string;
  /** The element whose custom properties hold the widths. */
  readonly frame: RefObject<HTMLDivElement | null>;
  onTickAll(isAll: boolean): void;
  change(change: Partial<ViewDefinition>): void;
}

/** The heads of the columns: a click sorts, the edge is drawn, the head is dragged to its place; the menu does all of it too. */
export function TableHead(props: HeadProps) {
  const t = useTranslations('record');
  const [dragged, setDragged] = useState<string | null>(null);
  return (
    <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
      {props.hasTicks ? (
        <div
          role="columnheader"
          className={`${classes.headCell} ${classes.tick} ${classes.pinned}`}
          style={{ left: 0 }}
          aria-label={t('selection.all')}
        >
          <Checkbox
            size="xs"
            aria-label={t('selection.all')}
            checked={props.ticked === 'all'}
            indeterminate={props.ticked === 'some'}
            onChange={() => props.onTickAll(props.ticked !== 'all')}
          />
        </div>
      ) : null}
      {props.columns.map((column, index) => (
        <Head key={column.field} {...props} column={column} index={index} dragged={dragged} onDragged={setDragged} />
      ))}
      <div className={classes.headCell} />
    </div>
  );
}

export type OneProps = HeadProps & {
  readonly column: ShownColumn;
  readonly index: number;
  readonly dragged: string | null;
  onDragged(field: string | null): void;
};
function Head(props: OneProps) {
  const t = useTranslations('record');
  const { column, index, pinned, definition } = props;
  const [over, setOver] = useState<'left' | 'right' | null>(null);
  const isPinned = index < pinned;
  const direction = definition.sort?.find(({ field }) => field === column.field)?.direction;
  const side = (event: DragEvent): 'left' | 'right' => {
    const box = event.currentTarget.getBoundingClientRect();
    return event.clientX > box.left + box.width / 2 ? 'right' : 'left';
  };
  return (
    <div
      role="columnheader"
      aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
      aria-colindex={index + 1}
      className={[classes.headCell, isPinned && classes.pinned, index === pinned - 1 && classes.lastPinned]
        .filter(Boolean)
        .join(' ')}
      style={isPinned ? { left: `var(--p${index})` } : undefined}
      data-over={props.dragged !== null && props.dragged !== column.field ? (over ?? undefined) : undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', column.label);
        props.onDragged(column.field);
      }}
      onDragOver={(event) => {
        if (props.dragged === null) return;
        event.preventDefault();
        setOver(side(event));
      }}
      onDragLeave={() => setOver(null)}
      onDragEnd={() => props.onDragged(null)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(null);
        const { dragged } = props;
        props.onDragged(null);
        if (dragged !== null && dragged !== column.field) {
          props.change({ columns: moved(props.columns, dragged, column.field, side(event) === 'right') });
        }
      }}
    >
      <UnstyledButton
        className={`${classes.headLabel} ${inputOf(column.shown).isNumeric ? classes.numeric : ''}`}
        aria-label={canSort(column.shown) ? t('sortBy', { label: column.label }) : column.label}
        title={column.label}
        onClick={() => canSort(column.shown) && props.change({ sort: nextSort(column.field, direction) })}
      >
        <span>{column.label}</span>
        <Computing column={column} />
        {direction ? <Icon name={direction === 'asc' ? 'chevron-up' : 'chevron-down'} size={13} /> : null}
      </UnstyledButton>
      <HeadMenu {...props} direction={direction} />
      <Resizer {...props} />
    </div>
  );
}

/** Of a computed field that was published a moment ago. */
function Computing({ column }: { readonly column: ShownColumn }) {
  const t = useTranslations('record');
  if (!column.shown.derived?.isComputing) return null;
  return (
    <Tooltip label={t('computing')}>
      <span role="img" aria-label={t('computing')}>
        <Icon name="clock" size={13} />
      </span>
    </Tooltip>
  );
}

/** Up, down, then as before. */
function nextSort(field: string, direction: 'asc' | 'desc' | undefined): NonNullable<ViewDefinition['sort']> {
  if (direction === undefined) return [{ field, direction: 'asc' }];
  return direction === 'asc' ? [{ field, direction: 'desc' }] : [];
}
