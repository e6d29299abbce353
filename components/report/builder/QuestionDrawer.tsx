'use client';
import { ActionIcon, Button, Drawer, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Announcer } from '@/components/builder/announce';
import { DragScope } from '@/components/builder/dnd';
import type { Draft } from '@/components/builder/documents/useDraft';
import { TextInputs } from '@/components/builder/properties/TextInputs';
import type { ReportDocument } from '@/engine/kernel/documents.generated';
import { FieldList } from './FieldList';
import { QuestionCanvas } from './QuestionCanvas';
import { ReportProperties } from './ReportProperties';
import { useQuestionBuilder } from './useQuestionBuilder';
import classes from './builder.module.css';

/** The report builder inside the dashboard builder: the same shelves; its edits are steps of the same draft. */
export function QuestionDrawer(props: {
  readonly draft: Draft;
  /** Name of the report; undefined: closed. */
  readonly report: string | undefined;
  readonly onClose: () => void;
}) {
  const t = useTranslations('report.dashboard');
  const report = props.report === undefined ? undefined : props.draft.get('report', props.report);
  return (
    <Drawer
      opened={report !== undefined}
      onClose={props.onClose}
      position="bottom"
      size="92%"
      title={t('editQuestion')}
      // Escape closes the settings of a field; it would take the whole question with it.
      closeOnEscape={false}
      padding="sm"
    >
      {report && (
        <Announcer>
          <Question {...props} report={report} />
        </Announcer>
      )}
    </Drawer>
  );
}

function Question(props: { readonly draft: Draft; readonly report: ReportDocument; readonly onClose: () => void }) {
  const t = useTranslations('report.dashboard');
  const words = useTranslations('builder.frame');
  const { draft, report } = props;
  const builder = useQuestionBuilder(report, draft.put);
  // The check of the whole bundle gives places in each document; those of the question count here.
  const problems = draft.problems.filter((one) => one.document?.name === report.name);
  return (
    <DragScope onDrop={builder.drop} say={builder.say}>
      <div className={classes.drawer}>
        <aside>
          <FieldList groups={builder.groups} onAdd={builder.add} />
        </aside>
        <section>
          <QuestionCanvas report={report} groups={builder.groups} problems={problems} onQuestion={builder.change} />
        </section>
        <aside>
          <Group gap={4} px="md" pt="md">
            <ActionIcon variant="default" aria-label={words('undo')} disabled={!draft.canUndo} onClick={draft.undo}>
              <IconArrowBackUp size={16} />
            </ActionIcon>
            <ActionIcon variant="default" aria-label={words('redo')} disabled={!draft.canRedo} onClick={draft.redo}>
              <IconArrowForwardUp size={16} />
            </ActionIcon>
            <Button size="xs" ml="auto" onClick={props.onClose}>
              {t('done')}
            </Button>
          </Group>
          <div className={classes.drawerName}>
            <TextInputs
              label={t('title')}
              autoFocus={false}
              isRequired
              value={report.label}
              onChange={(label) => draft.put({ ...report, label }, `label:${report.id}`)}
            />
          </div>
          <ReportProperties
            report={report}
            entities={builder.entities}
            groups={builder.groups}
            onQuestion={builder.change}
            onReport={draft.put}
          />
        </aside>
      </div>
    </DragScope>
  );
}
