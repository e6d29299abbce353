import { ActionIcon, Button, Group, Input, Paper, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { choicesOf } from '@/components/inputs/choice/choices';
import type { InputProps } from '@/components/inputs/types';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';

/** Options gone from the field fall out, new ones come last. */
function orderOf(props: InputProps): readonly string[] {
  const all = choicesOf(props.field).map(({ value }) => value);
  const given = (Array.isArray(props.value) ? (props.value as readonly string[]) : []).filter((value) =>
    all.includes(value),
  );
  return [...given, ...all.filter((value) => !given.includes(value))];
}
const moved = (list: readonly string[], from: number, to: number): string[] => {
  const next = list.toSpliced(from, 1);
  return next.toSpliced(to, 0, list[from]!);
};

/** Dragged by the handle (finger, pen, mouse), or moved by the arrow keys on it; every move is read out. */
export function RankingInput(props: InputProps) {
  const t = useTranslations('fields.ranking');
  const say = useSay();
  const order = orderOf(props);
  const list = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const isRanked = Array.isArray(props.value);
  const nameOf = (value: string) => say(choicesOf(props.field).find((choice) => choice.value === value)?.label, value);
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length || from === to) return;
    props.onChange(moved(order, from, to));
    setSaid(t('moved', { name: nameOf(order[from]!), place: to + 1, count: order.length }));
  };
  /** The row under the finger takes the place of the dragged one. */
  const dragTo = (y: number) => {
    const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const to = rows.findIndex((row) => y < row.bottom);
    move(order.indexOf(dragged!), to < 0 ? rows.length - 1 : to);
  };
  return (
    <Input.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.isBare ? undefined : (props.description ?? t('how'))}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Stack gap={4} mt={4} ref={list} role="list" aria-label={props.label}>
        {order.map((value, i) => (
          <Paper
            key={value}
            role="listitem"
            withBorder
            px={6}
            py={4}
            shadow={dragged === value ? 'sm' : undefined}
            style={{
              opacity: isRanked ? 1 : 0.75,
              borderColor: dragged === value ? 'var(--mantine-primary-color-filled)' : undefined,
            }}
          >
            <Group gap={6} wrap="nowrap">
              <ActionIcon
                id={i === 0 ? props.id : undefined}
                variant="subtle"
                color="gray"
                aria-label={t('handle', { name: nameOf(value), place: i + 1, count: order.length })}
                style={{ cursor: dragged ? 'grabbing' : 'grab', touchAction: 'none' }}
                onPointerDown={(event) => {
                  event.currentTarget.setPointerCapture(event.pointerId);
                  setDragged(value);
                }}
                onPointerMove={(event) => dragged === value && dragTo(event.clientY)}
                onPointerUp={() => setDragged(null)}
                onPointerCancel={() => setDragged(null)}
                onKeyDown={(event) => {
                  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                  if (!by) return;
                  event.preventDefault();
                  move(i, i + by);
                }}
              >
                <Icon name="grip-vertical" />
              </ActionIcon>
              <Text size="sm" fw={600} w={22} ta="right" c={isRanked ? undefined : 'dimmed'}>
                {isRanked ? i + 1 : '–'}
              </Text>
              <Text size="sm" style={{ flex: 1 }}>
                {nameOf(value)}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={i === 0}
                aria-label={t('up', { name: nameOf(value) })}
                onClick={() => move(i, i - 1)}
              >
                <Icon name="arrow-up" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={i === order.length - 1}
                aria-label={t('down', { name: nameOf(value) })}
                onClick={() => move(i, i + 1)}
              >
                <Icon name="arrow-down" />
              </ActionIcon>
            </Group>
          </Paper>
        ))}
      </Stack>
      <Group mt={4} gap="xs">
        {isRanked ? (
          props.isRequired ? null : (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => props.onChange(null)}>
              {t('clear')}
            </Button>
          )
        ) : (
          <Button size="compact-xs" variant="default" onClick={() => props.onChange([...order])}>
            {t('keep')}
          </Button>
        )}
      </Group>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </Input.Wrapper>
  );
}
