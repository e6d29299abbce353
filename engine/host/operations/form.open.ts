import { defineOperation } from '../contract';
import { openForm } from '../services/form-open';
import { ENTITY, inputOf, UUID } from '../services/records-input';

/** What a page needs to show a form: for a new record, for a record, or for the record of one of my tasks. */
export default defineOperation<'form.open'>({
  name: 'form.open',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ entity: ENTITY, form: ENTITY, record: UUID, task: UUID, formVersion: { enum: ['newest'] } }, [
    'entity',
  ]),
  run: (input, call) => openForm(call, input),
});
