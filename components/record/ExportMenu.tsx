'use client';
import { Button, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useWrite } from '@/components/lib/call';
import { filePath } from '@/components/lib/upload';
import { useMay } from '@/components/shell/session';
import { Icon } from '@/components/ui/icons';
import { useNotes } from '@/components/ui/notes';
import type { ListQuestion } from '@/components/views/contract';

/** Brings what the list shows (its conditions, order and columns) home as a file, for those who may export. */
export function ExportMenu(props: { question: ListQuestion; columns: readonly string[] }) {
  const t = useTranslations('record');
  const later = useTranslations('import');
  const notes = useNotes();
  const mayExport = useMay('export');
  const exporting = useWrite('record.export');
  if (!mayExport) return null;
  const start = (format: 'xlsx' | 'csv') => {
    const { entity, filter, search, sort } = props.question;
    exporting.mutate(
      {
        entity,
        format,
        fields: props.columns,
        ...(filter && { filter }),
        ...(search && { search }),
        ...(sort && { sort }),
      },
      {
        onSuccess: ({ file }) =>
          file ? window.location.assign(`${filePath(file)}?download=1`) : notes.done(later('exportLater')),
        onError: notes.failed,
      },
    );
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={exporting.isPending}
          leftSection={<Icon name="download" size={14} />}
        >
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('xlsx')}>{t('export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => start('csv')}>{t('export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
