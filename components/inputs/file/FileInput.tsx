'use client';
import { ActionIcon, Button, FileButton, Group, Input as MantineInput, Progress, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { randomId } from '@/components/lib/id';
import { uploadFile, type UploadHow } from '@/components/lib/upload';
import { Icon } from '@/components/ui/icons';
import { useProblemWords } from '@/components/ui/ProblemList';
import type { FileView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { DisplayProps, InputProps } from '../types';
import { Evidence } from './Evidence';
import { FileList } from './FileList';
import { fileName, filesOf } from './files';
import { DEFAULT_LONGEST, shrinkPhoto } from './photo';

/** Only who takes a photo loads the camera's dialog. */
const CameraDialog = lazy(() => import('./CameraDialog'));

const ACCEPT: { readonly [kind: string]: string } = {
  image: 'image/*',
  document: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv,.md',
};

interface PhotoOptions {
  readonly camera?: 'no' | 'also' | 'only';
  readonly watermark?: boolean;
  readonly longest?: number;
}

interface Upload {
  readonly key: string;
  readonly name: string;
  readonly percent: number;
  readonly error?: string;
}

export function FileInput(props: InputProps) {
  const t = useTranslations('form');
  const say = useTranslations('fields');
  const words = useProblemWords();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const files = filesOf(props.value);
  const latest = useRef({ files, onChange: props.onChange });
  useLayoutEffect(() => {
    latest.current = { files, onChange: props.onChange };
  });
  const max = typeof props.field.options.max === 'number' ? props.field.options.max : 10;
  const give = (next: readonly FileView[]) =>
    latest.current.onChange(next.length > 0 ? (next as unknown as Json) : null);
  const { camera = 'no', watermark = true, longest = DEFAULT_LONGEST } = props.field.options as PhotoOptions;
  const [isShooting, setShooting] = useState(false);
  const send = async (file: File, how: UploadHow = {}) => {
    const key = randomId();
    const update = (change: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
    setUploads((all) => [...all, { key, name: file.name, percent: 0 }]);
    try {
      const stored = await uploadFile(file, (percent) => update({ percent }), undefined, how);
      give([...latest.current.files, stored]);
      latest.current.files = [...latest.current.files, stored];
      setUploads((all) => all.filter((one) => one.key !== key));
    } catch (error) {
      update({ error: words(error).join(' ') });
    }
  };
  const choose = async (picked: File) => {
    if (camera === 'no') return send(picked);
    const { file, taken } = await shrinkPhoto(picked, longest);
    return send(file, { from: 'album', ...(taken ? { taken } : {}) });
  };
  return (
    <MantineInput.Wrapper
      label={props.isBare ? undefined : props.label}
      labelElement="div"
      description={props.description}
      error={props.error}
      withAsterisk={props.isRequired}
    >
      <Stack gap={6} mt={4}>
        <FileList files={files} onRemove={(file) => give(files.filter((other) => other.id !== file.id))} />
        {camera === 'no' ? null : <Evidence files={files} />}
        {uploads.map((one) => (
          <Stack key={one.key} gap={2}>
            <Group gap={6} wrap="nowrap">
              <Text size="sm" c={one.error ? 'red' : 'dimmed'} role={one.error ? 'alert' : undefined}>
                {one.error ? `${one.name}: ${one.error}` : one.name}
              </Text>
              {one.error ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t('file.remove', { name: one.name })}
                  onClick={() => setUploads((all) => all.filter((other) => other.key !== one.key))}
                >
                  <Icon name="x" />
                </ActionIcon>
              ) : null}
            </Group>
            {one.error ? null : (
              <Progress value={one.percent} size="sm" aria-label={t('file.sending', { name: one.name })} />
            )}
          </Stack>
        ))}
        {files.length < max ? (
          <Group gap="xs">
            {camera === 'no' ? null : (
              <Button
                id={props.id}
                size="compact-md"
                variant="default"
                leftSection={<Icon name="camera" />}
                aria-label={say('camera.addTo', { label: props.label })}
                onClick={() => setShooting(true)}
              >
                {say('camera.add')}
              </Button>
            )}
            {camera === 'only' ? null : (
              <FileButton
                multiple
                accept={ACCEPT[String(props.field.options.accept ?? '')]}
                onChange={(picked) => picked.slice(0, max - files.length).forEach((file) => void choose(file))}
              >
                {(button) => (
                  <Button
                    {...button}
                    {...(camera === 'no' ? { id: props.id } : {})}
                    size="compact-md"
                    variant="default"
                    leftSection={<Icon name="paperclip" />}
                    aria-label={t('file.addTo', { label: props.label })}
                  >
                    {t('file.add')}
                  </Button>
                )}
              </FileButton>
            )}
          </Group>
        ) : null}
        {isShooting ? (
          <Suspense>
            <CameraDialog
              longest={longest}
              hasStamp={watermark}
              left={max - files.length}
              onClose={() => setShooting(false)}
              onTake={({ file, taken }) => void send(file, { from: 'camera', ...(taken ? { taken } : {}) })}
            />
          </Suspense>
        ) : null}
      </Stack>
    </MantineInput.Wrapper>
  );
}

export function FileShown(props: DisplayProps) {
  const files = filesOf(props.value);
  if (props.isBrief) {
    return files.length > 0 ? (
      <Group component="span" gap={4} wrap="nowrap" c="dimmed" title={files.map(fileName).join('\n')}>
        <Icon name="paperclip" />
        <Text component="span" size="sm">
          {files.length}
        </Text>
      </Group>
    ) : null;
  }
  return (
    <Stack gap={6}>
      <FileList files={files} />
      {(props.field.options as PhotoOptions).camera === 'no' || !props.field.options.camera ? null : (
        <Evidence files={files} />
      )}
    </Stack>
  );
}
