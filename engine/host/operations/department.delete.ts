import { defineOperation } from '../contract';
import { deleteDepartment } from '../services/people-store';

export default defineOperation<'department.delete'>({
  name: 'department.delete',
  may: 'admin',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' } },
    required: ['id'],
    additionalProperties: false,
  },
  async run({ id }, { host }) {
    await host.transaction((tx) => deleteDepartment(host, tx, id));
    return { ok: true };
  },
});
