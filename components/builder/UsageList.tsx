'use client';
import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { refOf } from './documents/documents';
import { loadDocument } from './documents/useLoadDocuments';
import { useSay } from '@/components/ui/say';
import { usersOf } from './usage';

/** Every document with its drafts; read when somebody asks, not before. */
async function everyDocument(signal: AbortSignal): Promise<readonly AnyDocument[]> {
  const { documents } = await call('document.list', {}, signal);
  const loaded = await Promise.all(documents.map((d) => loadDocument({ kind: d.kind, name: d.name }, signal)));
  return loaded.map((l) => l.document);
}

export function UsageList({ document }: { readonly document: AnyDocument }) {
  const t = useTranslations('builder.usage');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const all = useQuery({ queryKey: ['document.list', 'bodies'], queryFn: ({ signal }) => everyDocument(signal) });
  if (all.isPending) return <Skeleton height={40} />;
  if (all.error) {
    return (
      <Text size="sm" c="red">
        {all.error.message}
      </Text>
    );
  }
  const users = usersOf(all.data, refOf(document));
  if (users.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  }
  return (
    <Stack gap={2}>
      {users.map((user) => (
        <Anchor key={user.id} component={Link} size="sm" href={`/build/${user.kind}/${user.name}`}>
          {kinds(user.kind)} · {say(user.label, user.name)}
        </Anchor>
      ))}
    </Stack>
  );
}
