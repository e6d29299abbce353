import { defineOperation } from '../contract';
import { listPeople } from '../services/people-store';

export default defineOperation<'person.list'>({
  name: 'person.list',
  may: 'admin',
  isReadOnly: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  run: async (_, { host }) => ({ people: await listPeople(host.pool) }),
});
