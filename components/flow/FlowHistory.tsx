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
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { useStepWords } from './useStepWords';

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

/** Who did what, when and why; newest last, as it happened. */
export function FlowHistory({ flow }: { flow: FlowView }) {
  const t = useTranslations('flow');
  const say = useSay();
  const nodes = new Map(flow.nodes.map((node) => [node.id, say(node.label)]));

  const words = useStepWords();
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
              <Text size="sm">{words(step, nodes.get(step.node ?? '') ?? '')}</Text>
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
