/** JSON Forms with its vanilla renderers, the lightest it has. */
import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { createRoot } from 'react-dom/client';
import { readCase, ready, schemaOf } from '../case';

const bench = readCase();
let held = bench.rows.length > 0 ? { lines: bench.rows } : {};
const uischema = {
  type: 'VerticalLayout',
  elements: [...bench.fields.map(({ name }) => name), ...(bench.rows.length > 0 ? ['lines'] : [])].map((name) => ({
    type: 'Control',
    scope: `#/properties/${name}`,
  })),
};
createRoot(document.getElementById('root')).render(
  <JsonForms
    schema={schemaOf(bench)}
    uischema={uischema}
    data={held}
    renderers={vanillaRenderers}
    cells={vanillaCells}
    validationMode="ValidateAndShow"
    onChange={({ data }) => {
      held = data;
    }}
  />,
);
ready(() => held);
