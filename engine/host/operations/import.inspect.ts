import { inspect } from '../import/inspect';
import { importableEntity } from '../import/mapping';
import { openTable } from '../import/read';
import { uploadedFile } from '../import/session';
import { SOURCE } from '../import/shapes';
import { defineOperation } from '../contract';

/** Looks into an uploaded file: encoding, sheets, columns with samples and a guessed field, the first rows, the number of rows. */
export default defineOperation<'import.inspect'>({
  name: 'import.inspect',
  may: 'import',
  isReadOnly: true,
  input: { type: 'object', properties: SOURCE, required: ['entity', 'file'], additionalProperties: false },
  async run(input, call) {
    const entity = importableEntity(call, input.entity);
    const { source } = await uploadedFile(call, input.file);
    const table = await openTable(source, input);
    try {
      return await inspect(call, entity, table, source.size, input.hasHeader ?? true);
    } finally {
      await table.close();
    }
  },
});
