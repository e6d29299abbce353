'use client';
import { ActionIcon, Group, Popover, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { memo, type CSSProperties, type MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { FieldDisplay, inputOf } from '@/components/inputs/registry';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import type { EntityView, RecordView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { ShownColumn } from '../contract';
import { CellEditor, type Leave } from './CellEditor';
import { cellKey, type CellProblem, type GridStore } from '@/components/sheet/grid';
import classes from './table.module.css';

/** What all lines of a table share; it changes only with the view, so that lines are drawn once. */
export interface LineContext {
  readonly entity: EntityView;
  readonly columns: readonly ShownColumn[];
  readonly pinned: number;
  readonly hasTicks: boolean;
  readonly grid: GridStore;
  readonly prefix: string;
  colorOf(row: RecordView): { readonly row?: string; readonly cells: { readonly [field: string]: string } };
  onTick(id: string, isRange: boolean): void;
  onOpen(id: string): void;
  onCommit(index: number, column: ShownColumn, value: Json, leave: Leave): void;
  onCancel(): void;
}

interface CellProps {
  readonly context: LineContext;
  readonly column: ShownColumn;
  readonly row: RecordView;
  readonly index: number;
  readonly place: string;
  readonly pinnedAt: number | null;
  readonly isActive: boolean;
  readonly isIn: boolean;
  readonly isFill: boolean;
  readonly isCorner: boolean;
  readonly isEditing: boolean;
  readonly typed: string | undefined;
  readonly isSaving: boolean;
  readonly problem: CellProblem | undefined;
  readonly color: string | undefined;
}
const on = (flag: boolean): true | undefined => flag || undefined;

/** One cell: shown, or written in; with what is wrong with it. */
export const Cell = memo(function Cell(props: CellProps) {
  const { context, column, row, pinnedAt, problem } = props;
  const isPinned = pinnedAt !== null;
  const classNames = [
    classes.cell,
    inputOf(column.shown).isNumeric && classes.numeric,
    isPinned && classes.pinned,
    isPinned && pinnedAt === context.pinned - 1 && classes.lastPinned,
  ];
  const style = {
    ...(isPinned && { left: `var(--p${pinnedAt})` }),
    ...(props.color && { '--cell-color': props.color }),
  } as CSSProperties;
  return (
    <div
      role="gridcell"
      id={`${context.prefix}${props.place}`}
      data-cell={props.place}
      className={classNames.filter(Boolean).join(' ')}
      style={style}
      data-active={on(props.isActive)}
      data-in={on(props.isIn)}
      data-fill={on(props.isFill && props.isIn)}
      data-editing={on(props.isEditing)}
      data-saving={on(props.isSaving)}
      data-problem={on(problem !== undefined)}
      aria-selected={props.isIn}
      aria-invalid={on(problem !== undefined)}
      aria-colindex={Number(props.place.split('-')[1]) + 1}
    >
      {props.isEditing ? (
        <CellEditor
          column={column}
          value={problem ? problem.value : (row[column.field] ?? null)}
          typed={props.typed}
          onCommit={(value, leave) => context.onCommit(props.index, column, value, leave)}
          onCancel={context.onCancel}
        />
      ) : (
        <Shown {...props} />
      )}
      {props.isCorner && !props.isEditing ? <span className={classes.corner} data-corner /> : null}
    </div>
  );
});

function Shown({ context, column, row, problem, isActive }: CellProps) {
  const t = useTranslations('record');
  const { entity } = context;
  const value = problem ? problem.value : (row[column.field] ?? null);
  const shown =
    column.field === entity.titleField && !problem ? (
      <>
        <span className={classes.text}>
          <Link
            href={paths.record(entity.name, row.id)}
            prefetch={false}
            tabIndex={-1}
            draggable={false}
            className={classes.title}
            data-row-link={row.id}
            onClick={(event: MouseEvent) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              context.onOpen(row.id);
            }}
          >
            {row.title || t('untitled')}
          </Link>
        </span>
        <RowActions context={context} row={row} />
      </>
    ) : (
      <span className={classes.text}>
        <FieldDisplay field={column.shown} value={value} isBrief />
      </span>
    );
  return problem && isActive ? <ProblemAt {...{ context, column, row, problem }}>{shown}</ProblemAt> : shown;
}

function RowActions({ context, row }: Pick<CellProps, 'context' | 'row'>) {
  const t = useTranslations('view');
  const { entity } = context;
  return (
    <span className={classes.actions}>
      <Tooltip label={t('row.panel')}>
        <ActionIcon
          size={22}
          variant="default"
          tabIndex={-1}
          aria-label={t('row.panel')}
          onClick={() => context.onOpen(row.id)}
        >
          <Icon name="layout-sidebar-right" size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('row.page')}>
        <ActionIcon
          size={22}
          variant="default"
          tabIndex={-1}
          component={Link}
          href={paths.record(entity.name, row.id)}
          prefetch={false}
          aria-label={t('row.page')}
        >
          <Icon name="arrow-right" size={14} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

/** Why a value was not taken; what was typed stays until it is corrected or given up. */
function ProblemAt(
  props: Pick<CellProps, 'context' | 'column' | 'row'> & { problem: CellProblem; children: React.ReactNode },
) {
  const t = useTranslations('view');
  const { context, column, row, problem } = props;
  const { grid } = context;
  return (
    <Popover opened position="bottom-start" shadow="md" withinPortal returnFocus={false} trapFocus={false}>
      <Popover.Target>
        <span className={classes.text}>{props.children}</span>
      </Popover.Target>
      <Popover.Dropdown p="xs" maw={320}>
        <Stack gap={4} role="alert">
          <Text size="sm">{problem.message}</Text>
          <Group gap="xs">
            <UnstyledButton
              fz="sm"
              c="var(--mantine-primary-color-light-color)"
              onClick={() => grid.set({ editing: grid.get().active })}
            >
              {t('cells.correct')}
            </UnstyledButton>
            <UnstyledButton fz="sm" c="dimmed" onClick={() => grid.problem(cellKey(row.id, column.field), null)}>
              {t('cells.giveUp')}
            </UnstyledButton>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
