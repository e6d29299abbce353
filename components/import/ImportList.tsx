'use client';
import { Anchor, Badge, Button, Modal, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, useRead } from '@/components/lib/call';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useAppLocale } from '@/components/ui/say';
import type { ImportState, Output } from '@/engine/kernel/api';
import { say } from '@/engine/kernel/text';
import { ProgressStep } from './ProgressStep';

type Page = Output<'import.list'>;
const COLORS = { ready: 'gray', running: 'blue', paused: 'yellow', done: 'green', failed: 'red', cancelled: 'gray' };

const COUNTS = ['inserted', 'updated', 'unchanged', 'failed'] as const;

/** What each import did: with its file, its bad rows, and the way back. */
export function ImportList(props: { initial: Page; entity?: string }) {
  const t = useTranslations('import.history');
  const filter = props.entity ? { entity: props.entity } : {};
  const { data: first = props.initial } = useRead('import.list', filter, { initialData: props.initial });
  const [older, setOlder] = useState<readonly Page[]>([]);
  const [open, setOpen] = useState<ImportState>();
  const pages = [first, ...older];
  const imports = pages.flatMap((page) => page.imports);
  const next = pages.at(-1)!.next;
  return (
    <>
      <PageHeader title={t('title')} note={t('note')} />
      {imports.length === 0 ? (
        <EmptyState icon="upload" title={t('empty')} text={t('emptyText')} />
      ) : (
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('file')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('entity')}</Table.Th>
              <Table.Th visibleFrom="md">{t('by')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('at')}</Table.Th>
              <Table.Th>{t('result')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {imports.map((state) => (
              <Line key={state.id} state={state} onOpen={() => setOpen(state)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {next && (
        <Button
          mt="sm"
          variant="default"
          onClick={() =>
            void call('import.list', { ...filter, after: next }).then((page) => setOlder([...older, page]))
          }
        >
          {t('more')}
        </Button>
      )}
      <Modal opened={open !== undefined} onClose={() => setOpen(undefined)} size="xl" title={open?.file}>
        {open && <ProgressStep job={open.id} onClose={() => setOpen(undefined)} />}
      </Modal>
    </>
  );
}

function Line({ state, onOpen }: { state: ImportState; onOpen(): void }) {
  const t = useTranslations('import');
  const locale = useAppLocale();
  const { data } = useRead('entity.list', {});
  const entity = data?.entities.find(({ name }) => name === state.entity);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" ta="left" onClick={onOpen}>
          {state.file}
        </Anchor>
        <Text size="xs" c="dimmed">
          <Anchor size="xs" href={`/api/v1/imports/${state.id}/file`} download>
            {t('history.original')}
          </Anchor>
          {state.failed > 0 && (
            <>
              {' · '}
              <Anchor size="xs" href={`/api/v1/imports/${state.id}/errors`} download>
                {t('download')}
              </Anchor>
            </>
          )}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{entity ? say(entity.label, locale) : ''}</Table.Td>
      <Table.Td visibleFrom="md">{state.by.title}</Table.Td>
      <Table.Td visibleFrom="sm">
        <RelativeTime at={state.createdAt} />
      </Table.Td>
      <Table.Td>
        <Badge variant="light" color={state.undo ? 'gray' : COLORS[state.state]}>
          {state.undo ? t(`undo.${state.undo.state}`) : t(`history.states.${state.state}`)}
        </Badge>
        <Text size="xs" c="dimmed">
          {COUNTS.filter((kind) => state[kind] > 0)
            .map((kind) => t(`history.counts.${kind}`, { count: state[kind] }))
            .join(' · ')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
