'use client';
import { Group, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { SmallAction } from '@/components/ui/SmallAction';
import { layoutOf, layoutRow, LAYOUTS, moveRow, removeRow, type Layout } from '@/engine/page/edit';
import type { PageRow } from '../context';
import { useBuilding } from './context';
import classes from './builder.module.css';

/** How a row is divided, and where it stands. */
export function RowTools(props: { readonly row: PageRow; readonly isFirst: boolean; readonly isLast: boolean }) {
  const t = useTranslations('page.build');
  const { page, put, select } = useBuilding();
  const { row } = props;
  const layouts = Object.keys(LAYOUTS) as Layout[];
  return (
    <Group gap={4} className={classes.rowTools} onClick={(event) => event.stopPropagation()}>
      <SegmentedControl
        size="xs"
        aria-label={t('layout')}
        value={layoutOf(row) ?? ''}
        onChange={(next) => put(layoutRow(page, row.id, next as Layout))}
        data={layouts.map((layout) => ({
          value: layout,
          label: (
            <Tooltip label={t(`layouts.${layout}`)}>
              <span className={classes.layout} role="img" aria-label={t(`layouts.${layout}`)}>
                {LAYOUTS[layout].map((width, index) => (
                  <i key={index} style={{ flex: width }} />
                ))}
              </span>
            </Tooltip>
          ),
        }))}
      />
      <SmallAction label={t('rowUp')} disabled={props.isFirst} onClick={() => put(moveRow(page, row.id, -1))}>
        {' '}
        <IconArrowUp size={14} />
      </SmallAction>
      <SmallAction label={t('rowDown')} disabled={props.isLast} onClick={() => put(moveRow(page, row.id, 1))}>
        {' '}
        <IconArrowDown size={14} />
      </SmallAction>
      <SmallAction
        label={t('removeRow')}
        onClick={() => {
          put(removeRow(page, row.id));
          select(null);
        }}
      >
        {' '}
        <IconTrash size={14} />
      </SmallAction>
    </Group>
  );
}
