/** What an import leaves behind: the rows that did not pass, as a file to mend. */
import { isUuid } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import { errorsAsCsv } from '../import/errors';
import { importState } from '../import/session';
import { callOf, type SignedInVisit } from './door';

/** GET /api/v1/imports/{job}/errors.csv */
export async function importErrors(visit: SignedInVisit): Promise<Response> {
  const [job, file] = visit.params;
  if (!job || !isUuid(job) || file !== 'errors.csv') return refuse('http.unknown');
  const call = callOf(visit);
  // Asked before the first byte leaves: a stream cannot turn into a problem any more.
  await importState(call, job);
  const lines = errorsAsCsv(call, job);
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(bytes.encode(value));
    },
    cancel: () => lines.return(undefined).then(() => undefined),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="not-imported.csv"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
