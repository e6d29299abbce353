'use client';
import { ActionIcon, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { fieldType } from '@/components/inputs/units';
import { canSort, isOpen } from '@/components/record/operators';
import { Icon } from '@/components/ui/icons';
import type { Aggregate } from '@/engine/kernel/contract';
import type { ViewDefinition } from '@/engine/kernel/documents.generated';
import type { ShownColumn } from '../contract';
import { moved, plainColumns } from './layout';
import type { OneProps } from './TableHead';
import classes from './table.module.css';

/** Everything a column's head can do, for the keyboard and for those who do not drag. */
export function HeadMenu(props: OneProps & { direction: 'asc' | 'desc' | undefined }) {
  const t = useTranslations('view');
  const { column, columns, definition, change } = props;
  const unit = fieldType(column.shown.type);
  const set = (part: Partial<ShownColumn>) =>
    change({ columns: plainColumns(columns.map((one) => (one === column ? { ...one, ...part } : one))) });
  const isGrouped = definition.group?.field === column.field;
  const isTime = unit?.kind === 'date' || unit?.kind === 'datetime';
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          size={20}
          variant="subtle"
          color="gray"
          className={classes.headMenu}
          aria-label={t('column.menu', { label: column.label })}
        >
          <Icon name="chevron-down" size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canSort(column.shown) ? (
          <>
            <Item icon="sort-ascending" onClick={() => change({ sort: [{ field: column.field, direction: 'asc' }] })}>
              {t('column.asc')}
            </Item>
            <Item icon="sort-descending" onClick={() => change({ sort: [{ field: column.field, direction: 'desc' }] })}>
              {t('column.desc')}
            </Item>
            <Menu.Divider />
          </>
        ) : null}
        {unit?.canGroup && isOpen(column.shown) ? (
          <Item
            icon="group"
            onClick={() =>
              change({
                group: isGrouped ? undefined : { field: column.field, ...(isTime && { grain: 'month' as const }) },
              } as Partial<ViewDefinition>)
            }
          >
            {isGrouped ? t('group.none') : t('column.group')}
          </Item>
        ) : null}
        <Item icon={column.pinned ? 'pinned-off' : 'pin'} onClick={() => set({ pinned: !column.pinned })}>
          {column.pinned ? t('column.unpin') : t('column.pin')}
        </Item>
        <MoveItems {...props} />
        {column.field === props.titleField ? null : (
          <Item
            icon="eye-off"
            onClick={() => change({ columns: plainColumns(columns.filter((one) => one !== column)) })}
          >
            {t('column.hide')}
          </Item>
        )}
        <TotalItems column={column} onPick={(total) => set({ total } as Partial<ShownColumn>)} />
      </Menu.Dropdown>
    </Menu>
  );
}

function MoveItems({ column, columns, index, change }: OneProps) {
  const t = useTranslations('view');
  const to = (at: number, isBehind: boolean) =>
    change({ columns: moved(columns, column.field, columns[at]!.field, isBehind) });
  return (
    <>
      {index > 0 ? (
        <Item icon="arrow-left" onClick={() => to(index - 1, false)}>
          {t('column.left')}
        </Item>
      ) : null}
      {index < columns.length - 1 ? (
        <Item icon="arrow-right" onClick={() => to(index + 1, true)}>
          {t('column.right')}
        </Item>
      ) : null}
    </>
  );
}

function TotalItems({ column, onPick }: { column: ShownColumn; onPick: (total: Aggregate | undefined) => void }) {
  const t = useTranslations('view');
  const declared = fieldType(column.shown.type)?.aggregates ?? [];
  const offered = [...new Set<Aggregate>(['count', ...declared])];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('column.total')}</Menu.Label>
      {offered.map((agg) => (
        <Item
          key={agg}
          icon={column.total === agg ? 'check' : 'sum'}
          onClick={() => onPick(column.total === agg ? undefined : agg)}
        >
          {t(`total.${agg}`)}
        </Item>
      ))}
    </>
  );
}

const Item = (props: { icon: string; onClick: () => void; children: string }) => (
  <Menu.Item leftSection={<Icon name={props.icon} size={14} />} onClick={props.onClick}>
    {props.children}
  </Menu.Item>
);
