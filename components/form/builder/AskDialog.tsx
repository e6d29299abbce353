'use client';
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import type { SaidProblem } from '@/engine/kernel/api';
import type { Asked } from './useBuildingActions';

/** One line for each document and each thing that is wrong with it, however often. */
const distinct = (problems: readonly SaidProblem[]): readonly SaidProblem[] => {
  const keyed = problems.map((one) => [`${one.document?.kind}/${one.document?.name}: ${one.message}`, one] as const);
  return [...new Map(keyed).values()];
};

/** What would break if it were deleted, document by document. */
export function AskDialog(props: { readonly asked: Asked; readonly onAnswer: (isSure: boolean) => void }) {
  const { asked, onAnswer } = props;
  const t = useTranslations('builder.form');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const { data } = useRead('document.list', {});
  const breaks = distinct(asked.breaks);
  const whereOf = ({ document }: SaidProblem): string => {
    const found = data?.documents.find((one) => one.kind === document?.kind && one.name === document.name);
    return document ? `${kinds(document.kind)} · ${say(found?.label, document.name)}` : '';
  };
  return (
    <Modal
      opened
      onClose={() => onAnswer(false)}
      title={t('ask.title', { what: asked.what })}
      closeButtonProps={{ 'aria-label': t('ask.keep') }}
    >
      <Stack>
        <Text size="sm">{t('ask.words', { count: breaks.length })}</Text>
        <List size="sm" spacing={6}>
          {breaks.map((problem, index) => (
            <List.Item key={index}>
              <Text size="sm" fw={500}>
                {whereOf(problem)}
              </Text>
              <Text size="xs" c="dimmed">
                {problem.message}
              </Text>
            </List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={() => onAnswer(false)}>
            {t('ask.keep')}
          </Button>
          <Button color="red.9" onClick={() => onAnswer(true)}>
            {t('ask.remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
