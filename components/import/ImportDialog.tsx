'use client';
import { Modal, Stepper } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EntityView, Output } from '@/engine/kernel/api';
import { say, type Locale } from '@/engine/kernel/text';
import { FileStep, type UploadedFile } from './FileStep';
import { MappingStep } from './MappingStep';
import { ProgressStep } from './ProgressStep';

export interface ImportDialogProps {
  readonly entity: EntityView;
  readonly locale: Locale;
  readonly opened: boolean;
  /** `hasNew`: rows were added, so the list behind is stale. */
  onClose(hasNew: boolean): void;
}

/** Brings a file in as records: choose it, say which column is which field, watch it run, take the bad rows home. */
export function ImportDialog({ entity, locale, opened, onClose }: ImportDialogProps) {
  const t = useTranslations('import');
  const isPhone = useMediaQuery('(max-width: 40em)') ?? false;
  const [file, setFile] = useState<UploadedFile>();
  const [inspected, setInspected] = useState<Output<'import.inspect'>>();
  const [job, setJob] = useState<string>();
  /** Set while a trial run is looked at: does the same for good. */
  const [again, setAgain] = useState<() => Promise<string>>();
  const step = job ? 2 : inspected ? 1 : 0;

  const close = () => {
    onClose(job !== undefined && again === undefined);
    setFile(undefined);
    setInspected(undefined);
    setJob(undefined);
    setAgain(undefined);
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      size="xl"
      fullScreen={isPhone}
      title={t('title', { entity: say(entity.labelPlural, locale) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stepper active={step} size="xs" mb="md" allowNextStepsSelect={false} wrap={false}>
        {/* Three names side by side are too wide for a phone: there the present one is enough. */}
        {(['file', 'columns', 'run'] as const).map((name, i) => (
          <Stepper.Step
            key={name}
            aria-label={t(`steps.${name}`)}
            label={!isPhone || i === step ? t(`steps.${name}`) : undefined}
          />
        ))}
      </Stepper>
      {step === 0 && (
        <FileStep
          entity={entity.name}
          onReady={(uploaded, answer) => {
            setFile(uploaded);
            setInspected(answer);
          }}
        />
      )}
      {step === 1 && file && inspected && (
        <MappingStep
          entity={entity}
          locale={locale}
          file={file}
          inspected={inspected}
          onInspected={setInspected}
          onBack={() => setInspected(undefined)}
          onStarted={(started, isCheck, start) => {
            setJob(started);
            setAgain(isCheck ? () => start : undefined);
          }}
        />
      )}
      {step === 2 && job && (
        <ProgressStep
          key={job}
          job={job}
          onClose={close}
          onBack={() => setJob(undefined)}
          {...(again && {
            onImport: async () => {
              setJob(await again());
              setAgain(undefined);
            },
          })}
        />
      )}
    </Modal>
  );
}
