'use client';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { nameFrom, newDocumentId } from '@/components/builder/documents/documents';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import { call } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useNotes } from '@/components/ui/notes';
import { useAttempt } from '@/components/ui/useAttempt';
import { useBuilding } from '../context';

/** The form once more under another name: the beginning of a shorter one, or of one for other people. */
export function DuplicateForm() {
  const t = useTranslations('layout.audience');
  const router = useRouter();
  const { form } = useBuilding();
  const { isBusy, attempt } = useAttempt(useNotes().failed);
  const [label, setLabel] = useState<typeof form.label | null>(null);
  const isNamed = label !== null && (label.en.trim() !== '' || label['zh-CN'].trim() !== '');
  const make = () =>
    attempt(async () => {
      if (!label) return;
      const { documents } = await call('document.list', { kind: 'form' });
      const name = nameFrom(label.en || form.name, new Set(documents.map((one) => one.name)), 'form');
      const { aliases: _former, audience: _audience, ...rest } = form;
      // For nobody yet: it is offered when its analyst says so.
      await call('document.save', { document: { ...rest, id: newDocumentId('form'), name, label }, base: 0 });
      router.push(paths.document('form', name));
    });
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setLabel({ 'zh-CN': '', en: '' })}>
        {t('duplicate')}
      </Button>
      <Modal
        opened={label !== null}
        onClose={() => setLabel(null)}
        title={t('duplicate')}
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        <Stack>
          <Text size="sm">{t('duplicateHelp')}</Text>
          {label && <TextInputs label={t('label')} value={label} isRequired onChange={setLabel} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setLabel(null)}>
              {t('cancel')}
            </Button>
            <Button disabled={!isNamed} loading={isBusy} onClick={() => void make()}>
              {t('make')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
