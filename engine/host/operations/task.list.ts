import { defineOperation } from '../contract';
import { listTasks } from '../services/flows-tasks';

/** The viewer's own tasks: open ones by urgency, done ones by the latest. */
export default defineOperation<'task.list'>({
  name: 'task.list',
  may: 'signedIn',
  plugin: 'workflow',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: { state: { enum: ['open', 'done'] }, size: { type: 'integer', minimum: 1, maximum: 500 } },
    additionalProperties: false,
  },
  run: async ({ state = 'open', size = 100 }, call) => ({ tasks: await listTasks(call, state, size) }),
});
