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
export function Preview({ report, isReady }: { readonly report: ReportDocument; readonly isReady: boolean }) {
  const t = useTranslations('report.builder');
  const say = useSay();
  const [question] = useDebouncedValue(report.question, ASK_AFTER_MS);
  const [isTable, setTable] = useState(false);
  const [row, setRow] = useState<number | undefined>();
  const shape = shapeOf(question);
  const isAsked = isReady && (shape.isPlain || shape.dimensions + shape.measures > 0);
  const read = useRead(
    'query.run',
    { question },
    { enabled: isAsked, placeholderData: keepPreviousData, retry: false },
  );
  // While an old answer is still shown, the chart may already be one that takes another number of columns.
  const isFresh = !read.isPlaceholderData && question === report.question;
  const chart = chartOf(report.chart.type);
  const [drawn, setDrawn] = useState(report.chart);
  if (isFresh && read.data && fits(chart, shape) && drawn !== report.chart) setDrawn(report.chart);
  const title = say(report.label);
  return (
    <Paper className={classes.preview} component="section" aria-label={t('preview')}>
      <div className={classes.previewHead}>
        <Text fw={600} size="sm" truncate flex={1}>
          {title}
        </Text>
        {read.isFetching && <Loader size={14} />}
        {chart.view !== 'table' && (
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
        {!isAsked && (
          <Text c="dimmed" size="sm" m="auto">
            {t('nothingAsked')}
          </Text>
        )}
        {isAsked && read.error && <ProblemList error={read.error} />}
        {isAsked && !read.data && !read.error && <Skeleton height="100%" />}
        {isAsked && read.data && !read.error && (
          <AnswerView answer={read.data} chart={drawn} label={title} isTable={isTable} onRow={setRow} />
        )}
      </div>
      <RecordsDrawer
        group={row !== undefined && read.data ? { question, answer: read.data, row } : undefined}
        title={title}
        onClose={() => setRow(undefined)}
      />
    </Paper>
  );
}
