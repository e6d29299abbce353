'use client';
import type { MouseEvent, ReactNode, Ref } from 'react';
import classes from './form-builder.module.css';

/**
 * One thing on the canvas, asleep, that can be selected, dragged and walked to. The button lies over what is drawn: what
 * is drawn may hold inputs and words of its own, and would be no name for a button around it.
 */
export function CanvasStop(props: {
  readonly id: string;
  /** What a screen reader calls it. */
  readonly name: string;
  readonly dragRef: Ref<HTMLDivElement>;
  readonly isDragging: boolean;
  /** It has the focus of the canvas. */
  readonly isSelected: boolean;
  /** It is one of those that are selected. */
  readonly isChosen: boolean;
  readonly hasProblem: boolean;
  /** API name of a field. */
  readonly field?: string;
  /** What else is to be seen of it: data attributes. */
  readonly marks?: { readonly [attribute: `data-${string}`]: unknown };
  readonly onClick: (event: MouseEvent) => void;
  readonly children: ReactNode;
}) {
  const { id, field, dragRef, isSelected, isChosen, onClick } = props;
  return (
    <div
      ref={dragRef}
      data-field={field}
      data-item={field === undefined ? id : undefined}
      data-chosen={isChosen}
      data-dragging={props.isDragging}
      data-problem={props.hasProblem}
      {...props.marks}
      className={classes.stop}
    >
      <div inert>{props.children}</div>
      <div
        role="button"
        tabIndex={isSelected ? 0 : -1}
        aria-pressed={isChosen}
        aria-label={props.name}
        data-stop={id}
        data-pane-focus={isSelected ? true : undefined}
        className={classes.cover}
        onClick={onClick}
      />
    </div>
  );
}
