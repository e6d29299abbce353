import type { NodeType } from '@/engine/kernel/contract';
import type { FlowDocument } from '@/engine/kernel/documents.generated';
import type { Text } from '@/engine/kernel/text';
import { documentId } from '@/engine/kernel/ids';
import type { FlowEdge } from '@/engine/workflow/edit/edit';
import { nodeTypes } from '@/engine/workflow/nodes/index.generated';

/** What is selected on the canvas: a node, an edge, or nothing (the flow's own settings). */
export type Selection =
  | { readonly node: string; readonly edge?: undefined }
  | { readonly edge: string; readonly node?: undefined }
  | undefined;

export const nodeTypesByName: ReadonlyMap<string, NodeType> = new Map(nodeTypes.map((unit) => [unit.type, unit]));

export const edgeId = (edge: Pick<FlowEdge, 'from' | 'exit'>): string => `${edge.from}.${edge.exit}`;

const NODE_GROUPS = ['begin', 'people', 'logic', 'action', 'finish'] as const;
/** Node types by group, in the order of a flow's life. */
export const paletteGroups = (): readonly {
  readonly group: (typeof NODE_GROUPS)[number];
  readonly units: readonly NodeType[];
}[] =>
  NODE_GROUPS.map((group) => ({ group, units: nodeTypes.filter((unit) => unit.group === group) })).filter(
    ({ units }) => units.length > 0,
  );

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

/** A new flow: submitted → the submitter's manager → approved or rejected. It can be published as it is. */
export function newFlow(name: string, label: Text, entity: string): FlowDocument {
  return {
    kind: 'flow',
    id: documentId('flw'),
    name,
    label,
    entity,
    trigger: { on: 'create' },
    nodes: [
      { id: 'start', type: 'start', label: text('提交', 'Submitted'), x: 0, y: 60, options: {} },
      {
        id: 'approval',
        type: 'approval',
        label: text('主管审批', 'Manager approves'),
        x: 240,
        y: 60,
        options: { approver: { by: 'manager' } },
      },
      {
        id: 'approved',
        type: 'end',
        label: text('已通过', 'Approved'),
        x: 480,
        y: 0,
        options: { outcome: 'approved' },
      },
      {
        id: 'rejected',
        type: 'end',
        label: text('未通过', 'Rejected'),
        x: 480,
        y: 120,
        options: { outcome: 'rejected' },
      },
    ],
    edges: [
      { from: 'start', exit: 'next', to: 'approval' },
      { from: 'approval', exit: 'approved', to: 'approved' },
      { from: 'approval', exit: 'rejected', to: 'rejected' },
    ],
  };
}
