'use client';
import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useRead, useWrite } from '@/components/lib/call';
import { useNotes } from '@/components/ui/notes';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { refOf } from './documents/documents';
import type { Draft } from './documents/useDraft';

/** The published versions of a document; an old one can be brought back as a new version. */
export function HistoryList({ draft, document }: { readonly draft: Draft; readonly document: AnyDocument }) {
  const t = useTranslations('builder.history');
  const format = useFormatter();
  const notes = useNotes();
  const ref = refOf(document);
  const history = useRead('document.history', ref, { enabled: draft.isPublished(document) });
  const revert = useWrite('document.revert', ['document.history', 'document.list']);
  const [asked, setAsked] = useState<number | null>(null);
  if (!draft.isPublished(document)) {
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  }
  if (history.isPending) return <Skeleton height={60} />;
  const back = async (version: number) => {
    try {
      const done = await revert.mutateAsync({ ...ref, version });
      await draft.reload();
      notes.done(t('reverted', { from: version, version: done.version }));
    } catch (error) {
      notes.failed(error);
    }
    setAsked(null);
  };
  return (
    <Stack gap={4}>
      {history.error && (
        <Text size="sm" c="red">
          {history.error.message}
        </Text>
      )}
      {history.data?.versions.map((one) => (
        <Group key={one.version} gap="sm" wrap="nowrap">
          <Badge variant={one.current ? 'filled' : 'default'} size="sm">
            v{one.version}
          </Badge>
          <Text size="sm" style={{ flex: 1 }}>
            {format.dateTime(new Date(one.at), { dateStyle: 'medium', timeStyle: 'short' })}
            {one.by ? ` · ${one.by.title}` : ''}
            {one.note ? ` · ${one.note}` : ''}
          </Text>
          {!one.current && (
            <Button
              size="compact-xs"
              variant={asked === one.version ? 'filled' : 'default'}
              loading={revert.isPending && asked === one.version}
              onClick={() => (asked === one.version ? void back(one.version) : setAsked(one.version))}
            >
              {asked === one.version ? t('sure', { version: one.version }) : t('revert')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
