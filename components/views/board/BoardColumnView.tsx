'use client';
import { ActionIcon, ColorSwatch, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { Link } from '@/components/lib/navigation';
import { createPath } from '@/components/record/prefill';
import { Icon } from '@/components/ui/icons';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import { More } from '../parts/More';
import type { RowStore } from '../table/rows';
import { Card, CARD, type CardContext } from './Card';
import type { BoardColumn } from './columns';
import classes from './board.module.css';

const ACCEPTS = [CARD] as const;
const NOTHING: readonly string[] = [];

/** One column: its name, how many it has, its cards; more of them as one scrolls. */
export function BoardColumnView(props: {
  readonly id: string;
  readonly entity: EntityView;
  readonly field: FieldView;
  readonly column: BoardColumn;
  readonly label: string;
  readonly count: number;
  readonly isCounted: boolean;
  readonly rows: RowStore;
  readonly context: CardContext;
}) {
  const t = useTranslations('boards');
  const format = useFormatter();
  const { entity, field, column, label, rows: store } = props;
  const { ref, edge } = useDropTarget({ id: props.id, accepts: column.isGone ? NOTHING : ACCEPTS, sides: 'inside' });
  const { rows, next } = store.get();
  const canAdd = entity.can.create && !column.isGone && field.right === 'edit';
  const given = column.value === null ? {} : { [field.name]: column.value };
  return (
    <section ref={ref} className={classes.column} data-over={edge !== null || undefined} aria-label={label}>
      <header className={classes.head}>
        {column.color ? (
          <ColorSwatch size={10} color={`var(--mantine-color-${column.color}-6)`} withShadow={false} aria-hidden />
        ) : null}
        <Text component="h2" size="sm" fw={600} truncate>
          {label}
        </Text>
        <Text size="xs" c="dimmed" data-testid="count" className={classes.count}>
          {props.isCounted ? format.number(props.count) : ''}
        </Text>
        {canAdd ? (
          <ActionIcon
            component={Link}
            href={createPath(entity.name, given)}
            prefetch={false}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={t('board.add', { column: label })}
          >
            <Icon name="plus" size={15} />
          </ActionIcon>
        ) : null}
      </header>
      <div className={classes.scroll}>
        <ul className={classes.cards} data-cards>
          {rows.map((row) => (
            <Card key={row.id} row={row} column={column.key} context={props.context} />
          ))}
        </ul>
        {next === null ? (
          rows.length === 0 && (
            <Text size="xs" c="dimmed" ta="center" py="md">
              {props.context.canMove && !column.isGone ? t('board.empty') : t('board.emptyRead')}
            </Text>
          )
        ) : (
          <More store={store} />
        )}
      </div>
    </section>
  );
}
