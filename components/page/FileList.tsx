'use client';
import { Modal, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { filePath } from '@/components/lib/upload';
import { Icon } from '@/components/ui/icons';
import { ProblemList } from '@/components/ui/ProblemList';
import { RelativeTime } from '@/components/ui/RelativeTime';
import { useSay } from '@/components/ui/say';
import { RowsSkeleton } from '@/components/ui/Skeletons';
import type { RecordFile } from '@/engine/kernel/api';
import { usePageScope } from './context';
import { Section } from './Section';
import classes from './page.module.css';

/** Pictures the server shows in the page; other files are opened or saved by the browser. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const MEGABYTE = 1_000_000;

/** All files of the record, those of comments too: pictures are shown, the others opened. */
export function FileList({ title }: { readonly title: string }) {
  const t = useTranslations('page.files');
  const { entity, record } = usePageScope();
  const [shown, setShown] = useState<RecordFile | null>(null);
  const read = useRead('record.files', { entity: entity.name, id: record.id });
  const files = read.data?.files ?? [];
  return (
    <Section
      title={title}
      beside={
        files.length > 0 && title ? (
          <Text size="xs" c="dimmed">
            {files.length}
          </Text>
        ) : null
      }
    >
      <ProblemList error={read.error} retry={() => void read.refetch()} />
      {read.isLoading ? <RowsSkeleton rows={2} /> : null}
      {read.isSuccess && files.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      ) : null}
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.id}>
            <FileTile file={file} onShow={() => setShown(file)} />
          </li>
        ))}
      </ul>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={shown?.name}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {/* eslint-disable-next-line @next/next/no-img-element -- read with the viewer's rights; Next's image service has none */}
        {shown ? <img className={classes.picture} src={filePath(shown.id)} alt={shown.name} /> : null}
      </Modal>
    </Section>
  );
}

function FileTile({ file, onShow }: { readonly file: RecordFile; readonly onShow: () => void }) {
  const t = useTranslations('page.files');
  const say = useSay();
  const format = useFormatter();
  const isPicture = PICTURES.has(file.mime);
  const size =
    file.size < MEGABYTE
      ? `${format.number(Math.ceil(file.size / 1000))} KB`
      : `${format.number(file.size / MEGABYTE, { maximumFractionDigits: 1 })} MB`;
  const body = (
    <>
      <span className={classes.thumb}>
        {isPicture ? (
          // eslint-disable-next-line @next/next/no-img-element -- as above
          <img src={filePath(file.id)} alt="" loading="lazy" />
        ) : (
          <Icon name={file.mime === 'application/pdf' ? 'file-text' : 'file'} size={20} />
        )}
      </span>
      <span className={classes.fileWords}>
        <Text size="sm" truncate>
          {file.name}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {[size, file.field ? say(file.field) : t('comment'), file.by?.title].filter(Boolean).join(' · ')}
        </Text>
        <RelativeTime at={file.at} size="xs" c="dimmed" />
      </span>
    </>
  );
  if (isPicture) {
    return (
      <UnstyledButton className={classes.file} onClick={onShow} aria-label={t('show', { name: file.name })}>
        {body}
      </UnstyledButton>
    );
  }
  return (
    <a className={classes.file} href={filePath(file.id)} target="_blank" rel="noopener">
      {body}
    </a>
  );
}
