import { definePlugin } from '../kernel/contract';
import { functions } from './functions/index.generated';
import { expressionProblems } from './problems';

/** The expression language: its built-in functions and the words of its problems. */
export const expressionPlugin = definePlugin({
  id: 'expression',
  label: { 'zh-CN': '公式', en: 'Expressions' },
  functions,
  problems: expressionProblems,
});
