'use client';
import { ActionIcon, Group, Paper, Skeleton, Tooltip } from '@mantine/core';
import { IconArrowUpRight, IconChartBar, IconTable } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { ProblemList } from '@/components/ui/ProblemList';
import type { Question } from '@/engine/kernel/documents.generated';
import { AnswerView } from './AnswerView';
import { chartOf, type ChartUse } from './charts';
import type { Group as RecordGroup } from './RecordsDrawer';
import classes from './report.module.css';

export interface ReportTileProps {
  readonly title: string;
  readonly question: Question;
  readonly chart: ChartUse;
  /** Name of the report, for the link to its page. */
  readonly report?: string;
  readonly onGroup?: ((group: RecordGroup) => void) | undefined;
  /** Stands before the title: the grip in the builder. */
  readonly lead?: ReactNode;
}

/** One report on a board. It reads by itself, so that a slow one holds nobody up; while it reads, its shape stays. */
export function ReportTile({ title, question, chart, report, onGroup, lead }: ReportTileProps) {
  const t = useTranslations('report.tile');
  const [isTable, setTable] = useState(false);
  const read = useRead('query.run', { question });
  const canTwin = chartOf(chart.type).view !== 'table';
  return (
    <Paper className={classes.tile} component="section" aria-label={title} data-testid="tile">
      <div className={classes.tileHead}>
        {lead}
        <h2 className={classes.tileTitle} style={{ margin: 0 }} title={title}>
          {title}
        </h2>
        <Group gap={2} wrap="nowrap" className={classes.tileTools}>
          {canTwin && (
            <Tooltip label={t(isTable ? 'chart' : 'table')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t(isTable ? 'chart' : 'table')}
                aria-pressed={isTable}
                onClick={() => setTable(!isTable)}
              >
                {isTable ? <IconChartBar size={15} /> : <IconTable size={15} />}
              </ActionIcon>
            </Tooltip>
          )}
          {report !== undefined && (
            <Tooltip label={t('open')}>
              <ActionIcon
                component={Link}
                href={paths.report(report)}
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('open')}
              >
                <IconArrowUpRight size={15} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </div>
      <div className={classes.tileBody} aria-busy={read.isPending}>
        {read.error && <ProblemList error={read.error} retry={() => void read.refetch()} />}
        {read.isPending && <Skeleton height="100%" mih={40} aria-hidden />}
        {read.data && (
          <AnswerView
            answer={read.data}
            chart={chart}
            label={title}
            isTable={isTable}
            onRow={onGroup && ((row) => onGroup({ question, answer: read.data, row }))}
          />
        )}
      </div>
    </Paper>
  );
}
