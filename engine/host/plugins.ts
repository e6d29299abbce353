/** The one list of plugins. Taking a line out leaves a host that starts without what the plugin brings. */
import { functions } from '../expression/functions/index.generated';
import { formPlugin } from '../form/plugin';
import { definePlugin, type Plugin } from '../kernel/contract';
import { workflow } from '../workflow';
import { entityProblems } from '../entity/problems';
import { coreKinds } from './kinds';
import { documentProblems } from './kinds/problems';
import { hostProblems } from './problems';

/** What the ground floor brings and nobody can take away. */
export const core = definePlugin({
  id: 'core',
  label: { 'zh-CN': '平台', en: 'Platform' },
  functions,
  documentKinds: coreKinds,
  problems: { ...hostProblems, ...entityProblems, ...documentProblems },
});

export const plugins: readonly Plugin[] = [core, formPlugin, workflow];
