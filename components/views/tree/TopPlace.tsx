'use client';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { ROOT } from './nodes';
import { NODE } from './TreeLineView';
import classes from './tree.module.css';

const ACCEPTS = [NODE] as const;

/** Where a record is dropped to have no parent. */
export function TopPlace() {
  const t = useTranslations('boards.tree');
  const { ref, edge } = useDropTarget({ id: ROOT, accepts: ACCEPTS, sides: 'inside' });
  return (
    <div ref={ref} className={classes.top} data-over={edge !== null || undefined}>
      <Text size="xs" c="dimmed">
        {t('top')}
      </Text>
    </div>
  );
}
