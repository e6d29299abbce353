/** react-jsonschema-form with its core theme, checking at every change as ours does. */
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { readCase, ready, schemaOf } from '../case';

const bench = readCase();
const schema = schemaOf(bench);
let held = bench.rows.length > 0 ? { lines: bench.rows } : {};

function Page() {
  const [formData, setData] = useState(held);
  return (
    <Form
      schema={schema}
      validator={validator}
      formData={formData}
      liveValidate="onChange"
      onChange={(event) => {
        held = event.formData;
        setData(event.formData);
      }}
    />
  );
}
createRoot(document.getElementById('root')).render(<Page />);
ready(() => held);
