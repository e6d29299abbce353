'use client';
import { useSay } from '@/components/ui/say';
import type { Text } from '@/engine/kernel/text';
import { partName, useFieldState } from './fieldStates';
import type { FormCore } from './formCore';
import { itemType, itemView, type ItemMode } from './items';
import { cellStyle, type PlannedElement } from './plan';
import classes from './form.module.css';

/** An item that is no field, where it stands in the form: while its rules show it, and where it has something to say. */
export function LayoutCell(props: {
  readonly core: FormCore;
  readonly cell: PlannedElement;
  readonly mode?: ItemMode;
  /** Of its cell; that of the form when absent. */
  readonly className?: string | undefined;
}) {
  const say = useSay();
  const { core, cell, mode = 'fill' } = props;
  const { item } = cell;
  const { isVisible, words } = useFieldState(core.states, partName(item.id));
  const type = itemType(item.type);
  const { View } = itemView(item.type);
  const isMeant = type && (mode === 'fill' || type.isPrinted) && (!type.needsRecord || core.record !== null);
  if (!isVisible || !isMeant || !View) return null;
  const options = item.options ?? {};
  return (
    <div className={props.className ?? classes.cell} data-item={item.id} style={cellStyle(cell)}>
      <View
        item={item}
        options={options}
        mode={mode}
        core={core}
        words={(option) => say(words?.[option] ?? (options[option] as Text | undefined))}
      />
    </div>
  );
}
