/** SurveyJS, live as ours: values change while typing and are checked when they do. */
import 'survey-core/survey-core.css';
import { createRoot } from 'react-dom/client';
import { Model, settings } from 'survey-core';
import { Survey } from 'survey-react-ui';
import { CHOICES, COLUMNS, readCase, ready } from '../case';

const bench = readCase();
settings.matrix.maxRowCount = 2000;
const TYPES = {
  text: { type: 'text', cellType: 'text' },
  number: { type: 'text', cellType: 'text', inputType: 'number' },
  date: { type: 'text', cellType: 'text', inputType: 'date' },
  choice: { type: 'dropdown', cellType: 'dropdown', choices: CHOICES },
  yes_no: { type: 'boolean', cellType: 'boolean' },
};
const question = ({ name, label, kind, isRequired }) => {
  const { cellType: _cell, ...type } = TYPES[kind];
  return { ...type, name, title: label, isRequired };
};
const column = ({ name, label, kind, isRequired }) => {
  const { type: _type, ...cell } = TYPES[kind];
  return { ...cell, name, title: label, isRequired };
};
const table = {
  type: 'matrixdynamic',
  name: 'lines',
  title: 'Lines',
  columns: COLUMNS.map(column),
  rowCount: 0,
  maxRowCount: 2000,
};
const survey = new Model({
  textUpdateMode: 'onTyping',
  checkErrorsMode: 'onValueChanged',
  elements: [...bench.fields.map(question), ...(bench.rows.length > 0 ? [table] : [])],
});
if (bench.rows.length > 0) survey.data = { lines: bench.rows };
createRoot(document.getElementById('root')).render(<Survey model={survey} />);
ready(() => survey.data);
