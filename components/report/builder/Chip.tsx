'use client';
import { ActionIcon, Button, Group, Popover, Stack, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconTrash, IconX } from '@tabler/icons-react';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useDragSource, useDropTarget } from '@/components/builder/dnd';
import classes from './builder.module.css';

/** Drag items a chip and a shelf take: a field of the list, or another chip. */
export const ACCEPTED = ['field', 'chip'] as const;

export interface ChipProps {
  readonly shelf: string;
  readonly at: number;
  readonly count: number;
  readonly label: string;
  readonly isFaulty?: boolean;
  /** Settings of this chip, shown below it when it is opened. */
  readonly children?: ReactNode;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  /** Opens itself when it is new and still wants a value. */
  readonly startsOpen?: boolean;
}

/** A field on a shelf: drag to sort, click or Enter for its settings, Delete to take it away, Alt and arrows to move. */
export function Chip(props: ChipProps) {
  const { shelf, at, count, label, onMove, onRemove } = props;
  const t = useTranslations('report.builder');
  const [isOpen, setOpen] = useState(props.startsOpen ?? false);
  const source = useDragSource({ kind: 'chip', id: `${shelf}:${at}`, label, data: { shelf, at } });
  const target = useDropTarget({ id: `chip:${shelf}:${at}`, accepts: ACCEPTED, sides: 'columns', priority: 3 });
  const { ref: sourceRef } = source;
  const { ref: targetRef } = target;
  const ref = useCallback(
    (element: HTMLElement | null) => {
      sourceRef(element);
      targetRef(element);
    },
    [sourceRef, targetRef],
  );
  const move = (by: -1 | 1) => at + by >= 0 && at + by < count && onMove(at + by);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const act =
      event.key === 'Delete' || event.key === 'Backspace'
        ? onRemove
        : event.altKey && event.key === 'ArrowLeft'
          ? () => move(-1)
          : event.altKey && event.key === 'ArrowRight'
            ? () => move(1)
            : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={260} trapFocus returnFocus shadow="md">
      <span
        ref={ref}
        className={classes.chip}
        data-edge={target.edge ?? undefined}
        data-dragging={source.isDragging}
        data-faulty={props.isFaulty}
        data-testid={`chip-${shelf}`}
      >
        <Popover.Target>
          <UnstyledButton className={classes.chipLabel} onClick={() => setOpen(!isOpen)} onKeyDown={onKeyDown}>
            {label}
          </UnstyledButton>
        </Popover.Target>
        <ActionIcon
          size={24}
          variant="transparent"
          color="gray"
          aria-label={t('remove', { field: label })}
          onClick={onRemove}
        >
          <IconX size={12} />
        </ActionIcon>
      </span>
      <Popover.Dropdown>
        <Stack gap="sm">
          {props.children}
          <Group gap={4}>
            <ActionIcon variant="default" disabled={at === 0} aria-label={t('moveLeft')} onClick={() => move(-1)}>
              <IconChevronLeft size={15} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              disabled={at >= count - 1}
              aria-label={t('moveRight')}
              onClick={() => move(1)}
            >
              <IconChevronRight size={15} />
            </ActionIcon>
            <Button
              ml="auto"
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={14} />}
              onClick={onRemove}
            >
              {t('takeAway')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
