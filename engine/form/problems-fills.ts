import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string): ProblemTable[string] => ({ status: 422, words: { 'zh-CN': zh, en } });

/** What is wrong with the values a form fills in from chosen records. */
export const fillProblems: ProblemTable = {
  'form.fillRelation': words(
    '“{label}”不指向别的记录，不能从中带出值。请选择一个关联字段。',
    '“{label}” points to no record, so nothing can be filled in from it. Choose a relation.',
  ),
  'form.fillComputed': words(
    '“{label}”由系统计算，不能带入值；如果要始终显示最新值，请把方式改为“实时”。',
    '“{label}” is computed by the system and cannot be filled in. To show a value as it is now, choose “live”.',
  ),
  'form.fillLive': words(
    '实时的值不存储：“{label}”必须是沿“{relation}”显示“{from}”的引用字段。',
    'A live value is never stored: “{label}” must be a look-up along “{relation}” that shows “{from}”.',
  ),
  'form.fillKind': words(
    '“{from}”的值放不进“{label}”：类型不同。',
    'The value of “{from}” does not fit into “{label}”: it is of another kind.',
  ),
  'form.fillChoices': words(
    '“{from}”的选项“{value}”在“{label}”里没有，带不进去。请先添加这个选项。',
    '“{from}” has an option “{value}” that “{label}” does not have. Add it there first.',
  ),
  'form.fillTwice': words(
    '“{label}”已经从另一处带出值，请去掉其中一项。',
    '“{label}” is filled in from another place already. Take one of them out.',
  ),
  'form.fillRuled': words(
    '“{label}”由规则设值，只有被选择的记录才能带出值。请去掉规则或带出设置。',
    '“{label}” is set by a rule; only a record that is chosen fills something in. Take out the rule, or what is filled in.',
  ),
  'form.fillCircle': words(
    '带出的值互相循环：{fields}。请去掉其中一项。',
    'What is filled in goes round in a circle: {fields}. Take one of them out.',
  ),
};
