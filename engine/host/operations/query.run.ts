import { defineOperation } from '../contract';
import { answer } from '../services/records-query';
import { inputOf, QUESTION } from '../services/records-input';

/** A question → its answer. */
export default defineOperation<'query.run'>({
  name: 'query.run',
  may: 'signedIn',
  isReadOnly: true,
  input: inputOf({ question: QUESTION }, ['question']),
  run: ({ question }, call) => answer(call, question),
});
