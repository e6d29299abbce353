/** Formily with Ant Design 5, all rows on one page. */
import { ArrayTable, DatePicker, FormItem, Input, NumberPicker, Select, Switch } from '@formily/antd-v5';
import { createForm } from '@formily/core';
import { createSchemaField, FormProvider } from '@formily/react';
import { createRoot } from 'react-dom/client';
import { CHOICES, COLUMNS, readCase, ready } from '../case';

const bench = readCase();
const KINDS = {
  text: { type: 'string', 'x-component': 'Input' },
  number: { type: 'number', 'x-component': 'NumberPicker' },
  date: { type: 'string', 'x-component': 'DatePicker' },
  choice: { type: 'string', 'x-component': 'Select', enum: CHOICES.map((value) => ({ value, label: value })) },
  yes_no: { type: 'boolean', 'x-component': 'Switch' },
};
const property = ({ label, kind, isRequired }) => ({
  ...KINDS[kind],
  title: label,
  required: isRequired,
  'x-decorator': 'FormItem',
});
const properties = Object.fromEntries(bench.fields.map((field) => [field.name, property(field)]));
if (bench.rows.length > 0) {
  const columns = COLUMNS.map((column) => {
    const { title, ...cell } = property(column);
    return [
      `column_${column.name}`,
      {
        type: 'void',
        'x-component': 'ArrayTable.Column',
        'x-component-props': { title, width: 160 },
        properties: { [column.name]: cell },
      },
    ];
  });
  properties.lines = {
    type: 'array',
    'x-component': 'ArrayTable',
    'x-component-props': { pagination: { pageSize: 2000 }, scroll: { x: '100%' } },
    items: { type: 'object', properties: Object.fromEntries(columns) },
  };
}
const form = createForm({ initialValues: bench.rows.length > 0 ? { lines: bench.rows } : {} });
const SchemaField = createSchemaField({
  components: { ArrayTable, DatePicker, FormItem, Input, NumberPicker, Select, Switch },
});
createRoot(document.getElementById('root')).render(
  <FormProvider form={form}>
    <SchemaField schema={{ type: 'object', properties }} />
  </FormProvider>,
);
ready(() => JSON.parse(JSON.stringify(form.values)));
