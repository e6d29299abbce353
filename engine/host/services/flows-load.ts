/** Flows as they are needed to run: document, machine, entity. Machines are kept per (document, version). */
import type { AnyDocument, FlowDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import { refuse } from '../../kernel/problems';
import type { Registry } from '../../kernel/registry';
import { machineCache } from '../../workflow/compile';
import { normalize } from '../../workflow/normalize';
import type { Host } from '../contract';
import type { LoadedFlow } from './flows-contract';
import type { Instance } from './flows-store';

const caches = new WeakMap<Registry, ReturnType<typeof machineCache>>();

function load(host: Host, document: AnyDocument | undefined, version: number): LoadedFlow | undefined {
  if (document?.kind !== 'flow') return undefined;
  const entity = host.model().entity(document.entity);
  if (!entity) return undefined;
  const types = host.registry.nodeTypes;
  let machineOf = caches.get(host.registry);
  if (!machineOf) caches.set(host.registry, (machineOf = machineCache(types)));
  return { document, version, entity, graph: normalize(document, types), machine: machineOf(document, version) };
}

/** The published flow of a name, if there is one. */
export function currentFlow(host: Host, name: string): LoadedFlow | undefined {
  const found = host.documents.published('flow', name);
  return found && load(host, found.document, found.version);
}

/** The published flows of an entity, by name: two that start on one change start in this order. */
export function publishedFlows(host: Host, entity: EntityModel): readonly LoadedFlow[] {
  return host.documents
    .list('flow')
    .filter(({ document }) => host.model().entity((document as FlowDocument).entity)?.id === entity.id)
    .map(({ document, version }) => load(host, document, version)!)
    .sort((a, b) => (a.document.name < b.document.name ? -1 : 1));
}

/** The flow in the version the instance started with; publishing changes nothing for what runs already. */
export async function flowOfInstance(host: Host, instance: Instance): Promise<LoadedFlow> {
  const document = await host.documents.version(instance.flowId, instance.version);
  return load(host, document, instance.version) ?? refuse('flow.notFound', ['flow']);
}
