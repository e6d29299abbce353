'use client';
import { Button } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { useRead } from '@/components/lib/call';
import { Link } from '@/components/lib/navigation';
import { paths } from '@/components/lib/paths';
import { useMay } from '@/components/shell/session';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { useSay } from '@/components/ui/say';
import type { Output } from '@/engine/kernel/api';
import { chartOf } from './charts';
import { RecordsDrawer, type Group } from './RecordsDrawer';
import { ReportTile } from './ReportTile';
import classes from './report.module.css';

type Board = Output<'dashboard.open'>;

/** Reading order on a phone: row by row as on the wide grid. */
const inOrder = (tiles: Board['tiles']): Board['tiles'] => [...tiles].sort((a, b) => a.y - b.y || a.x - b.x);

/** A board of reports on twelve columns; on a phone one below the other, numbers two by two. */
export function DashboardView({ opened }: { readonly opened: Board }) {
  const t = useTranslations('report.board');
  const say = useSay();
  const canBuild = useMay('build');
  const [group, setGroup] = useState<{ readonly group: Group; readonly title: string } | undefined>();
  // The first view came with the page; a new version of the board arrives by the live stream.
  const { data: board } = useRead(
    'dashboard.open',
    { dashboard: opened.name },
    { initialData: opened, staleTime: 30_000 },
  );
  const edit = canBuild && (
    <Button component={Link} href={paths.document('dashboard', opened.name)} variant="default" size="xs">
      {t('edit')}
    </Button>
  );
  if (!board) return null;
  return (
    <>
      <PageHeader title={say(board.label)} actions={edit} />
      {board.tiles.length === 0 && <EmptyState icon="layout-dashboard" title={t('empty')} action={edit} />}
      <div className={classes.grid}>
        {inOrder(board.tiles).map((tile) => (
          <div
            key={tile.id}
            className={classes.place}
            data-half={chartOf(tile.chart.type).view === 'number'}
            style={{ '--x': tile.x, '--y': tile.y, '--w': tile.w, '--h': tile.h } as CSSProperties}
          >
            <ReportTile
              title={say(tile.title)}
              question={tile.question}
              chart={tile.chart}
              report={tile.report}
              onGroup={(clicked) => setGroup({ group: clicked, title: say(tile.title) })}
            />
          </div>
        ))}
      </div>
      <RecordsDrawer group={group?.group} title={group?.title ?? ''} onClose={() => setGroup(undefined)} />
    </>
  );
}
