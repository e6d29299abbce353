'use client';
import { Text, UnstyledButton } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import { useSay } from '@/components/ui/say';
import { blockType } from '../blockTypes';
import type { PageBlock, PageRow } from '../context';
import { Block } from '../PageBody';
import { useBuilding } from './context';
import { RowTools } from './RowTools';
import classes from './builder.module.css';

const ACCEPTED = ['palette', 'block'] as const;
type Step = (block: string, way: 'up' | 'down' | 'left' | 'right') => void;

/** A row with its columns; blocks are dropped into them. */
export function CanvasRow(props: {
  readonly row: PageRow;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isNarrow: boolean;
  readonly hasRecord: boolean;
  readonly onStep: Step;
}) {
  const { row } = props;
  const { selected, select } = useBuilding();
  return (
    <div
      className={classes.row}
      data-selected={(selected?.is === 'row' && selected.id === row.id) || undefined}
      onClick={(event) => {
        event.stopPropagation();
        select({ is: 'row', id: row.id });
      }}
    >
      <RowTools row={row} isFirst={props.isFirst} isLast={props.isLast} />
      <div className={classes.columns} data-narrow={props.isNarrow || undefined}>
        {row.columns.map((_column, index) => (
          <Column key={index} row={row} index={index} hasRecord={props.hasRecord} onStep={props.onStep} />
        ))}
      </div>
    </div>
  );
}

function Column(props: {
  readonly row: PageRow;
  readonly index: number;
  readonly hasRecord: boolean;
  readonly onStep: Step;
}) {
  const t = useTranslations('page.build');
  const { row, index } = props;
  const column = row.columns[index]!;
  const { ref, edge } = useDropTarget({ id: `col:${row.id}:${index}`, accepts: ACCEPTED, sides: 'inside' });
  return (
    <div
      ref={ref}
      className={classes.column}
      style={{ '--width': column.width } as CSSProperties}
      data-over={edge !== null || undefined}
      data-column={index}
    >
      {column.blocks.map((block) => (
        <CanvasBlock key={block.id} block={block} hasRecord={props.hasRecord} onStep={props.onStep} />
      ))}
      {column.blocks.length === 0 ? (
        <Text size="xs" c="dimmed" className={classes.empty}>
          {t('emptyColumn')}
        </Text>
      ) : null}
    </div>
  );
}

const STEPS: { readonly [key: string]: 'up' | 'down' | 'left' | 'right' } = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** One block, really drawn but not to be used; its bar drags it, arrow keys move it. */
function CanvasBlock(props: { readonly block: PageBlock; readonly hasRecord: boolean; readonly onStep: Step }) {
  const say = useSay();
  const { block, hasRecord } = props;
  const { selected, select } = useBuilding();
  const type = blockType(block.type);
  const label = say(block.title) || say(type?.label, block.type);
  const { ref: drop, edge } = useDropTarget({ id: block.id, accepts: ACCEPTED, sides: 'rows', priority: 2 });
  const { ref: drag, handleRef, isDragging } = useDragSource({ kind: 'block', id: block.id, label });
  const onKeyDown = (event: KeyboardEvent) => {
    const way = STEPS[event.key];
    if (event.target !== event.currentTarget || !way || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    props.onStep(block.id, way);
  };
  const isDrawn = hasRecord && isComplete(block);
  return (
    <div
      ref={(element) => {
        drop(element);
        drag(element);
      }}
      className={classes.block}
      data-block={block.type}
      data-edge={edge ?? undefined}
      data-dragging={isDragging || undefined}
      data-selected={(selected?.is === 'block' && selected.id === block.id) || undefined}
      role="group"
      tabIndex={0}
      aria-label={label}
      onFocus={(event) => event.target === event.currentTarget && select({ is: 'block', id: block.id })}
      onClick={(event) => {
        event.stopPropagation();
        select({ is: 'block', id: block.id });
      }}
      onKeyDown={onKeyDown}
    >
      <UnstyledButton ref={handleRef} className={classes.bar} tabIndex={-1}>
        <IconGripVertical size={14} aria-hidden />
        {label}
      </UnstyledButton>
      <div inert className={classes.drawn}>
        {isDrawn ? (
          <Block block={block} isBare={!say(block.title)} />
        ) : (
          <Text size="xs" c="dimmed">
            {say(type?.hint)}
          </Text>
        )}
      </div>
    </div>
  );
}

/** A block that still misses what it cannot do without says what it is for instead. */
function isComplete({ type, options = {} }: PageBlock): boolean {
  const required = blockType(type)?.options.required;
  return !Array.isArray(required) || required.every((name) => Boolean(options[String(name)]));
}
