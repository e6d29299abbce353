import { defineOperation } from '../contract';
import { previewHandOver } from '../services/handover';
import { inputOf, UUID } from '../services/records-input';

/** How many records and open approvals a person has, entity by entity. */
export default defineOperation<'handover.preview'>({
  name: 'handover.preview',
  may: 'admin',
  isReadOnly: true,
  input: inputOf({ from: UUID }, ['from']),
  run: (input, call) => previewHandOver(call, input),
});
