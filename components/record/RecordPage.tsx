'use client';
import { useState } from 'react';
import { useRead } from '@/components/lib/call';
import { useRouter } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { RecordSheet, type OpenedPage } from '@/components/page/RecordSheet';

/** One record on a page of its own, as made for the viewer's roles; another of their pages can be chosen. */
export function RecordPage({ opened: first }: { readonly opened: OpenedPage }) {
  const router = useRouter();
  const { entity, record } = first.opened;
  const [page, setPage] = useState(first.page.name);
  const [formVersion, setVersion] = useState<'newest'>();
  const { data: opened = first } = useRead(
    'page.open',
    { entity: entity.name, record: record.id, page, ...(formVersion && { formVersion }) },
    // What is being edited is not replaced: a new version of the page is seen when it is opened again.
    { enabled: page !== first.page.name || formVersion !== undefined, staleTime: Infinity },
  );
  return (
    <RecordSheet
      key={`${record.id}.${opened.page.name}.${opened.opened.captured?.isOwn}`}
      opened={opened}
      onPage={setPage}
      onVersion={setVersion}
      onGone={() => router.push(paths.list(entity.name))}
    />
  );
}
