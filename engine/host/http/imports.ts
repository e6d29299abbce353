/** What an import leaves behind: the rows that did not pass, as a file to mend, and the file itself. */
import { isUuid } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import { errorFile } from '../import/errors';
import { fileSource, importJob } from '../import/session';
import { callOf, type SignedInVisit } from './door';
import { streamed } from './stream';

/** GET /api/v1/imports/{job}/errors (the former errors.csv answers too) or /file */
export async function importFiles(visit: SignedInVisit): Promise<Response> {
  const [id, part] = visit.params;
  if (!id || !isUuid(id)) return refuse('http.unknown');
  const call = callOf(visit);
  // Asked before the first byte leaves: a stream cannot turn into a problem any more.
  const job = await importJob(call, id);
  const name = job.options.fileName.replace(/\.[^.]*$/, '');
  if (part === 'errors' || part === 'errors.csv') {
    const { extension, mime, body } = await errorFile(call, job);
    const suffix = call.viewer.locale === 'en' ? 'not imported' : '未导入';
    return streamed(body, mime, `${name} (${suffix}).${extension}`);
  }
  if (part !== 'file') return refuse('http.unknown');
  const { rows } = await call.host.pool.query<{ size: number; mime: string }>(
    'select size, mime from file where id = $1',
    [job.file_id],
  );
  if (!rows[0]) return refuse('import.noFile', ['file']);
  const { stream } = fileSource(call.host, job.file_id, Number(rows[0].size));
  return streamed(stream(), 'application/octet-stream', job.options.fileName);
}
