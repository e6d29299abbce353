'use client';
import { ActionIcon, Badge, Menu } from '@mantine/core';
import { memo, type CSSProperties } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import { FieldDisplay } from '@/components/inputs/registry';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import { Link } from '@/components/lib/navigation';
import { createPath } from '@/components/record/prefill';
import { Icon } from '@/components/ui/icons';
import type { EntityView, FieldView, RecordView } from '@/engine/kernel/api';
import type { ShownColumn } from '../contract';
import type { Colored } from '../table/colors';
import type { TreeLine } from './nodes';
import classes from './tree.module.css';

export const NODE = 'node';
const ACCEPTS = [NODE] as const;

export interface NodeContext {
  readonly entity: EntityView;
  readonly parent: FieldView;
  readonly facts: readonly ShownColumn[];
  readonly canMove: boolean;
  readonly isFlat: boolean;
  colorOf(row: RecordView): Colored;
  open(id: string): void;
  toggle(id: string): void;
  toTop(row: RecordView): void;
  /** Asks for another parent. */
  ask(row: RecordView): void;
  focus(id: string): void;
}
type NodeLine = Extract<TreeLine, { kind: 'node' }>;

/** One record of a tree: opened by its arrow, shown by its title, grasped anywhere. */
export const TreeLineView = memo(function TreeLineView(props: {
  line: NodeLine;
  context: NodeContext;
  isActive: boolean;
}) {
  const t = useTranslations('boards');
  const { line, context } = props;
  const { row, depth, isOpen } = line;
  const title = row.title || t('untitled');
  const canMove = context.canMove && !context.isFlat;
  const source = useDragSource({ kind: NODE, id: row.id, label: title }, !canMove);
  const target = useDropTarget({ id: row.id, accepts: ACCEPTS, sides: 'inside' });
  const hasBelow = !context.isFlat && line.children !== 0;
  const color = context.colorOf(row).row;
  const style = { '--depth': context.isFlat ? 0 : depth - 1, ...(color && { '--line-color': color }) } as CSSProperties;
  return (
    <div
      ref={(element) => {
        source.ref(element);
        target.ref(element);
      }}
      role="row"
      tabIndex={props.isActive ? 0 : -1}
      data-node={row.id}
      className={classes.line}
      style={style}
      aria-level={context.isFlat ? 1 : depth}
      aria-expanded={hasBelow ? isOpen : undefined}
      data-over={target.edge !== null || undefined}
      data-dragged={source.isDragging || undefined}
      onFocus={() => context.focus(row.id)}
      onClick={() => context.open(row.id)}
    >
      <NameCell line={line} title={title} context={context} />
      {context.facts.map(({ field, shown, label }) => (
        <div key={field} role="gridcell" className={classes.fact} title={label}>
          <FieldDisplay field={shown} value={row[field] ?? null} isBrief />
        </div>
      ))}
      <div role="gridcell" className={classes.actions}>
        <NodeMenu row={row} title={title} context={context} canMove={context.canMove} />
      </div>
    </div>
  );
});

/** The arrow, the title, how many are below; in a flat list the parent instead. */
function NameCell({ line, title, context }: { line: NodeLine; title: string; context: NodeContext }) {
  const t = useTranslations('boards');
  const format = useFormatter();
  const { row, isOpen, children } = line;
  const hasBelow = !context.isFlat && children !== 0;
  const above = context.isFlat ? linkOf(row[context.parent.name])?.title : undefined;
  return (
    <div role="gridcell" className={classes.name}>
      {hasBelow ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          tabIndex={-1}
          aria-label={isOpen ? t('tree.close', { title }) : t('tree.open', { title })}
          onClick={(event) => {
            event.stopPropagation();
            context.toggle(row.id);
          }}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={15} />
        </ActionIcon>
      ) : (
        <span className={classes.leaf} />
      )}
      <span className={classes.title}>{title}</span>
      {children ? (
        <Badge
          size="sm"
          variant="light"
          color="gray"
          radius="sm"
          title={t('tree.below', { count: children })}
          className={classes.count}
        >
          {format.number(children)}
        </Badge>
      ) : null}
      {above ? <span className={classes.above}>{t('tree.parent', { parent: above })}</span> : null}
    </div>
  );
}

function NodeMenu(props: { row: RecordView; title: string; context: NodeContext; canMove: boolean }) {
  const t = useTranslations('boards.tree');
  const { row, title, context, canMove } = props;
  const { entity, parent } = context;
  const canAdd = entity.can.create && parent.right === 'edit';
  if (!canAdd && !canMove) return null;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t('actions', { title })}
          onClick={(event) => event.stopPropagation()}
        >
          <Icon name="dots" size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
        {canAdd ? (
          <Menu.Item
            component={Link}
            href={createPath(entity.name, { [parent.name]: { id: row.id, title: row.title } })}
            prefetch={false}
            leftSection={<Icon name="plus" size={15} />}
          >
            {t('addBelow')}
          </Menu.Item>
        ) : null}
        {canMove ? (
          <Menu.Item leftSection={<Icon name="sitemap" size={15} />} onClick={() => context.ask(row)}>
            {t('moveBelow')}
          </Menu.Item>
        ) : null}
        {canMove && linkOf(row[parent.name]) ? (
          <Menu.Item leftSection={<Icon name="arrow-up-circle" size={15} />} onClick={() => context.toTop(row)}>
            {t('makeTop')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
