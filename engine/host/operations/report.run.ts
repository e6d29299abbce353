import type { ReportDocument } from '../../kernel/documents.generated';
import { refuse } from '../../kernel/problems';
import { defineOperation } from '../contract';
import { answer, mayAsk } from '../services/records-query';
import { inputOf } from '../services/records-input';

/**
 * A published report with its answer for whoever asks. A question about something the viewer may not see is a report
 * that is not there: its own words could tell of a hidden field.
 */
export default defineOperation<'report.run'>({
  name: 'report.run',
  may: 'signedIn',
  plugin: 'report',
  isReadOnly: true,
  input: inputOf({ report: { type: 'string', maxLength: 60 } }, ['report']),
  async run({ report: wanted }, call) {
    const report = call.host.documents.published('report', wanted)?.document as ReportDocument | undefined;
    if (!report || !mayAsk(call, report.question)) return refuse('report.missing', ['report'], { report: wanted });
    const { name, label, chart, question } = report;
    return { report: { name, label, chart, question }, answer: await answer(call, question) };
  },
});
