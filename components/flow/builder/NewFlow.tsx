'use client';
import { Alert, Button, Container, Select, Stack, TextInput, Title } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { nameFrom } from '@/components/builder/documents/documents';
import { useRead, useWrite } from '@/components/lib/call';
import { useAppLocale, useSay } from '@/components/ui/say';
import { newFlow } from './flowTypes';

/** Asks what the flow is called and which records it is about; then the canvas opens with a first approval on it. */
export function NewFlow({ entity: given }: { entity?: string | undefined }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const locale = useAppLocale();
  const router = useRouter();
  const entities = useRead('document.list', { kind: 'entity' });
  const flows = useRead('document.list', { kind: 'flow' });
  const save = useWrite('document.save', ['document.list']);
  const [label, setLabel] = useState('');
  const [entity, setEntity] = useState<string | null>(given ?? null);
  const choices = (entities.data?.documents ?? []).filter((one) => one.package !== 'platform');

  const create = (event: FormEvent) => {
    event.preventDefault();
    if (!entity || !label.trim()) return;
    const taken = new Set(flows.data?.documents.map((one) => one.name));
    const name = nameFrom(locale === 'en' ? label : `${entity}_approval`, taken, 'flow');
    const document = newFlow(name, { 'zh-CN': label.trim(), en: label.trim() }, entity);
    save.mutate({ document, base: 0 }, { onSuccess: () => router.push(`/build/flow/${name}`) });
  };

  return (
    <Container size={440} py="xl">
      <form onSubmit={create}>
        <Stack gap="md">
          <Title order={1}>{t('new')}</Title>
          {save.error && <Alert color="red">{save.error.message}</Alert>}
          <TextInput
            label={t('nameLabel')}
            value={label}
            required
            autoFocus
            maxLength={100}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Select
            label={t('entity')}
            placeholder={t('chooseEntity')}
            required
            searchable
            data={choices.map((one) => ({ value: one.name, label: say(one.label, one.name) }))}
            value={entity}
            onChange={setEntity}
          />
          <Button type="submit" loading={save.isPending} disabled={!entity || !label.trim()}>
            {t('start')}
          </Button>
        </Stack>
      </form>
    </Container>
  );
}
