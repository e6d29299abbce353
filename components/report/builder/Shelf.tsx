'use client';
import type { ReactNode } from 'react';
import { useDropTarget } from '@/components/builder/dnd';
import { ACCEPTED } from './Chip';
import classes from './builder.module.css';

/** One row of the question: what it is for, what lies on it, and the way to add. */
export function Shelf(props: {
  readonly id: string;
  readonly title: string;
  /** Shown while nothing lies on it. */
  readonly hint: string;
  readonly isEmpty: boolean;
  readonly add: ReactNode;
  readonly children: ReactNode;
}) {
  const { ref, edge } = useDropTarget({ id: `shelf:${props.id}`, accepts: ACCEPTED, sides: 'inside' });
  return (
    <div
      ref={ref}
      className={classes.shelf}
      data-over={edge !== null}
      role="group"
      aria-label={props.title}
      data-testid={`shelf-${props.id}`}
    >
      <span className={classes.shelfTitle}>{props.title}</span>
      <div className={classes.shelfBody}>
        {props.children}
        {props.isEmpty && <span className={classes.shelfHint}>{props.hint}</span>}
        {props.add}
      </div>
    </div>
  );
}
