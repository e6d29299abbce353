'use client';
import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { PrintDocument, type PrintData } from './PrintDocument';
import { usePdf } from './usePdf';
import classes from './print.module.css';

/** Records as they will lie on paper, to print or to keep as PDF. The server makes the PDF where it can, else the browser. */
export function PrintPage({ data, form }: { readonly data: PrintData; readonly form?: string | undefined }) {
  const t = useTranslations('print');
  const { bases, sheets } = data;
  const entity = bases[0]!.entity.name;
  const ids = sheets.map(({ record }) => record.id);
  const [only, ...more] = ids;
  const pdf = usePdf({ entity, records: ids, ...(form && { form }) });
  const hasPdf = data.canMakePdf && pdf.isAllowed;
  return (
    <>
      <Group justify="space-between" mb="md" data-no-print className={classes.tools}>
        <Button
          component={Link}
          href={only && more.length === 0 ? paths.record(entity, only) : paths.list(entity)}
          variant="default"
          leftSection={<Icon name="chevron-left" size={14} />}
        >
          {t('back')}
        </Button>
        <Group gap="sm">
          {hasPdf ? null : (
            <Text size="xs" c="dimmed">
              {t(data.canMakePdf ? 'hint' : 'noPdf')}
            </Text>
          )}
          <Button
            variant={hasPdf ? 'default' : 'filled'}
            leftSection={<Icon name="printer" size={14} />}
            onClick={() => window.print()}
          >
            {t('print')}
          </Button>
          {hasPdf ? (
            <Button
              leftSection={<Icon name="download" size={14} />}
              loading={pdf.isBusy}
              onClick={() => void pdf.make()}
            >
              {t('pdf')}
            </Button>
          ) : null}
        </Group>
      </Group>
      <PrintDocument data={data} />
    </>
  );
}
