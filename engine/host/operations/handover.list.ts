import { defineOperation } from '../contract';
import { listHandOvers } from '../services/handover';
import { inputOf } from '../services/records-input';

/** What was handed over lately, and how far what is running has come. */
export default defineOperation<'handover.list'>({
  name: 'handover.list',
  may: 'admin',
  isReadOnly: true,
  input: inputOf({}, []),
  run: (_input, call) => listHandOvers(call),
});
