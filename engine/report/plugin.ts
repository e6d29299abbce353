import { definePlugin, type DocumentKind } from '../kernel/contract';
import { chartTypes } from './charts/index.generated';
import { checkDashboard, checkReport } from './check';
import { reportProblems } from './problems';

const report: DocumentKind = {
  kind: 'report',
  label: { 'zh-CN': '报表', en: 'Report' },
  icon: 'chart-bar',
  order: 50,
  check: checkReport,
};
const dashboard: DocumentKind = {
  kind: 'dashboard',
  label: { 'zh-CN': '仪表盘', en: 'Dashboard' },
  icon: 'layout-dashboard',
  order: 60,
  check: checkDashboard,
};

/** The report engine: charts, and the document kinds `report` (a question with its chart) and `dashboard`. */
export const reportPlugin = definePlugin({
  id: 'report',
  label: { 'zh-CN': '报表', en: 'Reports' },
  chartTypes,
  documentKinds: [report, dashboard],
  problems: reportProblems,
});
