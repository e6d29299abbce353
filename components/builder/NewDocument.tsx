'use client';
import { Button, Container, Paper, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import { useAttempt } from '@/components/ui/useAttempt';
import type { Kind } from '@/engine/kernel/api';
import type { Text as Words } from '@/engine/kernel/text';
import { TextInputs } from './properties/TextInputs';

export interface NewDocumentProps {
  readonly title: string;
  readonly text: string;
  /** Kinds in which the name must be free. */
  readonly kinds: readonly Kind[];
  /** `taken`: the names in use. May throw what should be told. */
  readonly onBegin: (label: Words, taken: ReadonlySet<string>) => void | Promise<void>;
  readonly children?: ReactNode;
}

/** The first question of a new document: what is it called? */
export function NewDocument({ title, text, kinds, onBegin, children }: NewDocumentProps) {
  const t = useTranslations('builder.new');
  const [label, setLabel] = useState<Words>({ 'zh-CN': '', en: '' });
  const [isMissing, setMissing] = useState(false);
  const { isBusy, attempt } = useAttempt(useNotes().failed);
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (label.en.trim() === '' && label['zh-CN'].trim() === '') return setMissing(true);
    await attempt(async () => {
      const { documents } = await call('document.list', {});
      await onBegin(label, new Set(documents.filter((d) => kinds.includes(d.kind)).map((d) => d.name)));
    });
  };
  return (
    <Container size={440} py={48}>
      <Paper component="form" withBorder p="lg" radius="md" noValidate onSubmit={(event) => void begin(event)}>
        <Stack>
          <Title order={1} fz="lg">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
          <TextInputs
            label={t('name')}
            help={t('nameHelp')}
            value={label}
            isRequired
            error={isMissing ? t('nameMissing') : undefined}
            onChange={(next) => {
              setLabel(next);
              setMissing(false);
            }}
          />
          {children}
          <Button type="submit" loading={isBusy}>
            {t('begin')}
          </Button>
        </Stack>
      </Paper>
    </Container>
  );
}
