import { guessMapping } from '../import/guess';
import { openTable } from '../import/read';
import { importableEntity, importableFields, uploadedFile } from '../import/session';
import { defineOperation } from '../contract';

const PREVIEW_ROWS = 20;

/** Looks into an uploaded file: encoding, sheets, columns with samples and a guessed field, the first rows, the number of rows. */
export default defineOperation<'import.inspect'>({
  name: 'import.inspect',
  may: 'import',
  isReadOnly: true,
  input: {
    type: 'object',
    properties: {
      entity: { type: 'string', maxLength: 60 },
      file: { type: 'string', format: 'uuid' },
      encoding: { type: 'string', maxLength: 20 },
      sheet: { type: 'string', maxLength: 100 },
      hasHeader: { type: 'boolean' },
    },
    required: ['entity', 'file'],
    additionalProperties: false,
  },
  async run(input, call) {
    const entity = importableEntity(call, input.entity);
    const { body } = await uploadedFile(call, input.file);
    const table = await openTable(body, input);
    const first: (readonly string[])[] = [];
    let lines = 0;
    for await (const row of table.rows()) {
      if (first.length <= PREVIEW_ROWS) first.push(row);
      lines += 1;
    }
    const hasHeader = input.hasHeader ?? true;
    const preview = hasHeader ? first.slice(1) : first.slice(0, PREVIEW_ROWS);
    const width = Math.max(0, ...first.map((row) => row.length));
    const headers = Array.from({ length: width }, (_, index) => (hasHeader ? (first[0]?.[index] ?? '') : ''));
    const fields = importableFields(call, entity);
    const guesses = guessMapping(headers, fields);
    return {
      encoding: table.encoding,
      sheets: table.sheets,
      rows: Math.max(0, hasHeader ? lines - 1 : lines),
      preview,
      columns: headers.map((header, index) => ({
        index,
        header,
        guess: guesses[index] ?? null,
        samples: [...new Set(preview.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== ''))].slice(0, 3),
      })),
    };
  },
});
