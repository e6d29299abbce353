import { definePlugin, type DocumentKind, type Names } from '../kernel/contract';
import type { FormDocument } from '../kernel/documents.generated';
import { checkForm } from './check';
import { fieldTypes } from './fields/index.generated';
import { itemTypes } from './items/index.generated';
import { formProblems } from './problems';

const form: DocumentKind = {
  kind: 'form',
  label: { 'zh-CN': '表单', en: 'Form' },
  icon: 'forms',
  order: 30,
  check: (document: FormDocument, names: Names) =>
    checkForm(document, { model: names.model, types: names.registry.fieldTypes, names }),
};

/** The form engine: field types and the document kind `form`. */
export const formPlugin = definePlugin({
  id: 'form',
  label: { 'zh-CN': '表单', en: 'Forms' },
  fieldTypes,
  itemTypes,
  documentKinds: [form],
  problems: formProblems,
});
