'use client';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useMay } from '@/components/shell/session';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';
import { AnswerView } from './AnswerView';
import { chartOf } from './charts';
import { RecordsDrawer, type Group } from './RecordsDrawer';
import classes from './report.module.css';

type Opened = Output<'report.run'>;

/** A report on a page of its own: the chart, and below it the same numbers as a table. */
export function ReportView({ opened }: { readonly opened: Opened }) {
  const t = useTranslations('report.page');
  const say = useSay();
  const canBuild = useMay('build');
  const [group, setGroup] = useState<Group | undefined>();
  const { data } = useRead('report.run', { report: opened.report.name }, { initialData: opened, staleTime: 10_000 });
  if (!data) return null;
  const { report, answer } = data;
  const title = say(report.label);
  const open = (row: number) => setGroup({ question: report.question, answer, row });
  const isTable = chartOf(report.chart.type).view === 'table';
  return (
    <>
      <PageHeader
        title={title}
        actions={
          canBuild && (
            <Button component={Link} href={paths.document('report', report.name)} variant="default" size="xs">
              {t('edit')}
            </Button>
          )
        }
      />
      {!isTable && (
        <div className={classes.pageChart}>
          <AnswerView answer={answer} chart={report.chart} label={title} onRow={open} />
        </div>
      )}
      <div className={classes.pageTable}>
        <AnswerView answer={answer} chart={isTable ? report.chart : { type: 'table' }} label={title} onRow={open} />
      </div>
      <RecordsDrawer group={group} title={title} onClose={() => setGroup(undefined)} />
    </>
  );
}
