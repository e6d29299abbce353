import 'server-only';
import { connection } from 'next/server';
import { notFound } from 'next/navigation';
import type { Paper } from '@/components/record/print/PaperPage';
import { getHost } from './host';

/** Takes a ticket and reads what it is good for, in the name of whoever asked for the paper. */
export async function readTicket(ticket: string): Promise<Paper> {
  await connection();
  const host = getHost();
  const taken = await host.pdf.redeem(ticket);
  if (!taken) notFound();
  const { viewer, ask } = taken;
  const { origin, ...input } = ask;
  const [session, data] = await Promise.all([
    host.answer('session.get', {}, viewer),
    host.answer('record.print', input, viewer),
  ]);
  // What may not be seen is not found.
  if (!session.ok || !data.ok) notFound();
  const { locale, timeZone } = viewer;
  return { session: session.output, data: data.output, origin, locale, timeZone };
}
