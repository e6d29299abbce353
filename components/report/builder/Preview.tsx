'use client';
import { Loader, Paper, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { ProblemList } from '@/components/ui/ProblemList';
import { useSay } from '@/components/ui/say';
import type { ReportDocument } from '@/engine/kernel/documents.generated';
import { fits, shapeOf } from '@/engine/report/suggest';
import { AnswerView } from '../AnswerView';
import { chartOf } from '../charts';
import { RecordsDrawer } from '../RecordsDrawer';
import classes from './builder.module.css';

const ASK_AFTER_MS = 250;

/** The answer as it is now, with the analyst's own rights; the old one stays until the new one is there. */
function useAnswer(report: ReportDocument, isReady: boolean) {
  const [question] = useDebouncedValue(report.question, ASK_AFTER_MS);
  const shape = shapeOf(question);
  const isAsked = isReady && (shape.isPlain || shape.dimensions + shape.measures > 0);
  const read = useRead(
    'query.run',
    { question },
    { enabled: isAsked, placeholderData: keepPreviousData, retry: false },
  );
  // While an old answer is still shown, the chart may already be one that takes another number of columns.
  const isFresh = !read.isPlaceholderData && question === report.question && read.data !== undefined;
  const [chart, setChart] = useState(report.chart);
  if (isFresh && fits(chartOf(report.chart.type), shape) && chart !== report.chart) setChart(report.chart);
  return { question, isAsked, chart, answer: read.data, error: read.error, isFetching: read.isFetching };
}

export function Preview(props: {
  readonly report: ReportDocument;
  /** What is wrong with the question, in a sentence; it is not asked until that is put right. */
  readonly problem: string | undefined;
}) {
  const { report, problem } = props;
  const t = useTranslations('report.builder');
  const say = useSay();
  const asked = useAnswer(report, problem === undefined);
  const [isTable, setTable] = useState(false);
  const [row, setRow] = useState<number | undefined>();
  const { question, answer } = asked;
  const title = say(report.label);
  const group = row !== undefined && answer ? { question, answer, row } : undefined;
  return (
    <Paper className={classes.preview} component="section" aria-label={t('preview')}>
      <div className={classes.previewHead}>
        <Text fw={600} size="sm" truncate flex={1}>
          {title}
        </Text>
        {asked.isFetching && <Loader size={14} />}
        {chartOf(report.chart.type).view !== 'table' && (
          <SegmentedControl
            size="xs"
            aria-label={t('preview')}
            data={[
              { value: 'chart', label: t('asChart') },
              { value: 'table', label: t('asTable') },
            ]}
            value={isTable ? 'table' : 'chart'}
            onChange={(value) => setTable(value === 'table')}
          />
        )}
      </div>
      <div className={classes.previewBody}>
        <Asked {...asked} problem={problem} title={title} isTable={isTable} onRow={setRow} />
      </div>
      <RecordsDrawer group={group} title={title} onClose={() => setRow(undefined)} />
    </Paper>
  );
}

type AskedProps = ReturnType<typeof useAnswer> & {
  readonly problem: string | undefined;
  readonly title: string;
  readonly isTable: boolean;
  readonly onRow: (row: number) => void;
};
function Asked({ isAsked, problem, answer, error, chart, title, isTable, onRow }: AskedProps) {
  const t = useTranslations('report.builder');
  if (!isAsked) {
    return (
      <Text c="dimmed" size="sm" m="auto" ta="center">
        {problem ?? t('nothingAsked')}
      </Text>
    );
  }
  if (error) return <ProblemList error={error} />;
  if (!answer) return <Skeleton height="100%" />;
  return <AnswerView answer={answer} chart={chart} label={title} isTable={isTable} onRow={onRow} />;
}
