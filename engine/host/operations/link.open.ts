import { defineOperation } from '../contract';
import { openLink } from '../links/open';
import { inputOf } from '../services/records-input';

/** What the page of a link shows. */
export default defineOperation<'link.open'>({
  name: 'link.open',
  may: 'guest',
  isReadOnly: true,
  input: inputOf({}, []),
  run: (_, call) => openLink(call),
});
