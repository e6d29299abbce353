'use client';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { Section } from '@/components/page/Section';
import { Timeline } from '@/components/page/timeline/Timeline';

export default function TimelineBlock({ title }: BlockProps) {
  const { entity, record } = usePageScope();
  return (
    <Section title={title}>
      <Timeline entity={entity} record={record.id} />
    </Section>
  );
}
