import { defineOperation } from '../contract';
import { PRINT_ASK, printAskInput } from '../pdf/shapes';
import { printRecords } from '../services/printing';

/** What a print page needs of some records: their forms, values, and approvals where the layout shows them. */
export default defineOperation<'record.print'>({
  name: 'record.print',
  may: 'signedIn',
  isReadOnly: true,
  input: printAskInput(PRINT_ASK),
  run: (input, call) => printRecords(call, input),
});
