'use client';
import {
  ActionIcon,
  Anchor,
  Button,
  FileButton,
  Group,
  Input as MantineInput,
  Progress,
  Stack,
  Text,
} from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { randomId } from '@/components/lib/id';
import { filePath, uploadFile } from '@/components/lib/upload';
import { Icon } from '@/components/ui/icons';
import { useProblemWords } from '@/components/ui/ProblemList';
import type { FileView } from '@/engine/kernel/api';
import type { Json } from '@/engine/kernel/json';
import type { DisplayProps, InputProps, InputUnit } from '../types';

const ACCEPT: { readonly [kind: string]: string } = {
  image: 'image/*',
  document: '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.txt,.csv,.md',
};

interface Upload {
  readonly key: string;
  readonly name: string;
  readonly percent: number;
  readonly error?: string;
}

/** The files of a value: views, or bare ids of files whose names are not known here. */
const filesOf = (value: Json): readonly FileView[] =>
  Array.isArray(value)
    ? (value as readonly Json[]).map((item) =>
        typeof item === 'string'
          ? { id: item, name: '', size: 0, mime: '' }
          : { size: 0, mime: '', name: '', ...(item as object as { id: string; title?: string }) },
      )
    : [];
const nameOf = (file: FileView & { title?: string }): string => file.name || file.title || '…';

function Input(props: InputProps) {
  const t = useTranslations('form');
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
  const send = async (file: File) => {
    const key = randomId();
    const update = (change: Partial<Upload>) =>
      setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
    setUploads((all) => [...all, { key, name: file.name, percent: 0 }]);
    try {
      const stored = await uploadFile(file, (percent) => update({ percent }));
      give([...latest.current.files, stored]);
      latest.current.files = [...latest.current.files, stored];
      setUploads((all) => all.filter((one) => one.key !== key));
    } catch (error) {
      update({ error: words(error).join(' ') });
    }
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
        {files.map((file) => (
          <Group key={file.id} gap={6} wrap="nowrap">
            <FileLink file={file} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('file.remove', { name: nameOf(file) })}
              onClick={() => give(files.filter((other) => other.id !== file.id))}
            >
              <Icon name="x" />
            </ActionIcon>
          </Group>
        ))}
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
          <FileButton
            multiple
            accept={ACCEPT[String(props.field.options.accept ?? '')]}
            onChange={(picked) => picked.slice(0, max - files.length).forEach((file) => void send(file))}
          >
            {(button) => (
              <Group>
                <Button
                  {...button}
                  id={props.id}
                  size="compact-md"
                  variant="default"
                  leftSection={<Icon name="paperclip" />}
                  aria-label={t('file.addTo', { label: props.label })}
                >
                  {t('file.add')}
                </Button>
              </Group>
            )}
          </FileButton>
        ) : null}
      </Stack>
    </MantineInput.Wrapper>
  );
}

function FileLink(props: { file: FileView }) {
  return (
    <Group gap={6} wrap="nowrap" miw={0}>
      <Icon name={props.file.mime.startsWith('image/') ? 'photo' : 'file'} />
      <Anchor href={filePath(props.file.id)} target="_blank" rel="noopener" size="sm" truncate>
        {nameOf(props.file)}
      </Anchor>
      {props.file.size > 0 ? <FileSize bytes={props.file.size} /> : null}
    </Group>
  );
}

function FileSize(props: { bytes: number }) {
  const text =
    props.bytes < 1_000_000 ? `${Math.ceil(props.bytes / 1_000)} KB` : `${(props.bytes / 1_000_000).toFixed(1)} MB`;
  return (
    <Text component="span" size="xs" c="dimmed">
      {text}
    </Text>
  );
}

function Display(props: DisplayProps) {
  const files = filesOf(props.value);
  if (props.isBrief) return <>{files.length > 0 ? `📎 ${files.length}` : ''}</>;
  return (
    <Stack gap={4}>
      {files.map((file) => (
        <FileLink key={file.id} file={file} />
      ))}
    </Stack>
  );
}

export const file: InputUnit = { Input, Display, isWide: true };
