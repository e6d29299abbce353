'use client';
import { lazy, Suspense } from 'react';
import { Skeleton, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { usePageScope, type BlockProps } from '@/components/page/context';
import { useSay } from '@/components/ui/say';
import type { Filter, Question } from '@/engine/kernel/documents.generated';
import { filterOfBelonging } from '../../../kernel/belonging';

const ReportTile = lazy(() =>
  import('@/components/report/ReportTile').then((module) => ({ default: module.ReportTile })),
);
const HEIGHTS: { readonly [height: string]: number } = { small: 160, medium: 280, large: 420 };

/** A report over what belongs to this record. The charts are heavy: loaded when one is shown. */
export default function ReportBlock({ options, title }: BlockProps) {
  const t = useTranslations('page');
  const say = useSay();
  const { record, reports } = usePageScope();
  const report = reports[String(options.report)];
  if (!report) return null;
  const own = filterOfBelonging(options as { via: string; match?: string }, record);
  const height = HEIGHTS[String(options.height ?? 'medium')];
  if (!own) {
    return (
      <Text size="sm" c="dimmed">
        {t('report.nothing', { title: title || say(report.label) })}
      </Text>
    );
  }
  return (
    <div style={{ height }}>
      <Suspense fallback={<Skeleton height={height} />}>
        <ReportTile title={title || say(report.label)} question={within(report.question, own)} chart={report.chart} />
      </Suspense>
    </div>
  );
}

const within = (question: Question, own: Filter): Question => ({
  ...question,
  filter: question.filter ? { all: [question.filter, own] } : own,
});
