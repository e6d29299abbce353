'use client';
import { lazy, Suspense } from 'react';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { Section } from '@/components/page/Section';
import { useMay, useSession } from '@/components/shell/session';
import { FormSkeleton } from '@/components/ui/Skeletons';

const FlowPanel = lazy(() => import('@/components/flow/FlowPanel').then((module) => ({ default: module.FlowPanel })));

/** The flows of the record. Its picture is heavy: loaded when it is shown. */
export default function FlowBlock({ title }: BlockProps) {
  const { entity, record } = usePageScope();
  const { viewer } = useSession();
  const isAdmin = useMay('admin');
  return (
    <Section title={title}>
      <Suspense fallback={<FormSkeleton fields={3} />}>
        <FlowPanel entity={entity.name} record={record.id} viewer={viewer.id} isAdmin={isAdmin} />
      </Suspense>
    </Section>
  );
}
