'use client';
/**
 * The fields of a section, in the groups in which they come near the screen (nearness.ts). A group that is far away is
 * one component with one subscription: a form of 1,000 fields opens with 150 components instead of 2,000.
 */
import { memo, useCallback, useMemo, useRef, useSyncExternalStore, type FocusEvent } from 'react';
import { flushSync } from 'react-dom';
import { useSay } from '@/components/ui/say';
import type { FieldStates } from './fieldStates';
import { FormField, inputId } from './FormField';
import type { FormCore } from './formCore';
import { useIsNear } from './nearness';
import { LayoutCell } from './LayoutCell';
import { cellStyle, type PlannedElement, type PlannedItem } from './plan';
import classes from './form.module.css';

interface RunProps {
  readonly core: FormCore;
  readonly items: readonly PlannedItem[];
  readonly onLeave?: ((name: string) => void) | undefined;
}

type Cell = PlannedItem | PlannedElement;

/** What stands in a section: its fields, and the words, pictures and lists between them. */
export function Fields(props: Pick<RunProps, 'core' | 'onLeave'> & { readonly cells: readonly Cell[] }) {
  const { core, cells, onLeave } = props;
  const runs = useMemo(() => runsOf(core, cells), [core, cells]);
  return runs.map((run) =>
    'item' in run ? (
      <LayoutCell key={run.item.id} core={core} cell={run} />
    ) : (
      <Run key={run[0]!.field.id} core={core} items={run} onLeave={onLeave} />
    ),
  );
}

/** Fields of the same group that follow each other, and what stands between them. */
function runsOf({ nearness }: FormCore, cells: readonly Cell[]): readonly (PlannedElement | readonly PlannedItem[])[] {
  const runs: (PlannedElement | PlannedItem[])[] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if ('item' in cell) runs.push(cell);
    else if (Array.isArray(last) && isTogether(nearness, last[0]!, cell)) last.push(cell);
    else runs.push([cell]);
  }
  return runs;
}
const isTogether = (nearness: FormCore['nearness'], one: PlannedItem, other: PlannedItem): boolean =>
  nearness.groupOf(one.field.name) === nearness.groupOf(other.field.name);

const Run = memo(function Run({ core, items, onLeave }: RunProps) {
  const isNear = useIsNear(core.nearness, items[0]!.field.name);
  if (!isNear) return <FarRun core={core} items={items} />;
  return items.map((item) => <FormField key={item.field.id} core={core} {...item} onLeave={onLeave} />);
});

/** Fields far from the screen: each its label above room for it, one element. The first of them watches for the screen. */
function FarRun({ core, items }: Omit<RunProps, 'onLeave'>) {
  const { nearness, states, form } = core;
  const say = useSay();
  useAnyState(states, items);
  const shown = items.filter(({ field }) => states.get(field.name).isVisible);
  const watch = useCallback(
    (box: HTMLElement | null) => (box ? nearness.watch(box.dataset.field ?? '', box) : undefined),
    [nearness],
  );
  // It becomes the field, and the input takes the focus.
  const onFocus = ({ currentTarget }: FocusEvent<HTMLElement>) => {
    const name = currentTarget.dataset.field ?? '';
    flushSync(() => nearness.show(name));
    focusWhenThere(inputId(name));
  };
  return shown.map((item, index) => {
    const { field } = item;
    const value = form.getValues(field.name);
    return (
      <div
        key={field.id}
        ref={index === 0 ? watch : undefined}
        id={inputId(field.name)}
        className={`${classes.cell} ${classes.far}`}
        data-field={field.name}
        style={cellStyle(item)}
        tabIndex={states.get(field.name).isEditable ? 0 : -1}
        onFocus={onFocus}
      >
        {say(field.label, field.name)}
        {typeof value === 'string' ? <div className={classes.farValue}>{value}</div> : null}
      </div>
    );
  });
}

/** Some inputs are loaded when they are first shown. */
function focusWhenThere(id: string, frames = 120): void {
  const input = document.getElementById(id);
  if (input) input.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(id, frames - 1));
}

/** Draws anew when the state of any of the fields is another. */
function useAnyState(states: FieldStates, items: readonly PlannedItem[]): void {
  const version = useRef(0);
  const subscribe = useCallback(
    (listener: () => void) => {
      const tell = () => {
        version.current += 1;
        listener();
      };
      const ends = items.map(({ field }) => states.subscribe(field.name, tell));
      return () => ends.forEach((end) => end());
    },
    [states, items],
  );
  const read = () => version.current;
  useSyncExternalStore(subscribe, read, read);
}
