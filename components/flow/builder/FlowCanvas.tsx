'use client';
import '@xyflow/react/dist/style.css';
import { useMantineColorScheme } from '@mantine/core';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  type Connection,
  type Edge,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDropTarget } from '@/components/builder/dnd';
import { EmptyState } from '@/components/ui/EmptyState';
import { useSay } from '@/components/ui/say';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import type { FlowEdge, Place } from '@/engine/workflow/edit/edit';
import { edgeNear } from './edgeNear';
import { edgeId, nodeTypesByName, type Selection } from './flowTypes';
import { FlowNodeView, type StepNode } from './FlowNodeView';
import { useFlowView } from './useFlowView';
import classes from './canvas.module.css';

const VIEWS = { step: FlowNodeView };
const ACCEPTS = ['node'];

export interface FlowCanvasProps {
  readonly document: FlowDocument;
  readonly selected: Selection;
  /** Ids of nodes with a problem. */
  readonly faulty: ReadonlySet<string>;
  onSelect(selection: Selection): void;
  onMove(places: ReadonlyMap<string, Place>): void;
  onConnect(edge: FlowEdge): void;
}

/** What the canvas itself knows of a node: its size, and where it is while it is being dragged. */
interface Transient {
  readonly measured?: { readonly width: number; readonly height: number };
  readonly position?: Place;
}

/** The connection that what is being dragged would be put into. */
function useNearEdge(isDragging: boolean): string | undefined {
  const [near, setNear] = useState<string>();
  useEffect(() => {
    if (!isDragging) return;
    const follow = (event: PointerEvent) => setNear(edgeNear({ x: event.clientX, y: event.clientY }));
    window.addEventListener('pointermove', follow, { capture: true });
    return () => window.removeEventListener('pointermove', follow, { capture: true });
  }, [isDragging]);
  return isDragging ? near : undefined;
}

/** The graph: move and join by mouse or finger; Tab and arrow keys walk and move; the palette drops onto it. */
export function FlowCanvas({ document, selected, faulty, onSelect, onMove, onConnect }: FlowCanvasProps) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const { colorScheme } = useMantineColorScheme();
  const [transient, setTransient] = useState<ReadonlyMap<string, Transient>>(new Map());
  const { ref, edge: over } = useDropTarget({ id: 'flow-canvas', accepts: ACCEPTS, sides: 'inside' });
  const near = useNearEdge(over !== null);
  const look = useFlowView();

  const nodes = useMemo<StepNode[]>(
    () =>
      document.nodes.map((node) => {
        const unit = nodeTypesByName.get(node.type);
        const known = transient.get(node.id);
        return {
          id: node.id,
          type: 'step',
          position: known?.position ?? { x: node.x ?? 0, y: node.y ?? 0 },
          ...(known?.measured ? { measured: { ...known.measured } } : {}),
          selected: selected?.node === node.id,
          ariaLabel: say(node.label),
          data: {
            label: say(node.label),
            kind: say(unit?.label, node.type),
            icon: unit?.icon ?? '',
            hasEntry: unit?.group !== 'begin',
            exits: (unit?.exits((node.options ?? {}) as never) ?? []).map((exit) => ({
              name: exit.name,
              label: say(exit.label),
            })),
            hasProblem: faulty.has(node.id),
          },
        };
      }),
    [document.nodes, transient, selected, faulty, say],
  );
  const edges = useMemo<Edge[]>(
    () =>
      document.edges.map((edge) => {
        const exits = nodes.find((node) => node.id === edge.from)?.data.exits ?? [];
        const label = exits.length > 1 ? exits.find((exit) => exit.name === edge.exit)?.label : undefined;
        return {
          id: edgeId(edge),
          source: edge.from,
          sourceHandle: edge.exit,
          target: edge.to,
          selected: selected?.edge === edgeId(edge) || near === edgeId(edge),
          markerEnd: { type: MarkerType.ArrowClosed },
          ...(label ? { label } : {}),
        };
      }),
    [document.edges, nodes, selected, near],
  );

  const change = (changes: readonly NodeChange<StepNode>[]) => {
    const next = new Map(transient);
    const placed = new Map<string, Place>();
    for (const one of changes) {
      if (one.type === 'dimensions' && one.dimensions) {
        next.set(one.id, { ...next.get(one.id), measured: one.dimensions });
      }
      if (one.type === 'position' && one.position) {
        if (one.dragging) next.set(one.id, { ...next.get(one.id), position: one.position });
        else placed.set(one.id, one.position);
      }
      if (one.type === 'select' && one.selected) onSelect({ node: one.id });
    }
    for (const id of placed.keys()) {
      const measured = next.get(id)?.measured;
      next.set(id, measured ? { measured } : {});
    }
    setTransient(next);
    if (placed.size > 0) onMove(placed);
  };
  // By keyboard: Tab walks over connections too, Enter selects one.
  const changeEdges = (changes: readonly EdgeChange[]) => {
    const chosen = changes.find((one) => one.type === 'select' && one.selected);
    if (chosen?.type === 'select') onSelect({ edge: chosen.id });
  };
  const join = ({ source, sourceHandle, target }: Connection) => {
    if (source && target && sourceHandle) onConnect({ from: source, exit: sourceHandle, to: target });
  };

  return (
    <div ref={ref} className={classes.canvas} data-over={over !== null || undefined}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={VIEWS}
        colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
        onNodesChange={change}
        onConnect={join}
        onEdgeClick={(_, edge) => onSelect({ edge: edge.id })}
        onPaneClick={() => onSelect(undefined)}
        deleteKeyCode={null}
        onInit={() => look(document)}
        onEdgesChange={changeEdges}
        minZoom={0.2}
        aria-label={t('canvasLabel')}
      >
        <Background gap={20} />
        <Controls showInteractive={false} fitViewOptions={{ maxZoom: 1, padding: 0.1 }} />
      </ReactFlow>
      {document.nodes.length === 0 && (
        <div className={classes.empty}>
          <EmptyState icon="git-branch" title={t('emptyTitle')} text={t('emptyText')} />
        </div>
      )}
    </div>
  );
}
