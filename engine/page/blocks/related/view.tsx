'use client';
import { RelatedList, type RelatedOptions } from '@/components/page/RelatedList';
import { usePageScope, type BlockProps } from '@/components/page/context';

export default function RelatedBlock({ options, title, block }: BlockProps) {
  const { record, isPreview } = usePageScope();
  return (
    <RelatedList
      options={options as unknown as RelatedOptions}
      title={title}
      id={block.id}
      record={record}
      isPreview={isPreview}
    />
  );
}
