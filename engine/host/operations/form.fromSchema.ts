import { schemaToForm } from '../begin/schema';
import { defineOperation } from '../contract';

/** What a form made from a JSON Schema would be, and what it would not hold or check. */
export default defineOperation<'form.fromSchema'>({
  name: 'form.fromSchema',
  may: 'build',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', minLength: 1, maxLength: 1_000_000 },
      label: { type: 'string', maxLength: 200 },
    },
    required: ['text'],
    additionalProperties: false,
  },
  async run({ text, label }, call) {
    const { entity, form, notes } = await schemaToForm(call.host, text, label);
    return { entity, form, notes };
  },
});
