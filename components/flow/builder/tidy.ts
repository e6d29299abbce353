import type { FlowDocument } from '@/engine/kernel/documents.generated';
import type { Place } from '@/engine/workflow/edit/edit';

/** Places for all nodes, left to right without crossings where possible: the layered method of ELK, loaded when asked for (1.6 MB). */
export async function tidy(flow: FlowDocument): Promise<ReadonlyMap<string, Place>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const graph = await new Elk().layout({
    id: 'flow',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '60',
      'elk.layered.spacing.nodeNodeBetweenLayers': '72',
    },
    children: flow.nodes.map((node) => ({ id: node.id, width: 168, height: 46 })),
    edges: flow.edges.map((edge) => ({ id: `${edge.from}.${edge.exit}`, sources: [edge.from], targets: [edge.to] })),
  });
  return new Map((graph.children ?? []).map((child) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }]));
}
