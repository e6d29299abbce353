import type { DashboardDocument, ReportDocument } from '../../kernel/documents.generated';
import { refuse } from '../../kernel/problems';
import { defineOperation } from '../contract';
import { inputOf } from '../services/records-input';
import { mayAsk } from '../services/records-query';

/**
 * A published dashboard: its tiles with their questions; each tile then asks for itself. Tiles about something the viewer
 * may not see are left out; whoever may see none of them finds no dashboard.
 */
export default defineOperation<'dashboard.open'>({
  name: 'dashboard.open',
  may: 'signedIn',
  plugin: 'report',
  isReadOnly: true,
  input: inputOf({ dashboard: { type: 'string', maxLength: 60 } }, ['dashboard']),
  async run({ dashboard: wanted }, call) {
    const { documents } = call.host;
    const board = documents.published('dashboard', wanted)?.document as DashboardDocument | undefined;
    const missing = (): never => refuse('dashboard.missing', ['dashboard'], { dashboard: wanted });
    if (!board) return missing();
    const tiles = board.tiles.flatMap(({ id, report: name, title, x, y, w, h }) => {
      const report = documents.published('report', name)?.document as ReportDocument | undefined;
      if (!report || !mayAsk(call, report.question)) return [];
      const { label, chart, question } = report;
      return [{ id, report: report.name, title: title ?? label, x, y, w, h, chart, question }];
    });
    if (tiles.length === 0 && board.tiles.length > 0) return missing();
    return { name: board.name, label: board.label, tiles };
  },
});
