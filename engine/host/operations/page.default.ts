import { pageByDefault } from '../services/pages';
import { defineOperation } from '../contract';
import { ENTITY, inputOf } from '../services/records-input';

/** The page an entity has by itself: what a new page begins with. */
export default defineOperation<'page.default'>({
  name: 'page.default',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY }, ['entity']),
  run: ({ entity }, call) => Promise.resolve(pageByDefault(call, entity)),
});
