'use client';
import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { memo, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource } from '@/components/builder/dnd';
import { linkOf } from '@/components/inputs/relation/LinkSelect';
import { Icon } from '@/components/ui/icons';
import { PersonAvatar } from '@/components/ui/PersonAvatar';
import type { RecordView } from '@/engine/kernel/api';
import type { ShownColumn } from '../contract';
import { Facts } from '../parts/Facts';
import type { Colored } from '../table/colors';
import classes from './board.module.css';

export const CARD = 'card';
/** Values below a title; a card is no page. */
const MOST_FACTS = 4;

export interface CardContext {
  readonly canMove: boolean;
  readonly facts: readonly ShownColumn[];
  /** Columns a card can go to. */
  readonly targets: readonly { readonly key: string; readonly label: string }[];
  colorOf(row: RecordView): Colored;
  open(id: string): void;
  moveTo(id: string, column: string): void;
  onKeyDown(event: KeyboardEvent, id: string, column: string): void;
}

/** One record of a board. Its title opens it; the whole card can be clicked and dragged. */
export const Card = memo(function Card(props: { row: RecordView; column: string; context: CardContext }) {
  const t = useTranslations('boards');
  const { row, column, context } = props;
  const title = row.title || t('untitled');
  const { ref, handleRef, isDragging } = useDragSource({ kind: CARD, id: row.id, label: title }, !context.canMove);
  const owner = linkOf(row.owner_id)?.title;
  const color = context.colorOf(row).row;
  return (
    <li
      ref={(element) => {
        ref(element);
        // Its own handle: dnd-kit would not let go of a button that covers the card.
        handleRef(element);
      }}
      data-card={row.id}
      className={classes.card}
      data-dragged={isDragging || undefined}
      data-movable={context.canMove || undefined}
      style={color ? ({ '--card-color': color } as CSSProperties) : undefined}
    >
      <UnstyledButton
        className={classes.title}
        data-open
        onClick={() => context.open(row.id)}
        onKeyDown={(event) => context.onKeyDown(event, row.id, column)}
        aria-keyshortcuts={context.canMove ? 'Alt+ArrowLeft Alt+ArrowRight' : undefined}
      >
        {title}
      </UnstyledButton>
      <Facts columns={context.facts} row={row} most={MOST_FACTS} />
      <div className={classes.foot}>
        {owner ? (
          <span title={owner}>
            <PersonAvatar name={owner} size={22} />
          </span>
        ) : null}
        {context.canMove ? (
          <Menu position="bottom-end" shadow="md" withinPortal>
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                className={classes.menu}
                aria-label={t('board.move', { title })}
              >
                <Icon name="dots" size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('board.moveTo')}</Menu.Label>
              {context.targets.map(({ key, label }) => (
                <Menu.Item key={key} disabled={key === column} onClick={() => context.moveTo(row.id, key)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
    </li>
  );
});
