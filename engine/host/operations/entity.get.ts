import { refuse } from '../../kernel/problems';
import { defineOperation } from '../contract';
import { entityView } from '../services/entity-view';

/** One entity, cut to the fields I may see. One I may not read is as unknown as one that is not there. */
export default defineOperation<'entity.get'>({
  name: 'entity.get',
  may: 'signedIn',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { entity: { type: 'string', maxLength: 60 } },
    required: ['entity'],
    additionalProperties: false,
  },
  async run({ entity: name }, { host, viewer }) {
    const entity = host.model().entity(name);
    const view = entity && entityView(entity, host.access(viewer), host.documents.computing());
    return view ?? refuse('record.unknownEntity', ['entity'], { entity: name });
  },
});
