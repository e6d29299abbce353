'use client';
import { lazy, Suspense, type ComponentProps } from 'react';
import type { ItemProps } from '@/components/form/runtime/items';
import { ItemSketch } from '@/components/form/items/ItemSketch';
import { RowsSkeleton } from '@/components/ui/Skeletons';

const RelatedList = lazy(() =>
  import('@/components/page/RelatedList').then((module) => ({ default: module.RelatedList })),
);

export default function RelatedItem({ item, options, words, core }: ItemProps) {
  if (!core?.record) return <ItemSketch type={item.type} name={words('title')} of={String(options.entity ?? '')} />;
  return (
    <Suspense fallback={<RowsSkeleton rows={3} />}>
      <RelatedList
        options={options as unknown as ComponentProps<typeof RelatedList>['options']}
        title={words('title')}
        id={item.id}
        record={core.record}
        isPreview={core.isPreview}
      />
    </Suspense>
  );
}
