import { defineOperation } from '../contract';
import { ENTITY, inputOf, LABEL } from '../services/records-input';
import { saveView } from '../services/views';

/** Makes or changes a saved view. What it shows is checked as the document kind `view` says. */
export default defineOperation<'view.save'>({
  name: 'view.save',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      view: ENTITY,
      base: { type: 'integer', minimum: 1 },
      scope: { enum: ['personal', 'shared'] },
      label: LABEL,
      definition: { type: 'object' },
      roles: { type: 'array', items: ENTITY, maxItems: 50 },
      isDefault: { type: 'boolean' },
    },
    ['entity', 'scope', 'label', 'definition'],
  ),
  run: (input, call) => saveView(call, input),
});
