import type { FlowDocument } from '../../kernel/documents.generated';
import type { EntityModel, Model } from '../../kernel/model';
import type { Host, RecordChange } from '../contract';

const waiting = new WeakMap<Model, ReadonlySet<string>>();

/** Does any published flow wait for such a change of this entity? Answered from memory: most writes start no flow. */
export function flowsWaitFor(host: Host, entity: EntityModel, op: RecordChange['op']): boolean {
  if (!host.flows) return false;
  const model = host.model();
  let known = waiting.get(model);
  if (!known) {
    const flows = host.documents.list('flow').map(({ document }) => document as FlowDocument);
    known = new Set(flows.map((flow) => `${model.entity(flow.entity)?.id} ${flow.trigger.on}`));
    waiting.set(model, known);
  }
  return known.has(`${entity.id} ${op}`);
}
