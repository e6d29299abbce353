/** What a viewer may know of an entity and what belongs to it, for cutting pages and forms. Nothing is read from the database. */
import type { Sight } from '../../kernel/contract';
import type { EntityModel } from '../../kernel/model';
import { Refusal } from '../../kernel/problems';
import { resolvePath } from '../../query/names';
import type { Call } from '../contract';
import { schemaOf } from './records-context';
import { mayAsk } from './records-query';

export function sightFor(call: Call, entity: EntityModel): Sight {
  const { host } = call;
  const schema = schemaOf(call);
  return {
    entity,
    model: host.model(),
    flow: (name) => host.documents.published('flow', name)?.document.name,
    hasPlugin: (name) => host.registry.plugins.has(name),
    canRead(owner, path) {
      try {
        resolvePath(schema, owner, path, []);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    mayAsk: (question) => mayAsk(call, question),
  };
}
