'use client';
import { Group, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { FormSkeleton } from '@/components/ui/Skeletons';
import type { PageDocument } from '@/engine/kernel/documents.generated';
import { RecordSheet, type OpenedPage } from '../RecordSheet';

/** The draft as people will use it, with a record: to click through, not to change anything. */
export function PagePreview(props: {
  readonly page: PageDocument;
  readonly record: string | undefined;
  readonly onClose: () => void;
}) {
  const t = useTranslations('page.build');
  const [device, setDevice] = useState<'wide' | 'phone'>('wide');
  const { page, record } = props;
  const read = useRead(
    'page.preview',
    { document: page, ...(record === undefined ? {} : { record }) },
    { gcTime: 0, retry: false },
  );
  const opened = read.data?.opened;
  const shown: OpenedPage | null = read.data && opened ? { ...read.data, opened: { ...opened, editable: [] } } : null;
  return (
    <Modal
      opened
      fullScreen
      onClose={props.onClose}
      title={t('previewTitle')}
      closeButtonProps={{ 'aria-label': t('previewClose') }}
    >
      <Group justify="center" mb="md">
        <SegmentedControl
          size="xs"
          aria-label={t('device')}
          value={device}
          onChange={(next) => setDevice(next as 'wide' | 'phone')}
          data={[
            { value: 'wide', label: t('wide') },
            { value: 'phone', label: t('phone') },
          ]}
        />
      </Group>
      <ProblemList error={read.error} />
      {read.isLoading ? <FormSkeleton fields={5} /> : null}
      {read.isSuccess && !opened ? t('noRecord') : null}
      {shown ? (
        <div style={{ maxWidth: device === 'phone' ? 390 : 1180, margin: '0 auto' }}>
          <RecordSheet
            opened={shown}
            isPreview
            isPanel={device === 'phone'}
            onPage={() => undefined}
            onGone={() => undefined}
          />
        </div>
      ) : null}
    </Modal>
  );
}
