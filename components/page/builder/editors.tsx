'use client';
/** Property editors that know the page being built: its entity, its form, the reports there are. */
import { useTranslations } from 'use-intl';
import type { EditorProps } from '@/components/builder/properties/editor';
import { NameSelect, NamesSelect, type Named } from '@/components/builder/properties/NameEditors';
import { useScope, type ScopeEntity } from '@/components/builder/properties/scope';
import { useRead } from '@/components/lib/call';
import { useSay } from '@/components/ui/say';
import { usePageEntity, usePageForm } from './pageContext';

/** Sections of the form of the page. */
export function FormSectionsEditor(props: EditorProps) {
  const t = useTranslations('page.build');
  const say = useSay();
  const { sections } = usePageForm();
  const data = sections.map((section, index) => ({ value: section.id, label: say(section.label) || `${index + 1}` }));
  return <NamesSelect {...props} data={data} placeholder={t('chooseSections')} />;
}

/** Fields of an entity, and one step further those of what it points to. */
export function useFieldPaths(entity: ScopeEntity | undefined): readonly Named[] {
  const say = useSay();
  const { find } = useScope();
  return (entity?.fields ?? []).flatMap((field) => {
    const label = say(field.label, field.name);
    const target = field.kind === 'record' ? find(field.target) : undefined;
    const further = (target?.fields ?? []).map((one) => ({
      value: `${field.name}.${one.name}`,
      label: `${label} · ${say(one.label, one.name)}`,
    }));
    return [{ value: field.name, label }, ...further];
  });
}

export function FieldPathsEditor(props: EditorProps) {
  const t = useTranslations('page.build');
  return <NamesSelect {...props} data={useFieldPaths(usePageEntity())} placeholder={t('chooseField')} />;
}

/** The field by which records belong to this one: relations to it first, then what can be matched with its fields. */
export function RelationWayEditor(props: EditorProps) {
  const t = useTranslations('page.build');
  const say = useSay();
  const page = usePageEntity();
  const { entity } = useScope();
  const fields = entity?.fields ?? [];
  const named = (one: (typeof fields)[number]) => ({ value: one.name, label: say(one.label, one.name) });
  const direct = fields.filter((field) => field.target !== undefined && field.target === page?.name);
  const own =
    page !== undefined && entity?.name === page.name ? [{ value: 'id', label: say(page.label, page.name) }] : [];
  const others = fields.filter((field) => !direct.includes(field) && field.kind !== 'lines');
  return (
    <NameSelect {...props} data={[...direct.map(named), ...own, ...others.map(named)]} placeholder={t('chooseWay')} />
  );
}

/** A field of the record the page shows. */
export function PageFieldEditor(props: EditorProps) {
  const t = useTranslations('page.build');
  const say = useSay();
  const data = (usePageEntity()?.fields ?? []).map((one) => ({ value: one.name, label: say(one.label, one.name) }));
  return <NameSelect {...props} data={data} placeholder={t('chooseField')} />;
}

export function ReportNameEditor(props: EditorProps) {
  const t = useTranslations('page.build');
  const say = useSay();
  const { data: list } = useRead('document.list', { kind: 'report' });
  const published = (list?.documents ?? []).filter((one) => one.version !== null);
  const data = published.map((one) => ({ value: one.name, label: say(one.label, one.name) }));
  return <NameSelect {...props} data={data} placeholder={t('chooseReport')} />;
}
