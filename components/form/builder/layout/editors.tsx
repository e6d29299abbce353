'use client';
/** Property editors of layout items. */
import { Button, FileButton, Group, Image, Input, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EditorProps } from '@/components/builder/properties/editor';
import { NameSelect } from '@/components/builder/properties/NameEditors';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import { shrink } from './shrink';

/** A flow; the check says when it is about something else. */
export function FlowNameEditor(props: EditorProps) {
  const t = useTranslations('layout.item');
  const say = useSay();
  const { data } = useRead('document.list', { kind: 'flow' });
  const named = (data?.documents ?? []).map((one) => ({ value: one.name, label: say(one.label, one.name) }));
  return <NameSelect {...props} data={named} placeholder={t('chooseFlow')} />;
}

/** A picture from the device, made small enough to be part of the document. */
export function PictureEditor({ label, help, value, onChange, error, schema }: EditorProps) {
  const t = useTranslations('layout.item');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const limit = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : 0;
  const take = async (file: File | null) => {
    if (!file) return;
    setBusy(true);
    setFault('');
    try {
      onChange(await shrink(file, limit));
    } catch {
      setFault(t('notPicture', { name: file.name }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Input.Wrapper size="xs" label={label} description={help} error={fault || error} labelElement="div">
      {typeof value === 'string' && <Image src={value} alt="" mah={120} fit="contain" my={4} radius="sm" />}
      <Group gap="xs" mt={4}>
        <FileButton accept="image/png,image/jpeg,image/webp,image/gif" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} size="compact-xs" variant="default" loading={isBusy}>
              {value === undefined ? t('choosePicture') : t('otherPicture')}
            </Button>
          )}
        </FileButton>
        {typeof value === 'string' && (
          <Text size="xs" c="dimmed">
            {t('size', { size: Math.ceil((value.length * 3) / 4 / 1024) })}
          </Text>
        )}
      </Group>
    </Input.Wrapper>
  );
}
