import { defineOperation } from '../contract';
import { DOCUMENT } from '../services/documents-said';
import { previewMigration } from '../services/form-preview';
import { inputOf } from '../services/records-input';

/** What the migrations of a draft would do to real records; nothing is written. */
export default defineOperation<'form.previewMigration'>({
  name: 'form.previewMigration',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ entity: DOCUMENT, form: DOCUMENT }, ['entity', 'form']),
  run: (input, call) => previewMigration(call, input),
});
