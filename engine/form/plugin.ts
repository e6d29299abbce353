import { definePlugin } from '../kernel/contract';
import { fieldTypes } from './fields/index.generated';
import { formProblems } from './problems';

/** The form engine: field types and the document kind `form`. */
export const formPlugin = definePlugin({
  id: 'form',
  label: { 'zh-CN': '表单', en: 'Forms' },
  fieldTypes,
  documentKinds: [{ kind: 'form', label: { 'zh-CN': '表单', en: 'Form' }, icon: 'forms', order: 30 }],
  problems: formProblems,
});
