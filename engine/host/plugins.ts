/** The one list of plugins. Taking a line out leaves a host that starts without what the plugin brings. */
import { RECORD_PROBLEMS } from '../data/records/problems';
import { SECRET_PROBLEMS } from '../data/secrets/secrets';
import { viewTypes } from '../../components/views/types.generated';
import { functions } from '../expression/functions/index.generated';
import { expressionProblems } from '../expression/problems';
import { entityProblems } from '../entity/problems';
import { formPlugin } from '../form/plugin';
import { definePlugin, type Plugin } from '../kernel/contract';
import { pagePlugin } from '../page/plugin';
import { QUERY_PROBLEMS } from '../query/problems';
import { reportPlugin } from '../report/plugin';
import { workflow } from '../workflow';
import { beginProblems } from './begin/problems';
import { commentProblems } from './comments/problems';
import { draftProblems } from './drafts/problems';
import { importProblems } from './import/problems';
import { coreKinds } from './kinds';
import { documentProblems } from './kinds/problems';
import { batchProblems, viewProblems } from './kinds/view-problems';
import { linkProblems } from './links/problems';
import { pdfProblems } from './pdf/problems';
import { hostProblems } from './problems';
import { ACCESS_PROBLEMS } from './services/access-problems';

/** What the ground floor brings and nobody can take away. */
export const core = definePlugin({
  id: 'core',
  label: { 'zh-CN': '平台', en: 'Platform' },
  functions,
  viewTypes,
  documentKinds: coreKinds,
  problems: {
    ...hostProblems,
    ...pdfProblems,
    ...beginProblems,
    ...documentProblems,
    ...ACCESS_PROBLEMS,
    ...entityProblems,
    ...expressionProblems,
    ...importProblems,
    ...commentProblems,
    ...draftProblems,
    ...linkProblems,
    ...QUERY_PROBLEMS,
    ...RECORD_PROBLEMS,
    ...SECRET_PROBLEMS,
    ...viewProblems,
    ...batchProblems,
  },
});

export const plugins: readonly Plugin[] = [core, formPlugin, workflow, reportPlugin, pagePlugin];
