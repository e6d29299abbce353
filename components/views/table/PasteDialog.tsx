'use client';
import { Button, Group, Modal, ScrollArea, Stack, Table, Text, Tooltip } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Pasted } from './usePaste';

const SHOWN = 60;

/** What would be pasted, where something is not as it should be: the bad cells with their reasons, before anything is written. */
export function PasteDialog(props: { pasted: Pasted; onPaste: () => void; onClose: () => void }) {
  const t = useTranslations('view');
  const record = useTranslations('record');
  const { cells, beyond } = props.pasted;
  const bad = cells.filter(({ problem }) => problem !== null);
  const good = cells.length - bad.length;
  return (
    <Modal opened onClose={props.onClose} size="lg" title={t('paste.title')}>
      <Stack gap="sm">
        <Text size="sm">
          {bad.length > 0 ? t('paste.bad', { bad: bad.length, good }) : t('paste.allGood', { good })}
          {beyond > 0 ? ` ${t('paste.beyond', { count: beyond })}` : ''}
        </Text>
        {bad.length > 0 ? (
          <ScrollArea.Autosize mah="50dvh">
            <Table aria-label={t('paste.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('paste.record')}</Table.Th>
                  <Table.Th>{t('paste.column')}</Table.Th>
                  <Table.Th>{t('paste.text')}</Table.Th>
                  <Table.Th>{t('paste.why')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {bad.slice(0, SHOWN).map(({ row, column, text, problem }, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>{row.title || record('untitled')}</Table.Td>
                    <Table.Td>{column.label}</Table.Td>
                    <Table.Td maw={180}>
                      <Tooltip label={text} disabled={text.length < 24} multiline maw={360}>
                        <Text size="sm" truncate>
                          {text}
                        </Text>
                      </Tooltip>
                    </Table.Td>
                    <Table.Td c="var(--mantine-color-error)">{problem}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
        ) : null}
        {bad.length > SHOWN ? (
          <Text size="xs" c="dimmed">
            {t('paste.more', { count: bad.length - SHOWN })}
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={good === 0} onClick={props.onPaste} data-autofocus>
            {t('paste.go', { count: good })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
