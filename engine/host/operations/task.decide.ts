import { defineOperation } from '../contract';
import { decideTask } from '../services/flows';
import { listTasks } from '../services/flows-tasks';

/** Approves or rejects, with the fields of the node, and says which task comes next. Sent twice, it is done once. */
export default defineOperation<'task.decide'>({
  name: 'task.decide',
  may: 'signedIn',
  plugin: 'workflow',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      task: { type: 'string', format: 'uuid' },
      decision: { enum: ['approve', 'reject'] },
      comment: { type: 'string', maxLength: 2000 },
      values: { type: 'object' },
      rev: { type: 'integer', minimum: 1 },
    },
    required: ['task', 'decision'],
    additionalProperties: false,
  },
  async run(input, call) {
    await decideTask(call, input);
    const [next = null] = await listTasks(call, 'open', 1);
    return { ok: true, next };
  },
});
