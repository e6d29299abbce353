import { definePlugin, type DocumentKind } from '../kernel/contract';
import { blockTypes } from './blocks/index.generated';
import { checkPage } from './check';
import { pageProblems } from './problems';

const page: DocumentKind = {
  kind: 'page',
  label: { 'zh-CN': '记录页面', en: 'Record page' },
  icon: 'id',
  order: 70,
  check: checkPage,
};

/** The page engine: blocks, and the document kind `page`. */
export const pagePlugin = definePlugin({
  id: 'page',
  label: { 'zh-CN': '记录页面', en: 'Record pages' },
  blockTypes,
  documentKinds: [page],
  problems: pageProblems,
});
