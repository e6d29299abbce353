'use client';
import { useReactFlow } from '@xyflow/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAnnounce } from '@/components/builder/announce';
import type { DragItem, DropPlace } from '@/components/builder/dnd';
import type { Draft } from '@/components/builder/documents/useDraft';
import { usePanes } from '@/components/builder/panes';
import { useNotes } from '@/components/ui/notes';
import { useSay } from '@/components/ui/say';
import type { NodeType } from '@/engine/kernel/contract';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import {
  addNode,
  addNodeAfter,
  addNodeAtExit,
  addNodeOnEdge,
  disconnect,
  moveNodes,
  removeNode,
  restoreNode,
} from '@/engine/workflow/edit/edit';
import { edgeNear } from './edgeNear';
import { edgeId, nodeTypesByName, type Selection } from './flowTypes';
import { tidy } from './tidy';
import { useFlowView } from './useFlowView';
import { STEP } from './view';

const LABEL_BOX = '[data-property="label"] input';

/** What one can do with a flow: add, put between, delete, arrange. Each is one step of undo, said aloud and brought into sight. */
export function useFlowEditing(draft: Draft) {
  const t = useTranslations('flow.builder');
  const say = useSay();
  const announce = useAnnounce();
  const notes = useNotes();
  const { show } = usePanes();
  const { screenToFlowPosition } = useReactFlow();
  const look = useFlowView();
  const [selected, select] = useState<Selection>();
  const flow = draft.get('flow') as FlowDocument;
  const node = flow.nodes.find((one) => one.id === selected?.node);
  const edge = flow.edges.find((one) => edgeId(one) === selected?.edge);

  const put = (next: FlowDocument, merge?: string) => draft.put(next, merge);
  const place = ({ document, id }: { document: FlowDocument; id: string }, unit: NodeType, isDropped = false) => {
    put(document);
    select({ node: id });
    announce(t('createdAlone', { node: say(unit.label) }));
    // What was dropped beside everything else lies where the eye is.
    if (!isDropped) look(document, id);
    show('right', LABEL_BOX);
  };
  /** From the palette: between the ends of a selected connection, else behind the selected step, else at the end. */
  const add = (type: string) => {
    const unit = nodeTypesByName.get(type);
    if (!unit) return;
    const isBetween = edge && unit.group !== 'begin';
    place(isBetween ? addNodeOnEdge(flow, unit, edge) : addNodeAfter(flow, unit, nodeTypesByName, node?.id), unit);
  };
  const addAtExit = (type: string, exit: string) => {
    const unit = nodeTypesByName.get(type);
    const from = node?.id ?? edge?.from;
    if (unit && from) place(addNodeAtExit(flow, unit, { from, exit }), unit);
  };
  const drop = (item: DragItem, _place: DropPlace, at: { readonly x: number; readonly y: number }) => {
    const unit = nodeTypesByName.get(item.id);
    if (!unit) return;
    const near = edgeNear(at);
    const into = flow.edges.find((one) => edgeId(one) === near);
    if (into && unit.group !== 'begin') return place(addNodeOnEdge(flow, unit, into), unit);
    const spot = screenToFlowPosition(at);
    place(addNode(flow, unit, { x: spot.x - STEP.width / 2, y: spot.y - STEP.height / 2 }), unit, true);
  };
  const remove = () => {
    if (node) {
      put(removeNode(flow, node.id));
      const words = t('removed', { node: say(node.label, node.type) });
      announce(words);
      notes.undo(words, () =>
        draft.change((list) => list.map((one) => (one.kind === 'flow' ? restoreNode(one, flow, node.id) : one))),
      );
    } else if (edge) {
      put(disconnect(flow, edge));
      announce(t('removedEdge'));
    }
    select(undefined);
  };
  const arrange = async () => {
    const next = moveNodes(flow, await tidy(flow));
    put(next);
    look(next);
  };
  return { flow, node, edge, selected, select, put, add, addAtExit, drop, remove, arrange, look };
}
export type FlowEditing = ReturnType<typeof useFlowEditing>;
