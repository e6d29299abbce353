import { definePlugin, type DocumentKind, type Names } from '../kernel/contract';
import type { FlowDocument } from '../kernel/documents.generated';
import type { Problem } from '../kernel/problems';
import { checkFlow } from './check';
import { flowNames } from './names';
import { nodeTypes } from './nodes/index.generated';
import { flowProblems } from './problems';
import { rolesWithoutSight } from './sight';

const flow: DocumentKind = {
  kind: 'flow',
  label: { 'zh-CN': '流程', en: 'Flow' },
  icon: 'git-branch',
  order: 50,
  check(document: FlowDocument, names: Names) {
    const entity = names.model.entity(document.entity);
    const known = entity && flowNames(names.model, entity, names.roles);
    const found = [...checkFlow(document, names.registry.nodeTypes, known), ...rolesWithoutSight(document, names)];
    const said = new Set(found.map(({ path }) => path.join('.')));
    return [...optionProblems(document, names).filter(({ path }) => !said.has(path.join('.'))), ...found];
  },
};

/** What the options schemas say; where a node's own check speaks of the same place, its words are the better ones. */
const optionProblems = (document: FlowDocument, { registry, checkOptions }: Names): readonly Problem[] =>
  document.nodes.flatMap((node, index) => {
    const unit = registry.nodeTypes.get(node.type);
    return unit ? checkOptions(unit, node.options ?? {}, ['nodes', index, 'options']) : [];
  });

export const workflow = definePlugin({
  id: 'workflow',
  label: { 'zh-CN': '审批流程', en: 'Workflow' },
  nodeTypes,
  documentKinds: [flow],
  problems: flowProblems,
});
