import type { NodeType } from '../../../kernel/contract';
import type { People } from '../../../kernel/documents.generated';
import { problem } from '../../../kernel/problems';
import type { Text } from '../../../kernel/text';
import { checkPeople, checkPlaces, go, NEXT, peopleOption } from '../../parts';

type NotifyOptions = {
  readonly to: People;
  readonly title: Text;
  readonly body?: Text;
};
const NO_TEXT: Text = { 'zh-CN': '', en: '' };

const notify: NodeType<NotifyOptions> = {
  type: 'notify',
  group: 'action',
  label: { 'zh-CN': '发送通知', en: 'Notify' },
  hint: { 'zh-CN': '给相关人员发一条站内通知', en: 'Sends people a notice in the application' },
  icon: 'bell',
  options: {
    type: 'object',
    properties: {
      to: { ...peopleOption({ 'zh-CN': '通知谁', en: 'To' }), 'x-order': 1 },
      title: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '标题', en: 'Title' },
        'x-help': { 'zh-CN': '用 {字段名} 引用记录的值', en: 'Use {field} for a value of the record' },
        'x-editor': 'text',
        'x-order': 2,
      },
      body: {
        $ref: 'common.schema.json#/$defs/text',
        'x-label': { 'zh-CN': '内容', en: 'Message' },
        'x-editor': 'text',
        'x-order': 3,
      },
    },
    required: ['to', 'title'],
    additionalProperties: false,
  },
  initial: { to: { by: 'submitter' }, title: { 'zh-CN': '', en: '' }, body: { 'zh-CN': '', en: '' } },
  exits: () => NEXT,
  compile: (node) => {
    const { to, title, body = NO_TEXT } = node.options;
    return { entry: [{ type: 'notify', params: { node: node.id, to, title, body } }], always: go(node, 'next') };
  },
  check: ({ options }, names) => [
    ...checkPeople(options.to, ['to'], names),
    ...(options.title?.['zh-CN'] || options.title?.en ? [] : [problem('flow.titleMissing', ['title'])]),
    ...checkPlaces(options.title, ['title'], names),
    ...checkPlaces(options.body, ['body'], names),
  ],
  examples: [
    {
      node: {
        id: 'tell',
        label: { 'zh-CN': '通知提交人', en: 'Tell the submitter' },
        options: { to: { by: 'submitter' }, title: { 'zh-CN': '“{name}”已通过', en: '“{name}” is approved' } },
        exits: { next: 'yes' },
      },
      state: {
        entry: [
          {
            type: 'notify',
            params: {
              node: 'tell',
              to: { by: 'submitter' },
              title: { 'zh-CN': '“{name}”已通过', en: '“{name}” is approved' },
              body: { 'zh-CN': '', en: '' },
            },
          },
        ],
        always: { target: '#yes', actions: [{ type: 'took', params: { node: 'tell', exit: 'next' } }] },
      },
    },
  ],
};
export default notify;
