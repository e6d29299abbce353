/** Our own form, as the fill-in page draws it; with rules, computed fields and row totals unless `plain` is asked for. */
import { createRoot } from 'react-dom/client';
import { FormView } from '@/components/form/runtime/FormView';
import form from '@/components/i18n/messages/en/form.json';
import lines from '@/components/i18n/messages/en/lines.json';
import shell from '@/components/i18n/messages/en/shell.json';
import { Providers } from '@/components/ui/Providers';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { FormDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import { CHOICES, COLUMNS, readCase, ready, type BenchField } from './case';

const bench = readCase();
const isPlain = window.location.hash.includes('plain');
const both = (text: string) => ({ 'zh-CN': text, en: text });
const choices = CHOICES.map((value) => ({ value, label: both(value) }));
const OPTIONS: { readonly [kind: string]: { readonly [option: string]: Json } } = {
  text: { maxLength: 80 },
  choice: { choices },
};

const viewOf = ({ name, label, kind, isRequired }: BenchField): FieldView => ({
  id: `fld_${name}`,
  name,
  type: kind,
  label: both(label),
  right: 'edit',
  required: isRequired,
  unique: false,
  options: OPTIONS[kind] ?? {},
  system: false,
});
const formulaView = (name: string, expression: string): FieldView => ({
  ...viewOf({ name, label: `Formula ${name}`, kind: 'number', isRequired: false }),
  right: 'read',
  derived: { type: 'formula', options: { expression } },
});

const own = bench.fields.map(viewOf);
const numbers = own.filter(({ type }) => type === 'number').map(({ name }) => name);
const list: FieldView | undefined =
  bench.rows.length === 0
    ? undefined
    : {
        ...viewOf({ name: 'lines', label: 'Lines', kind: 'text', isRequired: false }),
        type: 'lines',
        options: { maxRows: 2000 },
        fields: [...COLUMNS.map(viewOf), ...(isPlain ? [] : [formulaView('amount', 'c1 * c6')])],
      };
/** Twenty fields computed from others: from two numbers each, and with line items one from all rows. */
const computed = isPlain
  ? []
  : Array.from({ length: 20 }, (_, i) => {
      const [a, b] = [numbers[i % numbers.length], numbers[(i + 1) % numbers.length]];
      return list && i === 0
        ? formulaView('total', 'SUM(lines.amount)')
        : formulaView(`sum${i}`, `coalesce(${a}, 0) + coalesce(${b}, 0) * 2`);
    });
const fields = [...own, ...computed, ...(list ? [list] : [])];

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
const formDocument: FormDocument = {
  kind: 'form',
  id: 'frm_bench',
  name: 'bench',
  label: both('Bench'),
  entity: 'bench',
  sections: Array.from({ length: Math.ceil(fields.length / perSection) }, (_, s) => ({
    id: `sec_${s}`,
    label: both(`Section ${s}`),
    columns: 2,
    items: fields
      .slice(s * perSection, (s + 1) * perSection)
      .map(({ name }) => (name === 'lines' ? { field: name, span: 2 as const } : { field: name })),
  })),
  // A hundred rules: each shows a field while a number and the text that is being typed allow it.
  rules: isPlain
    ? []
    : Array.from({ length: 100 }, (_, i) => {
        const name = numbers[i % numbers.length]!;
        const typed = own[Math.floor(own.length / 2 / 8) * 8]!.name;
        const target = own[(i * 8 + 4) % own.length]!.name;
        return {
          id: `rul_${String(i).padStart(4, '0')}`,
          when: `${name} == null || ${name} < ${1000 + i} || ${typed} == 'never ${i}'`,
          then: [{ effect: 'show' as const, field: target }],
        };
      }),
};
const started: { [field: string]: Json } = Object.fromEntries(fields.map(({ name }) => [name, null]));
if (list) {
  const text = (value: Json): Json => (typeof value === 'number' ? String(value) : value);
  started.lines = bench.rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])),
  );
}

createRoot(document.getElementById('root')!).render(
  <Providers locale="en" timeZone="UTC" messages={{ form, shell, lines }}>
    <FormView
      document={formDocument}
      entity={entity}
      targets={[]}
      me={null}
      isNew
      values={started}
      editable={[...own.map(({ name }) => name), ...(list ? ['lines'] : [])]}
      draft="bench"
      submitLabel="Save"
      onSubmit={() => Promise.resolve()}
    />
  </Providers>,
);
ready(() => JSON.parse(Object.values(localStorage).find((text) => text.includes('values')) ?? '{}') as unknown);
