import { defineOperation } from '../contract';
import { saveDepartment } from '../services/people-store';

/** Makes a department (without `id`), renames it or moves it, with everything below. */
export default defineOperation<'department.save'>({
  name: 'department.save',
  may: 'admin',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string', minLength: 1, maxLength: 100, pattern: '\\S' },
      parent: { type: ['string', 'null'], format: 'uuid' },
      manager: { type: ['string', 'null'], format: 'uuid' },
    },
    required: ['name'],
    additionalProperties: false,
  },
  run: (input, { host }) => host.transaction((tx) => saveDepartment(host, tx, input)),
});
