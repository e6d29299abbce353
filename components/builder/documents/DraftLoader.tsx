'use client';
import { Alert, Button, Container, Group, Skeleton, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { ReactNode } from 'react';
import type { DocumentRef } from '@/engine/kernel/api';
import type { LoadedDocument } from './documents';
import { loadDocument, useLoadDocuments } from './useLoadDocuments';

export interface DraftLoaderProps {
  /** Documents to read; or a function that finds out which. */
  readonly refs: readonly DocumentRef[] | ((signal: AbortSignal) => Promise<readonly LoadedDocument[]>);
  /** Names this set of documents, so that another set is read anew. */
  readonly id: string;
  readonly children: (loaded: readonly LoadedDocument[]) => ReactNode;
}

/** Reads the documents of a builder and draws it when they are there; says in words when they are not. */
export function DraftLoader({ refs, id, children }: DraftLoaderProps) {
  const t = useTranslations('builder.load');
  const load = useLoadDocuments(id, (signal) =>
    typeof refs === 'function' ? refs(signal) : Promise.all(refs.map((ref) => loadDocument(ref, signal))),
  );
  if (load.data) return children(load.data);
  if (load.error) {
    return (
      <Container size="sm" py="xl">
        <Alert color="red" icon={<IconAlertCircle />} title={t('failed')}>
          <Stack gap="sm">
            {load.error.message}
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => void load.refetch()}>
                {t('again')}
              </Button>
              <Button size="xs" variant="default" component={Link} href="/build">
                {t('all')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      </Container>
    );
  }
  return (
    <Stack p="md" gap="md" aria-busy="true" aria-label={t('loading')}>
      <Skeleton height={44} />
      <Group align="stretch" wrap="nowrap" gap="md">
        <Skeleton height={480} width={240} visibleFrom="sm" />
        <Skeleton height={480} style={{ flex: 1 }} />
        <Skeleton height={480} width={300} visibleFrom="sm" />
      </Group>
    </Stack>
  );
}
