'use client';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope, type DragItem, type DropPlace } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { Palette } from '@/components/builder/Palette';
import { call, useRead } from '@/components/lib/call';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { SaidProblem } from '@/engine/kernel/api';
import type { DashboardDocument } from '@/engine/kernel/documents.generated';
import { addTile, removeTile, TILE_SIZES, type Tile } from '@/engine/report/edit/dashboard';
import { chartOf } from '../charts';
import { BoardCanvas } from './BoardCanvas';
import { cellAt } from './cellAt';
import { askNewReport, loadDashboard } from './newDocuments';
import { QuestionDrawer } from './QuestionDrawer';
import { TileProperties } from './TileProperties';
import { useOwnAddress } from './useOwnAddress';
import { useReports } from './useReports';

const UNTITLED = { 'zh-CN': '未命名仪表盘', en: 'Untitled dashboard' };

interface DashboardBuilderProps {
  /** `new` begins one. */
  readonly name: string;
  /** What the first question asked on the board is about. */
  readonly entity?: string | undefined;
}

/** Composes a board of reports, old and new, and publishes it with the questions made on it. */
export function DashboardBuilder({ name, entity }: DashboardBuilderProps) {
  return (
    <DraftLoader id={`dashboard.${name}`} refs={(signal) => loadDashboard(name, UNTITLED, signal)}>
      {(loaded) => <Editor name={name} entity={entity} loaded={loaded} />}
    </DraftLoader>
  );
}

function Editor({ name, entity, loaded }: DashboardBuilderProps & { readonly loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('report.dashboard');
  const say = useSay();
  const draft = useDraft(loaded);
  const board = draft.get('dashboard') as DashboardDocument;
  const [selected, setSelected] = useState<string | undefined>();
  const [asked, setAsked] = useState<string | undefined>();
  const { data: list } = useRead('document.list', { kind: 'report' });
  const reports = useReports(
    board.tiles.map((tile) => tile.report),
    draft,
  );
  useOwnAddress(name, board, draft);

  const tile = board.tiles.find((one) => one.id === selected);
  const isOwn = (report: string | undefined): boolean =>
    report !== undefined && draft.get('report', report) !== undefined;
  const place = (report: string, type: string, at?: { x: number; y: number }) => {
    const added = addTile(board, report, TILE_SIZES[chartOf(type).view], at);
    draft.put(added.board);
    setSelected(added.tile.id);
  };
  const addReport = async (report: string, at?: { x: number; y: number }) => {
    const { document, draft: drafted } = await call('document.get', { kind: 'report', name: report });
    const found = document ?? drafted;
    if (found.kind === 'report') place(report, found.chart.type, at);
  };
  const ask = async () => {
    const report = await askNewReport(draft.documents, entity);
    const added = addTile(board, report.name, TILE_SIZES.echarts);
    // One step of undo: the question and its tile come and go together.
    draft.change((documents) => documents.map((one) => (one.id === board.id ? added.board : one)).concat(report));
    setSelected(added.tile.id);
    setAsked(report.name);
  };
  const drop = (item: DragItem, _place: DropPlace, at: { x: number; y: number }) => {
    const cell = cellAt(at);
    if (cell) void addReport(item.id, cell);
  };
  const remove = () => {
    if (!selected) return;
    draft.put(removeTile(board, selected));
    setSelected(undefined);
  };
  const open = ({ report }: Tile) => isOwn(report) && setAsked(report);
  const showProblem = ({ path }: SaidProblem) => {
    if (path[0] === 'tiles' && typeof path[1] === 'number') setSelected(board.tiles[path[1]]?.id);
  };
  return (
    <>
      <DragScope onDrop={drop} say={(item) => item.label}>
        <BuilderFrame
          draft={draft}
          name={board.label}
          onRename={(label) => draft.put({ ...board, label }, 'label')}
          leftTitle={t('reports')}
          left={
            <Palette
              kind="report"
              onAdd={(entry) => void addReport(entry.id)}
              groups={[
                {
                  title: t('reports'),
                  entries: (list?.documents ?? []).map((one) => ({
                    id: one.name,
                    label: say(one.label, one.name),
                    icon: <Icon name="chart-bar" />,
                    ...(one.version === null ? { hint: t('draftOnly') } : {}),
                  })),
                },
              ]}
            />
          }
          canvas={
            <BoardCanvas
              board={board}
              reports={reports}
              selected={selected}
              onSelect={setSelected}
              onChange={draft.put}
              onAsk={() => void ask()}
              onOpen={open}
            />
          }
          right={
            <TileProperties
              board={board}
              tile={tile}
              report={tile && reports.get(tile.report)}
              isOwn={isOwn(tile?.report)}
              onChange={draft.put}
              onEdit={setAsked}
            />
          }
          tools={
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              title={t('newHint')}
              onClick={() => void ask()}
            >
              {t('newQuestion')}
            </Button>
          }
          {...(tile ? { onDelete: remove } : {})}
          onEscape={() => setSelected(undefined)}
          onProblem={showProblem}
          next={[{ label: t('openBoard', { name: say(board.label) }), href: paths.dashboard(board.name) }]}
          keyHints={[
            { keys: ['←', '→', '↑', '↓'], does: t('keyArrows') },
            { keys: ['Shift', '←', '→', '↑', '↓'], does: t('keyResize') },
            { keys: ['Delete'], does: t('keyRemove') },
          ]}
        />
      </DragScope>
      <QuestionDrawer draft={draft} report={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}
