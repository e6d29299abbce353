'use client';
import { Loader } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemList } from '@/components/ui/ProblemList';
import type { RowStore } from '../table/rows';

/** Reads the next page of a store when it comes into sight. */
export function More({ store }: { store: RowStore }) {
  const t = useTranslations('view');
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '200px' });
  const { error, isReading } = store.get();
  const isSeen = entry?.isIntersecting === true;
  useEffect(() => {
    if (isSeen && !error && !isReading) void store.more();
  });
  return (
    <div ref={ref} style={{ minHeight: 28, padding: 4, textAlign: 'center' }}>
      {error ? <ProblemList error={error} retry={() => void store.more()} /> : null}
      {!error && (isReading || isSeen) ? <Loader size={14} aria-label={t('reading')} /> : null}
    </div>
  );
}
