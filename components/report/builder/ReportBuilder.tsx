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
import { loadReport } from './newDocuments';
import { QuestionCanvas } from './QuestionCanvas';
import { ReportProperties } from './ReportProperties';
import { useOwnAddress } from './useOwnAddress';
import { useQuestionBuilder } from './useQuestionBuilder';

/** Asks a question by dragging fields, and publishes it with its chart. `new` begins one, about `entity` if named. */
export function ReportBuilder({ name, entity }: { readonly name: string; readonly entity?: string | undefined }) {
  return (
    <DraftLoader id={`report.${name}`} refs={(signal) => loadReport(name, UNTITLED, entity, signal)}>
      {(loaded) => <Editor name={name} loaded={loaded} />}
    </DraftLoader>
  );
}
const UNTITLED = { 'zh-CN': '未命名报表', en: 'Untitled report' };

function Editor({ name, loaded }: { readonly name: string; readonly loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const draft = useDraft(loaded);
  const report = draft.get('report') as ReportDocument;
  const builder = useQuestionBuilder(report, draft.put);
  useOwnAddress(name, report, draft);
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
