'use client';
import { Divider, Modal, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSay } from '@/components/ui/say';
import { useBuilding } from '../context';
import { PrintedParts } from './PrintedParts';
import { PrintPreview } from './PrintPreview';
import { PrintSettings } from './PrintSettings';
import { SignatureLines } from './SignatureLines';
import classes from './print.module.css';

/** The print layout of the form beside the paper it makes. Every change is a step of the draft: undo takes it back. */
export default function PrintDesigner({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('print.builder');
  const say = useSay();
  const { form } = useBuilding();
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1280px, 96vw)"
      title={t('heading', { name: say(form.label, form.name) })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={classes.columns}>
        <Stack gap="md" className={classes.settings}>
          <PrintSettings />
          <Divider />
          <SignatureLines />
          <Divider />
          <PrintedParts />
        </Stack>
        <div className={classes.preview}>
          <PrintPreview />
        </div>
      </div>
    </Modal>
  );
}
