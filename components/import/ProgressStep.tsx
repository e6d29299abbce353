'use client';
import { Alert, Anchor, Button, Group, Progress, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { ImportState } from '@/engine/kernel/api';
import { useRead, useWrite } from '@/components/lib/call';

const isOver = (state: ImportState['state'] | undefined) =>
  state === 'done' || state === 'failed' || state === 'cancelled';
const SHOWN = 50;

/** The import while it runs and when it is over: how far, how many, which rows did not pass and why. */
export function ProgressStep({ job, onClose }: { job: string; onClose(): void }) {
  const t = useTranslations('import');
  const format = useFormatter();
  // The live stream makes this fresh at once; the interval covers a lost connection.
  const { data: state } = useRead(
    'import.get',
    { job },
    { refetchInterval: (query) => (isOver(query.state.data?.state) ? false : 1000) },
  );
  const errors = useRead(
    'import.errors',
    { job, size: SHOWN },
    { enabled: isOver(state?.state) && (state?.failed ?? 0) > 0 },
  );
  const cancel = useWrite('import.cancel', ['import.get']);
  const percent = state && state.total > 0 ? (state.done / state.total) * 100 : 0;
  const seconds =
    state?.startedAt && state.endedAt ? (Date.parse(state.endedAt) - Date.parse(state.startedAt)) / 1000 : 0;

  return (
    <Stack gap="sm">
      <Progress
        value={isOver(state?.state) ? 100 : percent}
        animated={!isOver(state?.state)}
        aria-label={t('steps.run')}
      />
      <Group justify="space-between" aria-live="polite">
        <Text size="sm">
          {t('progress', { done: format.number(state?.done ?? 0), total: format.number(state?.total ?? 0) })}
        </Text>
        {seconds > 0.5 && (
          <Text size="xs" c="dimmed">
            {t('speed', { speed: format.number(Math.round((state?.done ?? 0) / seconds)) })}
          </Text>
        )}
      </Group>
      {!isOver(state?.state) && (
        <Text size="sm" c="dimmed">
          {state?.state === 'running' ? t('running') : t('waiting')}
        </Text>
      )}
      {state && isOver(state.state) && (
        <Alert
          color={state.state === 'done' && state.failed === 0 ? 'green' : 'orange'}
          title={t(`state.${state.state as 'done' | 'failed' | 'cancelled'}`)}
        >
          {t('inserted', { count: state.inserted })}
          {state.failed > 0 ? ` · ${t('failed', { count: state.failed })}` : ''}
        </Alert>
      )}
      {errors.data && errors.data.errors.length > 0 && (
        <>
          <ScrollArea.Autosize mah="36vh" type="auto">
            <Table stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('line')}</Table.Th>
                  <Table.Th>{t('reason')}</Table.Th>
                  <Table.Th>{t('row')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {errors.data.errors.map((error) => (
                  <Table.Tr key={error.row}>
                    <Table.Td>{error.row}</Table.Td>
                    <Table.Td>{error.message}</Table.Td>
                    <Table.Td c="dimmed">{error.values.filter(Boolean).slice(0, 4).join(' · ')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
          <Group gap="xs">
            <Anchor href={errors.data.download} download size="sm">
              {t('download')}
            </Anchor>
            <Text size="xs" c="dimmed">
              {errors.data.total > SHOWN ? `${t('more', { count: errors.data.total - SHOWN })} · ` : ''}
              {t('downloadHint')}
            </Text>
          </Group>
        </>
      )}
      <Group justify="flex-end">
        {isOver(state?.state) ? (
          <Button onClick={onClose}>{t('openList')}</Button>
        ) : (
          <>
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ job })}>
              {t('cancel')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}
