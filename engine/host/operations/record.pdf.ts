import { defineOperation } from '../contract';
import { startPdfJob } from '../pdf/job';
import { PRINT_ASK, printAskInput } from '../pdf/shapes';

/** Several records as one PDF, made in the background like a large export. */
export default defineOperation<'record.pdf'>({
  name: 'record.pdf',
  may: 'export',
  isReadOnly: false,
  input: printAskInput({ ...PRINT_ASK, origin: { type: 'string', maxLength: 300, pattern: '^https?://[^/?#\\s]+$' } }),
  run: (input, call) => startPdfJob(call, input),
});
