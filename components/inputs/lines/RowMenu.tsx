'use client';
import { Menu, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import type { LineGrid, RowAction } from './types';
import classes from './lines.module.css';

const ITEMS: readonly { readonly action: RowAction; readonly icon: string; readonly keys?: string }[] = [
  { action: 'open', icon: 'pencil', keys: 'Alt ↵' },
  { action: 'above', icon: 'row-insert-top' },
  { action: 'below', icon: 'row-insert-bottom', keys: 'Ctrl +' },
  { action: 'copy', icon: 'copy', keys: 'Alt ⇧ ↓' },
  { action: 'up', icon: 'chevron-up', keys: 'Alt ↑' },
  { action: 'down', icon: 'chevron-down', keys: 'Alt ↓' },
  { action: 'remove', icon: 'trash', keys: 'Ctrl −' },
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
      <Icon name="dots-vertical" size={14} />
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
        {ITEMS.map(({ action, icon, keys }) => (
          <Menu.Item
            key={action}
            leftSection={<Icon name={icon} size={15} />}
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
