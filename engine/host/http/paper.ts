/** /api/v1/records/{entity}/{id}.pdf: one record on paper, as whoever asks may see it. */
import { isUuid } from '../../kernel/ids';
import { refuse } from '../../kernel/problems';
import { callOf, readQuery, type SignedInVisit } from './door';
import { fileNames } from './stream';

/** GET ?form=<name>&download; the file is named by the record's title and the day. */
export async function printedRecord(visit: SignedInVisit): Promise<Response> {
  const { form, download } = readQuery(visit.url, ['form', 'download']);
  const entity = visit.params[0]!;
  const id = visit.params[1]!.slice(0, -'.pdf'.length);
  if (!isUuid(id)) return refuse('record.notFound', ['record']);
  const call = { ...callOf(visit), signal: visit.request.signal };
  const { host } = visit.doors;
  const name = await host.pdf.nameOf(call, entity, id);
  const origin = visit.url.origin;
  const body = await host.pdf.make(call, { entity, records: [id], ...(form && { form }), origin });
  return new Response(Uint8Array.from(body), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `${download === undefined ? 'inline' : 'attachment'}; ${fileNames(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
