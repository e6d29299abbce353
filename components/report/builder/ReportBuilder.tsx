'use client';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { ScopeProvider } from '@/components/builder/properties/scope';
import { paths } from '@/components/lib/paths';
import { useSay } from '@/components/ui/say';
import type { ReportDocument } from '@/engine/kernel/documents.generated';
import { FieldList } from './FieldList';
import { QuestionCanvas } from './QuestionCanvas';
import { ReportProperties } from './ReportProperties';
import { useQuestionBuilder } from './useQuestionBuilder';

/** Asks a question by dragging fields, and publishes it with its chart. */
export function ReportBuilder({ name }: { readonly name: string }) {
  return (
    <DraftLoader id={`report.${name}`} refs={[{ kind: 'report', name }]}>
      {(loaded) => <Editor loaded={loaded} />}
    </DraftLoader>
  );
}

function Editor({ loaded }: { readonly loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const draft = useDraft(loaded);
  const report = draft.get('report') as ReportDocument;
  const builder = useQuestionBuilder(report, draft.put);
  return (
    <DragScope onDrop={builder.drop} say={builder.say}>
      <ScopeProvider entity={report.question.entity}>
        <BuilderFrame
          draft={draft}
          name={report.label}
          onRename={(label) => draft.put({ ...report, label }, 'label')}
          leftTitle={t('fields')}
          left={<FieldList groups={builder.groups} onAdd={builder.add} />}
          canvas={
            <QuestionCanvas
              report={report}
              groups={builder.groups}
              problems={draft.problems}
              onQuestion={builder.change}
            />
          }
          right={
            <ReportProperties
              report={report}
              entities={builder.entities}
              groups={builder.groups}
              onQuestion={builder.change}
              onReport={draft.put}
            />
          }
          next={[{ label: t('openReport', { name: say(report.label) }), href: paths.report(report.name) }]}
          keyHints={[
            { keys: ['Alt', '←', '→'], does: t('keyMove') },
            { keys: ['Delete'], does: t('keyRemove') },
          ]}
        />
      </ScopeProvider>
    </DragScope>
  );
}
