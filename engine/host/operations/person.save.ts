import { defineOperation } from '../contract';
import { savePerson } from '../services/people-store';

/** Makes a person (without `id`) or changes one. A new password or `active: false` ends the person's sessions. */
export default defineOperation<'person.save'>({
  name: 'person.save',
  may: 'admin',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' },
      email: { type: 'string', format: 'email', maxLength: 200 },
      password: { type: 'string', minLength: 8, maxLength: 200 },
      department: { type: ['string', 'null'], format: 'uuid' },
      roles: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 40 } },
      active: { type: 'boolean' },
      locale: { enum: ['zh-CN', 'en'] },
    },
    required: ['name', 'email', 'roles', 'active'],
    additionalProperties: false,
  },
  run: (input, { host }) => host.transaction((tx) => savePerson(host, tx, input)),
});
