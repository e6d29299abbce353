'use client';
import type { ItemProps } from '@/components/form/runtime/items';
import { FlowButton } from '@/components/form/items/FlowButton';
import { ItemSketch } from '@/components/form/items/ItemSketch';

export default function FlowButtonItem({ item, options, words, core }: ItemProps) {
  if (!core?.record) return <ItemSketch type={item.type} name={words('label')} of={String(options.flow ?? '')} />;
  return (
    <FlowButton
      entity={core.entity.name}
      record={core.record}
      flow={String(options.flow)}
      isPreview={core.isPreview}
      words={words}
    />
  );
}
