import { tableToForm } from '../begin/table';
import { defineOperation } from '../contract';
import { SOURCE } from '../import/shapes';

const { entity: _, ...TABLE } = SOURCE;

/** What the columns of an uploaded table would be as fields of a form. */
export default defineOperation<'form.fromTable'>({
  name: 'form.fromTable',
  may: 'build',
  isReadOnly: true,
  input: { type: 'object', properties: TABLE, required: ['file'], additionalProperties: false },
  run: (input, call) => tableToForm(call, input),
});
