'use client';
import { Button, FileButton, Stack, Text } from '@mantine/core';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import classes from './begin.module.css';

export interface DropFileProps {
  readonly icon: ReactNode;
  readonly text: string;
  readonly accept: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** A place to drop a file, with a button for those who do not drag. */
export function DropFile({ icon, text, accept, isBusy, onFile }: DropFileProps) {
  const t = useTranslations('schema');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap={8}>
        {icon}
        <Text size="sm" ta="center">
          {text}
        </Text>
        <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs" loading={isBusy}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Stack>
    </div>
  );
}
