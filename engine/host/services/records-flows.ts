import type { FlowDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import type { Host, RecordChange } from '../contract';

/**
 * Must a change of this entity be one transaction with flows? Answered from memory: most writes start no flow. A delete
 * always is, because it ends the flows that run on the record, even those that are no longer published.
 */
export function flowsWaitFor(host: Host, entity: EntityModel, op: RecordChange['op']): boolean {
  if (!host.flows) return false;
  if (op === 'delete') return true;
  // Not kept with the model: publishing a flow leaves the model as it is.
  const flows = host.documents.list('flow').map(({ document }) => document as FlowDocument);
  return flows.some(({ trigger, entity: name }) => trigger.on === op && host.model().entity(name)?.id === entity.id);
}
