import { remember } from '../import/inspect';
import { importableEntity, planImport } from '../import/mapping';
import { linesOf, openTable } from '../import/read';
import { uploadedFile, type JobOptions } from '../import/session';
import { SETTINGS } from '../import/shapes';
import { defineOperation } from '../contract';

/**
 * Starts an import in the background, or with `check` a trial run of it that keeps nothing; its progress comes by the live
 * topic `import` and by `import.get`. The choices are remembered for files with the same columns.
 */
export default defineOperation<'import.start'>({
  name: 'import.start',
  may: 'import',
  isReadOnly: false,
  input: { type: 'object', properties: SETTINGS, required: ['entity', 'file', 'mapping'], additionalProperties: false },
  async run({ entity: name, file, check = false, ...settings }, call) {
    const { host, viewer } = call;
    const entity = importableEntity(call, name);
    planImport(call, entity, settings);
    const uploaded = await uploadedFile(call, file);
    // Opened once before the job is made: a file that is no table is refused here, where a person sees it.
    const table = await openTable(uploaded.source, settings);
    let headers: readonly string[] = [];
    for await (const { cells } of linesOf(table)) {
      if (settings.hasHeader ?? true) headers = cells;
      break;
    }
    await table.close();
    await remember(call, entity, headers, settings);
    const job = host.ids.uuid();
    const options: JobOptions = { ...settings, fileName: uploaded.name };
    await host.transaction(async (tx) => {
      await tx.query(
        `insert into import_job (id, entity_id, file_id, by_id, kind, options, total, created_at)
         values ($1, $2, $3, $4, $5, $6, null, $7)`,
        [job, entity.id, file, viewer.id, check ? 'check' : 'import', JSON.stringify(options), host.clock.now()],
      );
      await host.jobs.enqueue(tx, 'import.run', { job });
    });
    return { job };
  },
});
