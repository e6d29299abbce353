'use client';
import { Stack, Text, Timeline } from '@mantine/core';
import {
  IconArrowUpCircle,
  IconBell,
  IconCheck,
  IconCircle,
  IconFlag,
  IconPencil,
  IconPlayerPlay,
  IconUserQuestion,
  IconX,
} from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { FlowStepView, FlowView } from '@/engine/kernel/api';
import type { Text as Words } from '@/engine/kernel/text';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';

const ICONS = {
  started: IconPlayerPlay,
  asked: IconUserQuestion,
  approved: IconCheck,
  rejected: IconX,
  reminded: IconBell,
  escalated: IconArrowUpCircle,
  updated: IconPencil,
  notified: IconBell,
  branched: IconCircle,
  finished: IconFlag,
  withdrawn: IconX,
  failed: IconX,
} as const;
const COLOURS: Partial<Record<FlowStepView['what'], string>> = {
  approved: 'green',
  rejected: 'red',
  failed: 'red',
  escalated: 'orange',
  reminded: 'orange',
};

const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'zh-CN' in value;

/** Who did what, when and why; newest last, as it happened. */
export function FlowHistory({ flow }: { flow: FlowView }) {
  const t = useTranslations('flow');
  const say = useSay();
  const nodes = new Map(flow.nodes.map((node) => [node.id, say(node.label)]));

  const names = (value: unknown): string =>
    Array.isArray(value) && value.length > 0
      ? value
          .map((item: unknown) =>
            isWords(item)
              ? say(item)
              : typeof item === 'object' && item
                ? String((item as { title?: string }).title ?? '')
                : String(item),
          )
          .join('、')
      : t('step.nobody');
  const line = (step: FlowStepView): string => {
    const outcome = String(step.data.outcome ?? 'done');
    return t(`step.${step.what}`, {
      by: step.by?.title ?? t('step.system'),
      node: nodes.get(step.node ?? '') ?? '',
      people: names(step.data.people),
      fields: names(step.data.fields),
      exit: isWords(step.data.exit) ? say(step.data.exit) : String(step.data.exit ?? ''),
      reason: isWords(step.data.reason) ? say(step.data.reason) : String(step.data.reason ?? ''),
      outcome:
        outcome in { approved: 1, rejected: 1, done: 1, withdrawn: 1 }
          ? t(`panel.outcome.${outcome as 'approved'}`)
          : outcome,
    });
  };
  const note = (step: FlowStepView): string | undefined => {
    if (step.data.found === 'manager') return t('step.fallbackManager');
    if (step.data.found === 'administrator') return t('step.fallbackAdministrator');
    return undefined;
  };

  return (
    <Timeline bulletSize={22} lineWidth={1} active={flow.history.length}>
      {flow.history.map((step, index) => {
        const Icon = ICONS[step.what];
        return (
          <Timeline.Item
            key={`${step.seq}.${index}`}
            bullet={<Icon size={13} aria-hidden />}
            color={COLOURS[step.what] ?? 'gray'}
          >
            <Stack gap={2}>
              <Text size="sm">{line(step)}</Text>
              {step.comment && (
                <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
                  “{step.comment}”
                </Text>
              )}
              {note(step) && (
                <Text size="xs" c="orange">
                  {note(step)}
                </Text>
              )}
              <RelativeTime at={step.at} size="xs" c="dimmed" />
            </Stack>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}
