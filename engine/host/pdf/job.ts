/** Several records as one PDF in the background: an export job whose file a browser draws. */
import type { Input } from '../../kernel/api';
import { refuse } from '../../kernel/problems';
import { say } from '../../kernel/text';
import type { Call } from '../contract';
import { pdfName } from './names';

export type PdfInput = Input<'record.pdf'> & { readonly format: 'pdf' };

/** @throws pdf.noBrowser before a job is made that could not end well */
export async function startPdfJob(call: Call, input: Input<'record.pdf'>): Promise<{ readonly job: string }> {
  const { host, viewer } = call;
  const entity =
    host.model().entity(input.entity) ?? refuse('record.unknownEntity', ['entity'], { entity: input.entity });
  if (!(await host.pdf.isReady())) refuse('pdf.noBrowser');
  const job = host.ids.uuid();
  const asked: PdfInput = { ...input, format: 'pdf' };
  await host.transaction(async (tx) => {
    await tx.query(
      'insert into export_job (id, by_id, entity_id, input, total, created_at) values ($1, $2, $3, $4, $5, $6)',
      [job, viewer.id, entity.id, JSON.stringify(asked), input.records.length, host.clock.now()],
    );
    await host.jobs.enqueue(tx, 'export.run', { job });
  });
  return { job };
}

/** Draws the file of such a job. @returns its id */
export async function writePdf(call: Call, { format: _format, origin, ...ask }: PdfInput): Promise<string> {
  const { host, viewer } = call;
  const body = await host.pdf.make(call, { ...ask, ...(origin && { origin }) });
  const entity = host.model().entity(ask.entity);
  const title = say(entity?.labelPlural ?? entity?.label, viewer.locale, ask.entity);
  const name = pdfName(title, host.clock.now(), viewer);
  return (await host.files.put(call, { name, mime: 'application/pdf', body })).id;
}
