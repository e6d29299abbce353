'use client';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAdjustments, IconCopy, IconTrash } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import { usePanes } from '@/components/builder/panes';
import { inputOf } from '@/components/inputs/registry';
import { fieldType } from '@/components/inputs/units';
import { viewOf } from '@/components/inputs/viewOf';
import { useSay } from '@/components/ui/say';
import type { Item, Section } from '@/engine/form/edit/command';
import type { FieldUse } from '@/engine/kernel/documents.generated';
import { OthersHere } from '@/components/builder/OthersHere';
import { CanvasStop } from './CanvasStop';
import { useBuilding } from './context';
import { PALETTE_KIND } from './FieldPalette';
import { overlayMarks } from './overlays/useOverlayMode';
import { MoveMenu } from './MoveMenu';
import { itemTarget } from './places';
import { SleepingField } from './SleepingField';
import { cellStyle } from '../runtime/plan';
import classes from './form-builder.module.css';

export const FIELD_KIND = 'field';
const ACCEPTS = [PALETTE_KIND, FIELD_KIND];

/** One field on the canvas: the real input, asleep, inside something that can be selected, dragged and moved by keys. */
export function CanvasField(props: { readonly field: FieldUse; readonly item: Item; readonly section: Section }) {
  const { field, item, section } = props;
  const t = useTranslations('builder.form');
  const say = useSay();
  const { selection, select, problems, chosen, choose, overlays } = useBuilding();
  const view = viewOf(field);
  const patch = overlays.patchOf({ field: field.name });
  const columns = section.columns ?? 1;
  const span = Math.min(item.span ?? (inputOf(view).isWide ? columns : 1), columns);
  const sides = span < columns ? 'columns' : 'rows';
  const label = say(overlays.shown.labels.get(field.name) ?? field.label, t('unnamed'));
  const isSelected = selection?.id === field.id;
  const { ref: dragRef, isDragging } = useDragSource({ kind: FIELD_KIND, id: field.id, label });
  const { ref: dropRef, edge } = useDropTarget({ id: itemTarget(field.id), accepts: ACCEPTS, sides, priority: 3 });
  const hasProblem = problems.some((p) => p.path[0] === 'fields' && p.data?.['field'] === field.name);
  const type = typeName(field, say);
  return (
    <div className={classes.cell} data-span={span} style={cellStyle({ span, spanOn: {} })} ref={dropRef}>
      {edge && edge !== 'into' && <span className={classes.line} data-sides={sides} data-edge={edge} />}
      <CanvasStop
        id={field.id}
        name={[label, type, ...(field.required ? [t('isRequired')] : [])].join(', ')}
        field={field.name}
        dragRef={dragRef}
        isDragging={isDragging}
        isSelected={isSelected}
        isChosen={chosen.includes(field.id)}
        hasProblem={hasProblem}
        marks={overlayMarks(patch)}
        onClick={(event) => {
          const how = chosenBy(event);
          if (how) choose(field.id, how);
          else select({ is: 'field', id: field.id }, true);
        }}
      >
        <SleepingField field={field} label={label} />
      </CanvasStop>
      <OthersHere part={field.id} />
      {isSelected && chosen.length < 2 && <FieldTools field={field} />}
    </div>
  );
}

const typeName = ({ type }: FieldUse, say: ReturnType<typeof useSay>): string => say(fieldType(type)?.label, type);

/** A click that selects more than one field. */
function chosenBy({ shiftKey, metaKey, ctrlKey }: MouseEvent): 'range' | 'toggle' | undefined {
  if (shiftKey) return 'range';
  return metaKey || ctrlKey ? 'toggle' : undefined;
}

function FieldTools({ field }: { readonly field: FieldUse }) {
  const t = useTranslations('builder.form');
  const { duplicate, remove, run, select } = useBuilding();
  const { show } = usePanes();
  const tools = [
    { key: 'properties', icon: <IconAdjustments size={14} />, act: () => show('right'), phoneOnly: true },
    { key: 'duplicate', icon: <IconCopy size={14} />, act: () => duplicate(field.id), phoneOnly: false },
    {
      key: 'remove',
      icon: <IconTrash size={14} />,
      act: () => remove({ is: 'field', id: field.id }),
      phoneOnly: false,
    },
  ] as const;
  return (
    <div className={classes.tools}>
      <MoveMenu
        id={field.id}
        onTakeOff={() => {
          run([{ do: 'unplaceField', field: field.name }]);
          select(null);
        }}
      />
      {tools.map((tool) => (
        <Tooltip key={tool.key} label={t(tool.key)} openDelay={400}>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t(tool.key)}
            onClick={tool.act}
            {...(tool.phoneOnly ? { hiddenFrom: 'sm' as const } : {})}
          >
            {tool.icon}
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
