/** What flows did: begun, asked, decided, ended. What they wrote into the record is told by the record's own history. */
import type { FlowView, TimelineEntry } from '../../kernel/api';
import { Refusal } from '../../kernel/problems';
import { flowsOf } from '../services/flows-view';
import { isBefore, newestFirst, type TimelineSource } from './contract';

const NAME = 'flow';
const TOLD = new Set<FlowView['history'][number]['what']>([
  'started',
  'asked',
  'approved',
  'rejected',
  'reminded',
  'escalated',
  'finished',
  'withdrawn',
  'failed',
]);

function entriesOf(flow: FlowView): readonly TimelineEntry[] {
  const label = new Map(flow.nodes.map((node) => [node.id, node.label]));
  return flow.history
    .map((step, index) => ({ step, index }))
    .filter(({ step }) => TOLD.has(step.what))
    .map(({ step, index }) => ({
      id: `${NAME}:${flow.instance}:${String(index).padStart(6, '0')}`,
      at: step.at,
      by: step.by,
      door: null,
      what: 'flow',
      flow: {
        label: flow.label,
        node: step.node === null ? null : (label.get(step.node) ?? null),
        what: step.what,
        data: step.data,
        ...(step.comment === undefined ? {} : { comment: step.comment }),
      },
    }));
}

export const flows: TimelineSource = {
  name: NAME,
  async read({ call, entity, id, before, size, show, field }) {
    if (!call.host.flows || field || (show && !show.has('flow'))) return { entries: [], isWhole: true };
    try {
      // Flows of one record are a handful; they are read as a whole.
      const { flows: all } = await flowsOf(call, entity.name, id);
      const entries = all.flatMap(entriesOf).filter((entry) => isBefore(entry, before));
      return { entries: entries.sort(newestFirst).slice(0, size), isWhole: entries.length <= size };
    } catch (error) {
      if (error instanceof Refusal) return { entries: [], isWhole: true };
      throw error;
    }
  },
};
