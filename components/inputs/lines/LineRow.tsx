'use client';
import { ActionIcon, Group, Paper, Stack, Text } from '@mantine/core';
import { memo, type ComponentType } from 'react';
import { useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { FieldView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { InputProps } from '../types';
import type { Row } from './rows';
import classes from './lines.module.css';

export interface LineRowProps {
  readonly id: string;
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly FieldView[];
  readonly errors: ReadonlyMap<string, string> | undefined;
  readonly Nested: ComponentType<InputProps>;
  onCell(index: number, field: string, value: Json): void;
  onMove(index: number, step: number): void;
  onRemove(index: number): void;
}

function Cell(props: LineRowProps & { column: FieldView; isBare: boolean }) {
  const say = useSay();
  const t = useTranslations('form');
  const { column, index, row, Nested } = props;
  const label = say(column.label, column.name);
  return (
    <Nested
      id={`${props.id}-${column.name}`}
      field={column}
      value={row[column.name] ?? null}
      onChange={(value) => props.onCell(index, column.name, value)}
      label={props.isBare ? t('lines.cell', { label, row: index + 1 }) : label}
      error={props.errors?.get(`${index}.${column.name}`)}
      isRequired={column.required}
      isBare={props.isBare}
    />
  );
}

function RowActions(props: LineRowProps) {
  const t = useTranslations('form');
  const row = props.index + 1;
  return (
    <Group gap={0} wrap="nowrap" justify="flex-end" className={classes.actions}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('lines.up', { row })}
        onClick={() => props.onMove(props.index, -1)}
      >
        <Icon name="chevron-up" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('lines.down', { row })}
        onClick={() => props.onMove(props.index, 1)}
      >
        <Icon name="chevron-down" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={t('lines.remove', { row })}
        onClick={() => props.onRemove(props.index)}
      >
        <Icon name="x" />
      </ActionIcon>
    </Group>
  );
}

/** One row of the grid; drawn again only when its own row changes. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  return (
    <tr>
      <td className={classes.position}>{props.index + 1}</td>
      {props.columns.map((column) => (
        <td key={column.name}>
          <Cell {...props} column={column} isBare />
        </td>
      ))}
      <td>
        <RowActions {...props} />
      </td>
    </tr>
  );
});

/** One row on a phone: a card with its fields below each other. */
export const LineCard = memo(function LineCard(props: LineRowProps) {
  const t = useTranslations('form');
  return (
    <Paper p="sm">
      <Group justify="space-between" mb={4}>
        <Text size="xs" c="dimmed" fw={600}>
          {t('lines.row', { row: props.index + 1 })}
        </Text>
        <RowActions {...props} />
      </Group>
      <Stack gap="xs">
        {props.columns.map((column) => (
          <Cell key={column.name} {...props} column={column} isBare={false} />
        ))}
      </Stack>
    </Paper>
  );
});
