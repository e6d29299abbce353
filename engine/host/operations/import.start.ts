import type { Json } from '../../kernel/json';
import { openTable } from '../import/read';
import { checkMapping, importableEntity, uploadedFile } from '../import/session';
import { defineOperation } from '../contract';

/** Starts an import in the background; its progress comes by the live topic `import` and by `import.get`. */
export default defineOperation<'import.start'>({
  name: 'import.start',
  may: 'import',
  isReadOnly: false,
  input: {
    type: 'object',
    properties: {
      entity: { type: 'string', maxLength: 60 },
      file: { type: 'string', format: 'uuid' },
      encoding: { type: 'string', maxLength: 20 },
      sheet: { type: 'string', maxLength: 100 },
      hasHeader: { type: 'boolean' },
      mapping: {
        type: 'array',
        maxItems: 500,
        items: {
          type: 'object',
          properties: {
            index: { type: 'integer', minimum: 0, maximum: 16_383 },
            field: { type: 'string', maxLength: 60 },
          },
          required: ['index', 'field'],
          additionalProperties: false,
        },
      },
    },
    required: ['entity', 'file', 'mapping'],
    additionalProperties: false,
  },
  async run({ entity: name, file, hasHeader = true, ...rest }, call) {
    const { host, viewer } = call;
    const entity = importableEntity(call, name);
    checkMapping(call, entity, rest.mapping);
    const uploaded = await uploadedFile(call, file);
    let lines = 0;
    for await (const _ of (await openTable(uploaded.body, rest)).rows()) lines += 1;
    const job = host.ids.uuid();
    const options: Json = { ...rest, hasHeader, fileName: uploaded.name };
    await host.transaction(async (tx) => {
      await tx.query(
        'insert into import_job (id, entity_id, file_id, by_id, options, total) values ($1, $2, $3, $4, $5, $6)',
        [job, entity.id, file, viewer.id, JSON.stringify(options), Math.max(0, hasHeader ? lines - 1 : lines)],
      );
      await host.jobs.enqueue(tx, 'import.run', { job });
    });
    return { job };
  },
});
