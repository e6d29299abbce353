'use client';
import { Modal, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { Input } from '@/engine/kernel/api';
import { Reasons } from './Reasons';

type Asked = Omit<Input<'access.explain'>, 'action'>;
const ACTIONS = ['read', 'update', 'delete'] as const;

/** Why somebody may, or may not, do something with a record or one of its fields. */
export function WhyDialog(props: {
  readonly asked: Asked;
  readonly action?: (typeof ACTIONS)[number];
  readonly title?: string;
  readonly onClose: () => void;
}) {
  const { asked } = props;
  const t = useTranslations('access.why');
  const close = useTranslations('access.share')('close');
  const [action, setAction] = useState(props.action ?? 'update');
  const answer = useRead('access.explain', { ...asked, action }, { staleTime: 0, gcTime: 0 });
  const actions = asked.field ? ACTIONS.slice(0, 2) : ACTIONS;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title ?? t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': close }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('action')}
          value={action}
          onChange={(next) => setAction(ACTIONS.find((one) => one === next) ?? 'read')}
          data={actions.map((one) => ({ value: one, label: t(one) }))}
        />
        <ProblemList error={answer.error} retry={() => void answer.refetch()} />
        {answer.isLoading ? <FormSkeleton fields={3} /> : null}
        {answer.data ? <Reasons explanation={answer.data} /> : null}
      </Stack>
    </Modal>
  );
}
