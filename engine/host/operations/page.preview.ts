import { DOCUMENT } from '../services/documents-said';
import { previewPage } from '../services/pages';
import { defineOperation } from '../contract';
import { inputOf, UUID } from '../services/records-input';

/** A draft of a page as I would see it, with a record. */
export default defineOperation<'page.preview'>({
  name: 'page.preview',
  may: 'build',
  isReadOnly: true,
  input: inputOf({ document: DOCUMENT, record: UUID }, ['document']),
  run: (input, call) => previewPage(call, input),
});
