import type { Filter, Question } from '../../kernel/documents.generated';
import { defineOperation } from '../contract';
import { inputOf, PAGE, QUESTION } from '../services/records-input';
import { recordsBehind } from '../services/records-query';

/**
 * The records behind one group of an answer, as many as its number says: the same filter, the same rights, the same time
 * zone. A question with one measure that counts only some records (`where`) opens those.
 */
export default defineOperation<'report.records'>({
  name: 'report.records',
  may: 'signedIn',
  plugin: 'report',
  isReadOnly: true,
  input: inputOf({ question: QUESTION, group: { type: 'object', maxProperties: 10 }, page: PAGE }, [
    'question',
    'group',
  ]),
  async run({ question, group, page }, call) {
    const filter = narrowed(recordsBehind(call, question, group), question);
    const { entity } = question;
    const list = await call.host.records.list(call, { entity, filter, count: true, ...(page ? { page } : {}) });
    return { entity, filter, ...list };
  },
});

function narrowed(filter: Filter, { measures = [] }: Question): Filter {
  const [only] = measures;
  return measures.length === 1 && only?.where ? { all: [filter, only.where] } : filter;
}
