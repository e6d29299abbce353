/** The one list of plugins. Taking a line out leaves a host that starts without what the plugin brings. */
import { functions } from '../expression/functions/index.generated';
import { formPlugin } from '../form/plugin';
import { definePlugin, type Plugin } from '../kernel/contract';
import { workflow } from '../workflow';
import { entityProblems } from '../entity/problems';
import { hostProblems } from './problems';

/** What the ground floor brings and nobody can take away. */
export const core = definePlugin({
  id: 'core',
  label: { 'zh-CN': '平台', en: 'Platform' },
  functions,
  documentKinds: [
    { kind: 'entity', label: { 'zh-CN': '数据实体', en: 'Entity' }, icon: 'database', order: 10 },
    { kind: 'role', label: { 'zh-CN': '角色', en: 'Role' }, icon: 'shield', order: 20 },
    { kind: 'package', label: { 'zh-CN': '应用包', en: 'Package' }, icon: 'package', order: 90 },
  ],
  problems: { ...hostProblems, ...entityProblems },
});

export const plugins: readonly Plugin[] = [core, formPlugin, workflow];
