import { PaperPage } from '@/components/record/print/PaperPage';
import { readTicket } from '../../../_server/paper';

/** What the server's own browser draws. A ticket opens it once; nobody else finds anything here. */
export default async function PaperOfTicket({ params }: { params: Promise<{ ticket: string }> }) {
  const { ticket } = await params;
  return <PaperPage {...await readTicket(ticket)} />;
}
