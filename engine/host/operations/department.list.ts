import { defineOperation } from '../contract';
import { listDepartments } from '../services/people-store';

/** The organisation, as everybody may know it: it is what people choose from in forms. */
export default defineOperation<'department.list'>({
  name: 'department.list',
  may: 'signedIn',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  run: async (_, { host }) => ({ departments: await listDepartments(host.pool) }),
});
