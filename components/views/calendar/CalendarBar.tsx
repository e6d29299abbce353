'use client';
import { ActionIcon, Button, Group, Loader, SegmentedControl, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { Icon } from '@/components/ui/icons';
import { daysOf, type Shown, type Span } from './days';

/** Which month or week, and the ways to others. */
export function CalendarBar(props: {
  shown: Shown;
  isPhone: boolean;
  isReading: boolean;
  onTurn: (step: 1 | -1) => void;
  onToday: () => void;
  onSpan: (span: Span) => void;
}) {
  const t = useTranslations('boards.calendar');
  const format = useFormatter();
  const { shown } = props;
  const days = daysOf(shown);
  const at = (day: string) => new Date(`${day}T00:00:00Z`);
  const title =
    shown.span === 'week'
      ? format.dateTimeRange(at(days[0]!), at(days.at(-1)!), { dateStyle: 'medium', timeZone: 'UTC' })
      : format.dateTime(at(shown.day), { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <Group justify="space-between" mb="xs" wrap="nowrap" gap="xs">
      <Group gap={4} wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={props.onToday}>
          {t('today')}
        </Button>
        <ActionIcon variant="subtle" color="gray" aria-label={t('before')} onClick={() => props.onTurn(-1)}>
          <Icon name="chevron-left" />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('after')} onClick={() => props.onTurn(1)}>
          <Icon name="chevron-right" />
        </ActionIcon>
        <Text component="h2" m={0} fw={600} size={props.isPhone ? 'sm' : 'md'} aria-live="polite">
          {title}
        </Text>
        {props.isReading ? <Loader size={14} /> : null}
      </Group>
      <SegmentedControl
        size="xs"
        aria-label={t('span')}
        value={shown.span}
        data={(['month', 'week'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(span) => props.onSpan(span as Span)}
      />
    </Group>
  );
}
