'use client';
import { Comments } from '@/components/page/comments/Comments';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { Section } from '@/components/page/Section';

export default function CommentsBlock({ title }: BlockProps) {
  const { entity, record, isPreview } = usePageScope();
  return (
    <Section title={title}>
      <Comments entity={entity.name} record={record.id} isFixed={isPreview} />
    </Section>
  );
}
