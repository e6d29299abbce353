'use client';
import { Box } from '@mantine/core';
import { IconAdjustments, IconCopy, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import { OthersHere } from '@/components/builder/OthersHere';
import { usePanes } from '@/components/builder/panes';
import { SmallAction } from '@/components/ui/SmallAction';
import { useSay } from '@/components/ui/say';
import type { Section } from '@/engine/form/edit/command';
import type { LayoutItem } from '@/engine/kernel/documents.generated';
import type { Text } from '@/engine/kernel/text';
import { itemView } from '../../runtime/items';
import { cellStyle } from '../../runtime/plan';
import { FIELD_KIND } from '../CanvasField';
import { CanvasStop } from '../CanvasStop';
import { useBuilding } from '../context';
import { PALETTE_KIND } from '../FieldPalette';
import { overlayMarks } from '../overlays/useOverlayMode';
import { MoveMenu } from '../MoveMenu';
import { itemTarget } from '../places';
import { useItemName } from './useItemName';
import classes from '../form-builder.module.css';

const ACCEPTS = [PALETTE_KIND, FIELD_KIND];

/** An item that is no field on the canvas: drawn as it will be, asleep, to be selected, dragged and moved by keys. */
export function CanvasItem({ item, section }: { readonly item: LayoutItem; readonly section: Section }) {
  const say = useSay();
  const nameOf = useItemName();
  const { selection, select, problems, form, overlays } = useBuilding();
  const patch = overlays.patchOf({ part: item.id });
  const columns = section.columns ?? 1;
  const span = Math.min(item.span ?? columns, columns);
  const sides = span < columns ? 'columns' : 'rows';
  const isSelected = selection?.id === item.id;
  const { ref: dragRef, isDragging } = useDragSource({ kind: FIELD_KIND, id: item.id, label: nameOf(item) });
  const { ref: dropRef, edge } = useDropTarget({ id: itemTarget(item.id), accepts: ACCEPTS, sides, priority: 3 });
  const s = form.sections.findIndex(({ items }) => items.some((one) => !('field' in one) && one.id === item.id));
  const i = form.sections[s]?.items.findIndex((one) => !('field' in one) && one.id === item.id) ?? -1;
  const at = ['sections', s, 'items', i];
  const hasProblem = problems.some(
    ({ document, path, level }) =>
      document?.kind === 'form' && level !== 'warning' && at.every((part, index) => path[index] === part),
  );
  const { View } = itemView(item.type);
  const options = item.options ?? {};
  return (
    <div className={classes.cell} data-span={span} style={cellStyle({ span, spanOn: {} })} ref={dropRef}>
      {edge && edge !== 'into' && <span className={classes.line} data-sides={sides} data-edge={edge} />}
      <CanvasStop
        id={item.id}
        name={nameOf(item)}
        dragRef={dragRef}
        isDragging={isDragging}
        isSelected={isSelected}
        isChosen={isSelected}
        hasProblem={hasProblem}
        marks={overlayMarks(patch)}
        onClick={() => select({ is: 'item', id: item.id }, true)}
      >
        {View && (
          <View
            item={item}
            options={options}
            mode="build"
            core={null}
            words={(option) => say(options[option] as Text | undefined)}
          />
        )}
      </CanvasStop>
      <OthersHere part={item.id} />
      {isSelected && <ItemTools item={item} />}
    </div>
  );
}

function ItemTools({ item }: { readonly item: LayoutItem }) {
  const t = useTranslations('builder.form');
  const { duplicate, remove } = useBuilding();
  const { show } = usePanes();
  return (
    <div className={classes.tools}>
      <MoveMenu id={item.id} />
      <Box component="span" hiddenFrom="sm">
        <SmallAction label={t('properties')} onClick={() => show('right')}>
          <IconAdjustments size={14} />
        </SmallAction>
      </Box>
      <SmallAction label={t('duplicate')} onClick={() => duplicate(item.id)}>
        <IconCopy size={14} />
      </SmallAction>
      <SmallAction label={t('remove')} onClick={() => remove({ is: 'item', id: item.id })}>
        <IconTrash size={14} />
      </SmallAction>
    </div>
  );
}
