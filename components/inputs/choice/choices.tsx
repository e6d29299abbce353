'use client';
import { Badge, ColorSwatch, Group, Text } from '@mantine/core';
import { useSay } from '@/components/ui/say';
import type { Choice } from '@/engine/form/choices';
import type { FieldView } from '@/engine/kernel/api';

export const choicesOf = (field: Pick<FieldView, 'options'>): readonly Choice[] =>
  Array.isArray(field.options.choices) ? (field.options.choices as unknown as readonly Choice[]) : [];

/**
 * The options of a choice as Mantine's lists take them: those that rules allow, and the present ones. A value no longer
 * offered is kept as itself.
 */
export function useChoiceData(
  field: FieldView,
  present: readonly string[],
  allowed?: readonly string[],
): { value: string; label: string }[] {
  const say = useSay();
  const all = choicesOf(field).map((choice) => ({ value: choice.value, label: say(choice.label, choice.value) }));
  const offered = allowed ? all.filter(({ value }) => allowed.includes(value) || present.includes(value)) : all;
  const gone = present.filter((value) => !offered.some((choice) => choice.value === value));
  return [...offered, ...gone.map((value) => ({ value, label: value }))];
}

/** One value of a choice: a quiet badge where it has a colour, else its words. */
export function ChoiceBadge(props: { field: FieldView; value: string }) {
  const say = useSay();
  const choice = choicesOf(props.field).find((item) => item.value === props.value);
  const label = say(choice?.label, props.value);
  if (!choice?.color) {
    return (
      <Text component="span" size="sm">
        {label}
      </Text>
    );
  }
  return (
    <Badge
      component="span"
      variant="light"
      color={choice.color}
      // Mantine's own text on a light badge is too faint (WCAG 1.4.3) for orange, yellow and lime.
      c={`light-dark(color-mix(in srgb, var(--mantine-color-${choice.color}-9) 60%, black), var(--mantine-color-${choice.color}-1))`}
      tt="none"
      fw={400}
      fz={12}
      radius="sm"
    >
      {label}
    </Badge>
  );
}

/** An option in an open list: its colour and its words. */
export function ChoiceOption(props: { field: FieldView; value: string; label: string }) {
  const color = choicesOf(props.field).find((item) => item.value === props.value)?.color;
  return (
    <Group gap={8} wrap="nowrap">
      {color ? <ColorSwatch size={10} color={`var(--mantine-color-${color}-6)`} withShadow={false} /> : null}
      <span>{props.label}</span>
    </Group>
  );
}
