'use client';
import { Button, Skeleton } from '@mantine/core';
import { ReactFlowProvider } from '@xyflow/react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { Palette } from '@/components/builder/Palette';
import { ScopeProvider } from '@/components/builder/properties/scope';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { SaidProblem } from '@/engine/kernel/api';
import { connect, moveNodes } from '@/engine/workflow/edit/edit';
import { FlowProperties } from './FlowProperties';
import { paletteGroups } from './flowTypes';
import { useFlowEditing } from './useFlowEditing';

const FlowCanvas = dynamic(() => import('./FlowCanvas').then((module) => module.FlowCanvas), {
  ssr: false,
  loading: () => <Skeleton height="100%" mih={360} />,
});

/** Draws and publishes a flow. */
export function FlowBuilder({ name }: { name: string }) {
  return (
    <DraftLoader id={`flow.${name}`} refs={[{ kind: 'flow', name }]}>
      {(loaded) => (
        <ReactFlowProvider>
          <Editor loaded={loaded} />
        </ReactFlowProvider>
      )}
    </DraftLoader>
  );
}

const KEYS = ['tab', 'arrows', 'add'] as const;

/** Index of the node a problem is about, if it is about one. */
const nodeIndex = (problem: SaidProblem): number | undefined =>
  problem.path[0] === 'nodes' && typeof problem.path[1] === 'number' ? problem.path[1] : undefined;

function Editor({ loaded }: { loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const draft = useDraft(loaded);
  const editing = useFlowEditing(draft);
  const { flow, node, put, select } = editing;
  const faulty = useMemo(() => {
    const indexes = draft.problems.map(nodeIndex);
    return new Set(flow.nodes.filter((_, index) => indexes.includes(index)).map((one) => one.id));
  }, [draft.problems, flow.nodes]);
  const errorOf = (option: string) =>
    draft.problems.find((p) => node && nodeIndex(p) === flow.nodes.indexOf(node) && p.path.includes(option))?.message;

  return (
    <DragScope
      onDrop={editing.drop}
      say={(item, _, phase) => (phase === 'drop' ? t('createdAlone', { node: item.label }) : item.label)}
    >
      <ScopeProvider entity={flow.entity}>
        <BuilderFrame
          draft={draft}
          name={flow.label}
          onRename={(label) => put({ ...flow, label }, 'label')}
          leftTitle={t('palette')}
          left={
            <Palette
              kind="node"
              onAdd={(entry) => editing.add(entry.id)}
              groups={paletteGroups().map(({ group, units }) => ({
                title: t(`groups.${group}`),
                entries: units.map((unit) => ({
                  id: unit.type,
                  label: say(unit.label),
                  hint: say(unit.hint),
                  icon: <Icon name={unit.icon} />,
                })),
              }))}
            />
          }
          canvas={
            <FlowCanvas
              document={flow}
              selected={editing.selected}
              faulty={faulty}
              onSelect={select}
              // Pressing an arrow key ten times is one step of undo.
              onMove={(places) => put(moveNodes(flow, places), `move.${[...places.keys()].join()}`)}
              onConnect={(edge) => put(connect(flow, edge))}
            />
          }
          right={<FlowProperties editing={editing} errorOf={errorOf} />}
          onDelete={editing.selected ? editing.remove : undefined}
          onEscape={() => select(undefined)}
          next={[
            { label: t('next.fill'), href: paths.create(flow.entity) },
            { label: t('next.dashboard'), href: `${paths.document('dashboard', 'new')}?entity=${flow.entity}` },
          ]}
          onProblem={(problem) => {
            const found = flow.nodes[nodeIndex(problem) ?? -1];
            select(found ? { node: found.id } : undefined);
            if (found) editing.look(flow, found.id);
          }}
          keyHints={KEYS.map((key) => ({ keys: t(`keys.${key}.keys`).split(' '), does: t(`keys.${key}.does`) }))}
          tools={
            <Button size="xs" variant="default" onClick={() => void editing.arrange()}>
              {t('tidy')}
            </Button>
          }
        />
      </ScopeProvider>
    </DragScope>
  );
}
