'use client';
import { Alert, Anchor, Button, FileButton, Progress, Stack, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { Output } from '@/engine/kernel/api';
import { call } from '@/components/lib/call';
import { uploadFile } from '@/components/lib/upload';
import classes from './import.module.css';

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
}
const ACCEPT = '.csv,.tsv,.txt,.xlsx,.xlsm,.xls';

/** Takes a file by drop or by choice, uploads it with progress and looks into it. */
export function FileStep({
  entity,
  onReady,
}: {
  entity: string;
  onReady(file: UploadedFile, answer: Output<'import.inspect'>): void;
}) {
  const t = useTranslations('import');
  const [isOver, setIsOver] = useState(false);
  const [state, setState] = useState<{ name: string; percent: number }>();
  const [error, setError] = useState<string>();

  const take = async (file: File | null | undefined) => {
    if (!file) return;
    setError(undefined);
    setState({ name: file.name, percent: 0 });
    try {
      const uploaded = await uploadFile(file, (percent) => setState({ name: file.name, percent }), undefined, {
        for: 'import',
      });
      onReady({ id: uploaded.id, name: file.name }, await call('import.inspect', { entity, file: uploaded.id }));
    } catch (cause) {
      setError((cause as Error).message);
      setState(undefined);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };

  return (
    <Stack gap="sm">
      {error && (
        <Alert color="red" role="alert">
          {error}
        </Alert>
      )}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet size={36} stroke={1.2} aria-hidden />
        {state ? (
          <Stack gap={6} w="100%" maw={320} aria-live="polite">
            <Text size="sm" ta="center">
              {state.percent < 100 ? t('uploading', { name: state.name }) : t('reading')}
            </Text>
            <Progress
              value={state.percent}
              size="sm"
              animated={state.percent >= 100}
              aria-label={t('uploading', { name: state.name })}
            />
          </Stack>
        ) : (
          <>
            <Text fw={500}>{t('drop')}</Text>
            <Text size="sm" c="dimmed" ta="center">
              {t('dropHint')}
            </Text>
            <FileButton onChange={(file) => void take(file)} accept={ACCEPT}>
              {(props) => (
                <Button variant="default" {...props}>
                  {t('choose')}
                </Button>
              )}
            </FileButton>
          </>
        )}
      </div>
      <Anchor size="sm" href={`/imports?entity=${entity}`}>
        {t('history.link')}
      </Anchor>
    </Stack>
  );
}
