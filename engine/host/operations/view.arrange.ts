import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';
import { arrangeViews } from '../services/views';

/** Keeps the viewer's own order of a list's views, and which one their list opens with. */
export default defineOperation<'view.arrange'>({
  name: 'view.arrange',
  may: 'signedIn',
  isReadOnly: false,
  input: inputOf(
    {
      entity: ENTITY,
      order: { type: 'array', items: ENTITY, maxItems: 300 },
      default: { type: ['string', 'null'], maxLength: 60 },
    },
    ['entity', 'order', 'default'],
  ),
  async run(input, call) {
    await arrangeViews(call, input);
    return { ok: true };
  },
});
