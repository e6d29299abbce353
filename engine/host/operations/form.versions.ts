import { defineOperation } from '../contract';
import { formVersions } from '../services/form-versions';
import { ENTITY, inputOf } from '../services/records-input';

/** How many records each version of a form captured, and what publications moved. */
export default defineOperation<'form.versions'>({
  name: 'form.versions',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ form: ENTITY }, ['form']),
  run: (input, call) => formVersions(call, input),
});
