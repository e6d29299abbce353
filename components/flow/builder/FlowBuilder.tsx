'use client';
import { Button, Skeleton } from '@mantine/core';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BuilderFrame } from '@/components/builder/BuilderFrame';
import { DragScope, type DragItem, type DropPlace } from '@/components/builder/dnd';
import { DraftLoader } from '@/components/builder/documents/DraftLoader';
import type { LoadedDocument } from '@/components/builder/documents/documents';
import { useDraft } from '@/components/builder/documents/useDraft';
import { Palette } from '@/components/builder/Palette';
import { ScopeProvider } from '@/components/builder/properties/scope';
import { paths } from '@/components/lib/paths';
import { Icon } from '@/components/ui/icons';
import { useSay } from '@/components/ui/say';
import type { SaidProblem } from '@/engine/kernel/api';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import {
  addNode,
  addNodeAfter,
  addNodeOnEdge,
  connect,
  disconnect,
  moveNodes,
  removeNode,
} from '@/engine/workflow/edit/edit';
import { edgeNear } from './edgeNear';
import { FlowProperties } from './FlowProperties';
import { edgeId, nodeTypesByName, paletteGroups, type Selection } from './flowTypes';
import { tidy } from './tidy';

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

/** Index of the node a problem is about, if it is about one. */
const nodeIndex = (problem: SaidProblem): number | undefined =>
  problem.path[0] === 'nodes' && typeof problem.path[1] === 'number' ? problem.path[1] : undefined;

function Editor({ loaded }: { loaded: readonly LoadedDocument[] }) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const draft = useDraft(loaded);
  const { screenToFlowPosition, fitView } = useReactFlow();
  const [selected, setSelected] = useState<Selection>();
  const flow = draft.get('flow') as FlowDocument;
  const node = flow.nodes.find((one) => one.id === selected?.node);
  const faulty = useMemo(() => {
    const indexes = draft.problems.map(nodeIndex);
    return new Set(flow.nodes.filter((_, index) => indexes.includes(index)).map((one) => one.id));
  }, [draft.problems, flow.nodes]);

  const showAll = () => void setTimeout(() => void fitView({ maxZoom: 1, padding: 0.15 }), 50);
  const put = (next: FlowDocument, merge?: string) => draft.put(next, merge);
  const place = ({ document, id }: { document: FlowDocument; id: string }) => {
    put(document);
    setSelected({ node: id });
  };
  const add = (type: string) => {
    const unit = nodeTypesByName.get(type);
    if (unit) place(addNodeAfter(flow, unit, nodeTypesByName, node?.id));
  };
  const drop = (item: DragItem, _place: DropPlace, at: { x: number; y: number }) => {
    const unit = nodeTypesByName.get(item.id);
    if (!unit) return;
    const id = edgeNear(at);
    const edge = flow.edges.find((one) => edgeId(one) === id);
    if (edge && unit.group !== 'begin') {
      // What lies behind the edge makes room, and may leave the picture.
      place(addNodeOnEdge(flow, unit, edge));
      return showAll();
    }
    const spot = screenToFlowPosition(at);
    place(addNode(flow, unit, { x: spot.x - 84, y: spot.y - 23 }));
  };
  const remove = () => {
    const edge = flow.edges.find((one) => edgeId(one) === selected?.edge);
    if (node) put(removeNode(flow, node.id));
    else if (edge) put(disconnect(flow, edge));
    setSelected(undefined);
  };
  const arrange = async () => {
    put(moveNodes(flow, await tidy(flow)));
    showAll();
  };
  const errorOf = (option: string) =>
    draft.problems.find((p) => node && nodeIndex(p) === flow.nodes.indexOf(node) && p.path.includes(option))?.message;

  return (
    <DragScope
      onDrop={drop}
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
              onAdd={(entry) => add(entry.id)}
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
              selected={selected}
              faulty={faulty}
              onSelect={setSelected}
              onMove={(places) => put(moveNodes(flow, places))}
              onConnect={(edge) => put(connect(flow, edge))}
            />
          }
          right={<FlowProperties document={flow} node={node} onChange={put} onDelete={remove} errorOf={errorOf} />}
          onDelete={selected ? remove : undefined}
          onEscape={() => setSelected(undefined)}
          next={[
            { label: t('next.fill'), href: paths.create(flow.entity) },
            { label: t('next.dashboard'), href: `${paths.document('dashboard', 'new')}?entity=${flow.entity}` },
          ]}
          onProblem={(problem) => {
            const found = flow.nodes[nodeIndex(problem) ?? -1];
            if (found) setSelected({ node: found.id });
          }}
          tools={
            <Button size="xs" variant="default" onClick={() => void arrange()}>
              {t('tidy')}
            </Button>
          }
        />
      </ScopeProvider>
    </DragScope>
  );
}
