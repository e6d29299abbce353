import type { ItemType } from '../../../kernel/contract';
import { problem } from '../../../kernel/problems';
import type { Text } from '../../../kernel/text';
import { textOption } from '../textOption';

type Options = { readonly flow: string; readonly label?: Text; readonly confirm?: Text; readonly done?: Text };

/** A button that starts a flow on the record. Who may start it, and whether it can be, the server says. */
const flowButton: ItemType<Options> = {
  type: 'flow_button',
  plugin: 'workflow',
  order: 6,
  label: { 'zh-CN': '流程按钮', en: 'Flow button' },
  hint: { 'zh-CN': '点一下，启动一个流程', en: 'Starts a flow on the record' },
  icon: 'player-play',
  options: {
    type: 'object',
    properties: {
      flow: {
        type: 'string',
        maxLength: 40,
        'x-label': { 'zh-CN': '启动哪个流程', en: 'Flow' },
        'x-editor': 'flowName',
        'x-order': 1,
      },
      label: {
        ...textOption(60),
        'x-label': { 'zh-CN': '按钮文字', en: 'Words on the button' },
        'x-help': { 'zh-CN': '留空则用流程的名称。', en: 'The name of the flow when empty.' },
        'x-order': 2,
      },
      confirm: {
        ...textOption(300),
        'x-label': { 'zh-CN': '启动前问什么', en: 'What is asked first' },
        'x-help': { 'zh-CN': '留空则用一句通用的话。', en: 'A general question when empty.' },
        'x-order': 3,
      },
      done: {
        ...textOption(300),
        'x-label': { 'zh-CN': '启动后说什么', en: 'What is said afterwards' },
        'x-order': 4,
      },
    },
    required: ['flow'],
    additionalProperties: false,
  },
  needsRecord: true,
  initial: { flow: '' },
  check({ flow }, { entity, names, path }) {
    const found = names
      .all('flow')
      .find((one) => one.kind === 'flow' && (one.name === flow || one.aliases?.includes(flow)));
    if (!found || found.kind !== 'flow') return [problem('form.unknownFlow', [...path, 'flow'], { flow })];
    return names.model.entity(found.entity)?.id === entity.id
      ? []
      : [problem('form.otherFlow', [...path, 'flow'], { flow: found.label, entity: entity.label })];
  },
  cut(options, sight) {
    const flow = sight.flow(options.flow);
    return flow === undefined ? undefined : { ...options, flow };
  },
  examples: { good: [{ flow: 'approval' }], bad: [{}, { flow: 'approval', label: 'Go' }] },
};
export default flowButton;
