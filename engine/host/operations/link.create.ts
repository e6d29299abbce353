import { defineOperation } from '../contract';
import { SETTINGS } from '../links/input';
import { createLink } from '../links/manage';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** A link by which people without a sign-in fill in a form, or look at one record. */
export default defineOperation<'link.create'>({
  name: 'link.create',
  may: 'signedIn',
  isReadOnly: false,
  audit: true,
  input: inputOf({ ...SETTINGS, kind: { enum: ['public', 'record'] }, entity: ENTITY, form: ENTITY, record: UUID }, [
    'kind',
    'entity',
    'name',
  ]),
  run: (input, call) => createLink(call, input),
});
