'use client';
import { UnstyledButton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource } from '@/components/builder/dnd';
import type { RecordView } from '@/engine/kernel/api';
import type { ShownColumn } from '../contract';
import type { Colored } from '../table/colors';
import type { Entry } from './days';
import classes from './calendar.module.css';

export const ENTRY = 'entry';

export interface EntryContext {
  readonly canMove: boolean;
  readonly facts: readonly ShownColumn[];
  colorOf(row: RecordView): Colored;
  open(id: string): void;
  /** So many days later. */
  move(row: RecordView, days: number): void;
}
const STEPS: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A record on a day. On the days after its first it goes on without being grasped. */
export function EntryChip(props: { entry: Entry; day: string; context: EntryContext; isLoose?: boolean }) {
  const t = useTranslations('boards');
  const { entry, day, context } = props;
  const { row, from, to, time } = entry;
  const title = row.title || t('untitled');
  const isFirst = day === from;
  const canMove = context.canMove && isFirst && props.isLoose !== true;
  // What is dragged from a later day of it moves it by as many days.
  const item = { kind: ENTRY, id: `${row.id}`, label: title, data: from };
  const { ref, isDragging } = useDragSource(item, !canMove);
  const color = context.colorOf(row).row;
  return (
    <UnstyledButton
      ref={ref}
      className={classes.entry}
      data-entry={isFirst ? row.id : undefined}
      data-dragged={isDragging || undefined}
      data-before={!isFirst || undefined}
      data-after={day !== to || undefined}
      title={title}
      style={color ? ({ '--entry-color': color } as CSSProperties) : undefined}
      aria-keyshortcuts={canMove ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined}
      onClick={(event) => {
        event.stopPropagation();
        context.open(row.id);
      }}
      onKeyDown={(event) => {
        const days = event.altKey ? STEPS[event.key] : undefined;
        if (days === undefined || !canMove) return;
        event.preventDefault();
        context.move(row, days);
      }}
    >
      {time && isFirst ? <span className={classes.time}>{time}</span> : null}
      {title}
    </UnstyledButton>
  );
}
