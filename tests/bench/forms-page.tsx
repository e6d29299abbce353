/** The page that tests/bench/forms.ts measures: one generated form, filled in by the product's own FormView. */
import { createRoot } from 'react-dom/client';
import { FormView } from '@/components/form/runtime/FormView';
import form from '@/components/i18n/messages/en/form.json';
import shell from '@/components/i18n/messages/en/shell.json';
import { Providers } from '@/components/ui/Providers';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';

const count = Number(new URLSearchParams(window.location.hash.slice(1)).get('fields') ?? 100);
const TYPES = ['text', 'number', 'text', 'date', 'text', 'money', 'text', 'yes_no'];
const both = (text: string) => ({ 'zh-CN': text, en: text });

const fields: FieldView[] = Array.from({ length: count }, (_, i) => ({
  id: `fld_${i}`,
  name: `f${i}`,
  type: TYPES[i % TYPES.length]!,
  label: both(`Field ${i}`),
  right: 'edit',
  required: i % 5 === 0,
  unique: false,
  options: {},
  system: false,
}));
const entity: EntityView = {
  id: 'ent_bench',
  name: 'bench',
  label: both('Bench'),
  labelPlural: both('Bench'),
  version: 1,
  isPlatform: false,
  titleField: 'f0',
  can: { create: true, update: true, delete: true },
  fields,
};
const perSection = 20;
const numbers = fields.filter((field) => field.type === 'number').map((field) => field.name);
const formDocument: FormDocument = {
  kind: 'form',
  id: 'frm_bench',
  name: 'bench',
  label: both('Bench'),
  entity: 'bench',
  sections: Array.from({ length: Math.ceil(count / perSection) }, (_, s) => ({
    id: `sec_${s}`,
    label: both(`Section ${s}`),
    columns: 2,
    items: fields.slice(s * perSection, (s + 1) * perSection).map((field) => ({ field: field.name })),
  })),
  // One rule for each number: it shows the field after it.
  rules: numbers.map((name, i) => ({
    id: `rul_${i}`,
    when: `${name} == null || ${name} < 1000`,
    then: [{ effect: 'show' as const, field: `f${Number(name.slice(1)) + 1}` }],
  })),
};
const names = fields.map((field) => field.name);

createRoot(document.getElementById('root')!).render(
  <Providers locale="en" timeZone="UTC" messages={{ form, shell }}>
    <FormView
      document={formDocument}
      entity={entity}
      targets={[]}
      me={null}
      isNew
      values={Object.fromEntries(names.map((name) => [name, null]))}
      editable={names}
      draft="bench"
      submitLabel="Save"
      onSubmit={() => Promise.resolve()}
    />
  </Providers>,
);
