'use client';
import { ActionIcon, Anchor, Center, Group, Image, Loader, Modal, Stack, Text } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { filePath } from '@/components/lib/upload';
import { isWaiting, useFileSource } from '@/components/offline/files';
import { Icon } from '@/components/ui/icons';
import type { FileView } from '@/engine/kernel/api';
import { fileName, fileSize, lookOf, type Look } from './files';
import classes from './file.module.css';

/** So much of a text is shown; the rest is a download away. */
const TEXT_BYTES = 256 * 1024;

/** The files of a value, one at a time, large: the arrow keys go on and back. */
export function FilePreview(props: {
  files: readonly FileView[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
}) {
  const t = useTranslations('types.files');
  const isPhone = useMediaQuery('(max-width: 48em)');
  const { files, at, onMove } = props;
  const file = files[at]!;
  const step = (by: number) => {
    const next = at + by;
    if (next >= 0 && next < files.length) onMove(next);
  };
  useHotkeys([
    ['ArrowRight', () => step(1)],
    ['ArrowLeft', () => step(-1)],
  ]);
  const Shown = VIEWS[lookOf(file)];
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="min(1100px, 94vw)"
      fullScreen={isPhone ?? false}
      centered
      title={
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Text fw={600} truncate>
            {fileName(file)}
          </Text>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {fileSize(file.size)}
          </Text>
        </Group>
      }
      styles={{ title: { minWidth: 0 } }}
    >
      <Stack gap="sm">
        <div className={classes.stage} key={file.id}>
          <Shown file={file} />
        </div>
        <Group justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('previous')}
              disabled={at === 0}
              onClick={() => step(-1)}
            >
              <Icon name="chevron-left" />
            </ActionIcon>
            <Text size="sm" c="dimmed" aria-live="polite">
              {t('place', { at: at + 1, count: files.length })}
            </Text>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('next')}
              disabled={at === files.length - 1}
              onClick={() => step(1)}
            >
              <Icon name="chevron-right" />
            </ActionIcon>
          </Group>
          {isWaiting(file) ? null : (
            <Anchor href={`${filePath(file.id)}?download=1`} size="sm">
              <Group gap={4} component="span">
                <Icon name="download" />
                {t('download')}
              </Group>
            </Anchor>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Picture({ file }: { file: FileView }) {
  return <Image src={useFileSource(file) || null} alt={fileName(file)} fit="contain" className={classes.picture} />;
}

const Document = ({ file }: { file: FileView }) => (
  <iframe src={filePath(file.id)} title={fileName(file)} className={classes.frame} />
);

/** The beginning of a text, in UTF-8 or, where it is none, as Chinese Windows writes it. */
function Words({ file }: { file: FileView }) {
  const t = useTranslations('types.files');
  const { data, isError } = useQuery({
    queryKey: ['file.text', file.id],
    queryFn: async () => {
      const answer = await fetch(filePath(file.id), { headers: { range: `bytes=0-${TEXT_BYTES - 1}` } });
      if (!answer.ok) throw new Error(String(answer.status));
      return decode(new Uint8Array(await answer.arrayBuffer()));
    },
    staleTime: Infinity,
  });
  if (isError) return <Nothing file={file} />;
  if (data === undefined) return <Loader />;
  return (
    <div className={classes.words} tabIndex={0}>
      <pre>{data}</pre>
      {file.size > TEXT_BYTES ? (
        <Text size="sm" c="dimmed">
          {t('cut')}
        </Text>
      ) : null}
    </div>
  );
}

function decode(bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  // A character may be cut at the end of the range: that alone does not make it another encoding.
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
    } catch {
      // tried again without its last byte
    }
  }
  return new TextDecoder('gb18030').decode(bytes);
}

function Nothing({ file }: { file: FileView }) {
  const t = useTranslations('types.files');
  return (
    <Center h={200}>
      <Stack align="center" gap="xs" c="dimmed">
        <Icon name="file" size={40} />
        <Text size="sm">{t('none', { name: fileName(file) })}</Text>
      </Stack>
    </Center>
  );
}

const VIEWS: { readonly [look in Look]: (props: { file: FileView }) => React.ReactNode } = {
  image: Picture,
  pdf: Document,
  text: Words,
  other: Nothing,
};
