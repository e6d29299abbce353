'use client';
import { ActionIcon, Anchor, Group, Image, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { filePath } from '@/components/lib/upload';
import { isWaiting, useFileSource } from '@/components/offline/files';
import { Icon } from '@/components/ui/icons';
import type { FileView } from '@/engine/kernel/api';
import { FilePreview } from './FilePreview';
import { fileName, fileSize, lookOf } from './files';
import classes from './file.module.css';

/**
 * Larger images get no thumbnail: a browser would load all of one for 72 points. Smaller versions made on the server
 * would need a native library (sharp with libvips, LGPL) on every platform; they would pay for galleries of many photos.
 */
const MOST_THUMB_BYTES = 4_000_000;

/** Files to look at: images as thumbnails, others by name; a click opens the preview. */
export function FileList(props: { files: readonly FileView[]; onRemove?: (file: FileView) => void }) {
  const [at, setAt] = useState<number | null>(null);
  const { files, onRemove } = props;
  const open = (file: FileView) => setAt(files.indexOf(file));
  const thumbs = files.filter((file) => lookOf(file) === 'image' && file.size <= MOST_THUMB_BYTES);
  const named = files.filter((file) => !thumbs.includes(file));
  return (
    <>
      {thumbs.length > 0 ? (
        <div className={classes.thumbs}>
          {thumbs.map((file) => (
            <Thumb key={file.id} file={file} onOpen={() => open(file)} onRemove={onRemove} />
          ))}
        </div>
      ) : null}
      {named.map((file) => (
        <Group key={file.id} gap={6} wrap="nowrap" miw={0}>
          <FileLink file={file} onOpen={() => open(file)} />
          <Remove file={file} onRemove={onRemove} />
        </Group>
      ))}
      {at !== null && files[at] ? (
        <FilePreview files={files} at={at} onMove={setAt} onClose={() => setAt(null)} />
      ) : null}
    </>
  );
}

interface OneProps {
  readonly file: FileView;
  readonly onOpen: () => void;
  readonly onRemove?: ((file: FileView) => void) | undefined;
}

function Thumb({ file, onOpen, onRemove }: OneProps) {
  const t = useTranslations('types.files');
  const words = useTranslations('offline.form');
  const source = useFileSource(file);
  return (
    <Stack gap={2} w={72} align="center">
      <UnstyledButton className={classes.thumb} onClick={onOpen} aria-label={t('show', { name: fileName(file) })}>
        <Image src={source || null} alt="" loading="lazy" decoding="async" fit="cover" />
      </UnstyledButton>
      <Group gap={2} wrap="nowrap" w="100%" justify="center">
        {isWaiting(file) ? (
          <Text component="span" size="xs" c="dimmed" title={words('fileWaits')} aria-label={words('fileWaits')}>
            <Icon name="clock" size={12} />
          </Text>
        ) : null}
        <Text size="xs" className={classes.name} title={fileName(file)}>
          {fileName(file)}
        </Text>
        <Remove file={file} onRemove={onRemove} />
      </Group>
    </Stack>
  );
}

function FileLink({ file, onOpen }: OneProps) {
  const words = useTranslations('offline.form');
  const look = lookOf(file);
  if (isWaiting(file)) {
    return (
      <Group gap={6} wrap="nowrap" miw={0}>
        <Icon name="clock" />
        <Text size="sm" truncate>
          {fileName(file)}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          {words('fileWaits')}
        </Text>
      </Group>
    );
  }
  const icon = { image: 'photo', pdf: 'file-text', text: 'file-text', other: 'file' }[look];
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Icon name={icon} />
      {look === 'other' ? (
        <Anchor href={`${filePath(file.id)}?download=1`} size="sm" truncate>
          {fileName(file)}
        </Anchor>
      ) : (
        <Anchor component="button" type="button" size="sm" truncate onClick={onOpen}>
          {fileName(file)}
        </Anchor>
      )}
      <Text component="span" size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {fileSize(file.size)}
      </Text>
    </Group>
  );
}

function Remove({ file, onRemove }: Omit<OneProps, 'onOpen'>) {
  const t = useTranslations('form');
  if (!onRemove) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={t('file.remove', { name: fileName(file) })}
      onClick={() => onRemove(file)}
    >
      <Icon name="x" />
    </ActionIcon>
  );
}
