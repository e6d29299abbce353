import { defineOperation } from '../contract';
import { entityView } from '../services/entity-view';

/** The entities I may read or fill in, each cut to the fields I may see. */
export default defineOperation<'entity.list'>({
  name: 'entity.list',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  async run(_input, { host, viewer }) {
    const access = host.access(viewer);
    return {
      entities: host.model().entities.flatMap((entity) => entityView(entity, access, host.documents.computing()) ?? []),
    };
  },
});
