'use client';
import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { call } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { AnyDocument } from '@/engine/kernel/documents.generated';
import { mentions } from '@/engine/kernel/naming';
import { isSameRef, refOf } from './documents/documents';
import { loadDocument } from './documents/useLoadDocuments';

/** Every document with its drafts; read when somebody asks, not before. */
async function everyDocument(signal: AbortSignal): Promise<readonly AnyDocument[]> {
  const { documents } = await call('document.list', {}, signal);
  const loaded = await Promise.all(documents.map((d) => loadDocument({ kind: d.kind, name: d.name }, signal)));
  return loaded.map((l) => l.document);
}

/** The documents that name another one; for kinds that hold no records. */
export function MentionList({ document }: { readonly document: AnyDocument }) {
  const t = useTranslations('plans.usage');
  const kinds = useTranslations('builder.kind');
  const say = useSay();
  const all = useQuery({ queryKey: ['document.list', 'bodies'], queryFn: ({ signal }) => everyDocument(signal) });
  if (all.isPending) return <Skeleton height={40} />;
  if (all.error) return <ProblemList error={all.error} />;
  const ref = refOf(document);
  const users = all.data.filter((one) => !isSameRef(refOf(one), ref) && mentions(one, ref));
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
        <Anchor key={user.id} component={Link} size="sm" href={paths.document(user.kind, user.name)}>
          {kinds(user.kind)} · {say(user.label, user.name)}
        </Anchor>
      ))}
    </Stack>
  );
}
