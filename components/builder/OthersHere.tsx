'use client';
import { useWorkingOn } from './documents/useOthers';
import classes from './builder.module.css';

/** A ring and a name around a part of the canvas that another analyst has selected. */
export function OthersHere({ part }: { readonly part: string }) {
  const others = useWorkingOn(part);
  if (others.length === 0) return null;
  return (
    <span className={classes.othersRing} data-testid="others">
      <span className={classes.others}>{others.map(({ person }) => person.title).join('、')}</span>
    </span>
  );
}
