'use client';
import { FormSections } from '@/components/form/runtime/FormSections';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { Section } from '@/components/page/Section';

/** Sections of the form, edited in place. */
export default function FormBlock({ options, title }: BlockProps) {
  const { core, onLeave } = usePageScope();
  const wanted = options.sections as readonly string[] | undefined;
  const sections = core.sections.filter(({ id }) => !wanted || wanted.length === 0 || wanted.includes(id));
  if (sections.length === 0) return null;
  return (
    <Section title={title}>
      <FormSections core={core} sections={sections} isQuiet onLeave={onLeave} />
    </Section>
  );
}
