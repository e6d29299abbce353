'use client';
import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconDotsVertical,
  IconPencil,
  IconRowInsertBottom,
  IconRowInsertTop,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { LineGrid, RowAction } from './types';
import classes from './lines.module.css';

const ITEMS: readonly { readonly action: RowAction; readonly icon: Icon; readonly keys?: string }[] = [
  { action: 'open', icon: IconPencil, keys: 'Alt ↵' },
  { action: 'above', icon: IconRowInsertTop },
  { action: 'below', icon: IconRowInsertBottom, keys: 'Ctrl +' },
  { action: 'copy', icon: IconCopy, keys: 'Alt ⇧ ↓' },
  { action: 'up', icon: IconChevronUp, keys: 'Alt ↑' },
  { action: 'down', icon: IconChevronDown, keys: 'Alt ↓' },
  { action: 'remove', icon: IconTrash, keys: 'Ctrl −' },
];

/** What can be done with a row. Mounted when it is opened: hundreds of closed menus would cost more than the rows. */
export function RowMenu(props: {
  readonly grid: LineGrid;
  readonly index: number;
  readonly isMenuOpen: boolean;
  onMenu(index: number | null): void;
}) {
  const { grid, index } = props;
  const t = useTranslations('lines');
  const button = (
    <UnstyledButton
      className={classes.more}
      tabIndex={-1}
      data-menu
      aria-haspopup="menu"
      aria-label={t('menu', { row: index + 1 })}
      onClick={() => props.onMenu(props.isMenuOpen ? null : index)}
    >
      <IconDotsVertical size={14} stroke={1.6} aria-hidden />
    </UnstyledButton>
  );
  if (!props.isMenuOpen) return button;
  return (
    <Menu
      opened
      onClose={() => {
        props.onMenu(null);
        document.getElementById(grid.id)?.focus({ preventScroll: true });
      }}
      returnFocus={false}
      position="bottom-start"
      width={230}
      withinPortal
    >
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {ITEMS.map(({ action, icon: Drawn, keys }) => (
          <Menu.Item
            key={action}
            leftSection={<Drawn size={15} stroke={1.6} aria-hidden />}
            rightSection={keys ? <span className={classes.keys}>{keys}</span> : null}
            color={action === 'remove' ? 'red' : undefined}
            onClick={() => grid.act(action, index)}
          >
            {t(`action.${action}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
