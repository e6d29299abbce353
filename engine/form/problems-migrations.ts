import type { ProblemTable } from '../kernel/problems';

const words = (zh: string, en: string): ProblemTable[string] => ({ status: 422, words: { 'zh-CN': zh, en } });

/** What is wrong with the migrations of a form. */
export const migrationProblems: ProblemTable = {
  'form.migrationTwice': words(
    '有两个迁移的编号相同。请删去其中一个，重新添加。',
    'Two migrations have the same id. Take one of them out and add it anew.',
  ),
  'form.migrationDone': words(
    '这个迁移在发布时已经执行过，改动不会再起作用。请恢复原样，另加一个新的迁移。',
    'This migration ran when it was published; changing it does nothing. Put it back as it was and add another one.',
  ),
  'form.stepKind': words(
    '每一步只做一件事：设值、清空或移动。请选择一种。',
    'A step does one thing: set, clear or move. Choose one.',
  ),
  'form.hiddenFault': words(
    '有一个你无权查看的字段通不过检查。请让有权限的同事来预览。',
    'A field you may not read would not pass. Ask somebody who may read it to preview.',
  ),
  'form.moveTo': words('请选择把值移到哪个字段。', 'Choose the field the value is moved to.'),
  'form.moveSame': words(
    '“{from}”不能移到它自己。请另选一个字段。',
    '“{from}” cannot be moved to itself. Choose another field.',
  ),
  'form.moveKind': words(
    '“{from}”的值放不进“{to}”：类型不同。请改用“设值”，用表达式转换。',
    'Values of “{from}” do not fit into “{to}”: they are of another kind. Set “{to}” by an expression instead.',
  ),
  'form.moveSecret': words(
    '“{from}”是加密字段，不能移到不加密的“{to}”。请先把“{to}”也设为加密。',
    '“{from}” is encrypted and “{to}” is not. Encrypt “{to}” first.',
  ),
  'form.moveLines': words(
    '“{label}”是明细表，迁移不能改动明细行。请用数据引擎的字段转换。',
    '“{label}” holds line items, which a migration cannot change. Use the conversion of its columns instead.',
  ),
};
