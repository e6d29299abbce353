import { defineOperation } from '../contract';
import { flowsOf } from '../services/flows-view';

/** The flows of a record: picture, who is asked, history; and which flows the viewer may start on it. */
export default defineOperation<'flow.of'>({
  name: 'flow.of',
  may: 'signedIn',
  plugin: 'workflow',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { entity: { type: 'string', maxLength: 60 }, record: { type: 'string', format: 'uuid' } },
    required: ['entity', 'record'],
    additionalProperties: false,
  },
  run: ({ entity, record }, call) => flowsOf(call, entity, record),
});
