/**
 * Records as PDFs: the server's own browser opens the print page, as whoever asks. The page is opened by a ticket that is
 * good for one look; what it asks for while it is drawn is answered in this process. So what is on paper is what that
 * person may see, and the browser holds no session.
 */
import type { Pool } from 'pg';
import type { PrintAsk } from '../../kernel/api';
import type { Clock } from '../../kernel/clock';
import { refuse } from '../../kernel/problems';
import { say } from '../../kernel/text';
import type { Viewer } from '../../kernel/viewer';
import type { Call } from '../contract';
import type { Doors } from '../http/door';
import type { People } from '../services/people';
import { answerPaper } from './answer';
import { createPrinter, type Printer } from './browser';
import { findChromium } from './find.mjs';
import { pdfName } from './names';
import { createTickets, type TicketAsk } from './tickets';

/** Milliseconds one record may take, and each further one. */
const LIMIT_MS = 60_000;
const EACH_MS = 1_000;

export interface PdfService {
  /** Whether a browser was found and it is known where the pages are. */
  isReady(): Promise<boolean>;
  /** @throws Refusal when a record may not be read, and pdf.* when it cannot be made now */
  make(call: Call, ask: PrintAsk & { readonly origin?: string }): Promise<Uint8Array>;
  /** What the PDF of a record is called; refused like a record that does not exist. */
  nameOf(call: Call, entity: string, record: string): Promise<string>;
  /** Takes a ticket: who asked for what. The second time it is unknown. */
  redeem(ticket: string): Promise<{ readonly viewer: Viewer; readonly ask: TicketAsk } | undefined>;
}
/** The service with what only its own process needs. */
export interface Pdf extends PdfService {
  /** This process answers pages under the address. */
  servedAt(origin: string): void;
  sweep(): Promise<unknown>;
  close(): Promise<void>;
}

export function createPdf(parts: {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly people: People;
  readonly doors: () => Doors;
  /** Where people reach this platform (TRELLIS_URL). */
  readonly publicUrl: string | undefined;
  readonly printer: Printer | undefined;
}): Pdf {
  const { pool, clock, people, doors } = parts;
  const publicOrigin = parts.publicUrl && URL.canParse(parts.publicUrl) ? new URL(parts.publicUrl).origin : undefined;
  let found: Promise<string | undefined> | undefined;
  const find = () => (found ??= findChromium());
  const printer = parts.printer ?? createPrinter({ find });
  const tickets = createTickets(pool, clock);
  /** Where the pages are: here, else where everybody finds them. */
  let pages = publicOrigin;

  async function title(call: Call, entity: string, record: string): Promise<string> {
    const { title } = await call.host.records.get(call, entity, record, []);
    return title || say(call.host.model().entity(entity)?.label, call.viewer.locale, entity);
  }

  return {
    isReady: async () => pages !== undefined && (parts.printer !== undefined || (await find()) !== undefined),
    async make(call, { origin, ...ask }) {
      const { viewer } = call;
      const at = pages ?? refuse('pdf.noPages');
      // Said before a browser is started; the page reads them again.
      for (const record of ask.records) await call.host.records.get(call, ask.entity, record, []);
      const ticket = await tickets.issue(viewer.id, { ...ask, origin: publicOrigin ?? origin ?? at });
      return printer.print({
        url: `${at}/print/${ticket}`,
        answer: (request) => answerPaper(doors(), viewer, request),
        locale: viewer.locale,
        timeZone: viewer.timeZone,
        limit: LIMIT_MS + EACH_MS * (ask.records.length - 1),
        signal: call.signal,
      });
    },
    nameOf: async (call, entity, record) => pdfName(await title(call, entity, record), clock.now(), call.viewer),
    async redeem(ticket) {
      const taken = await tickets.redeem(ticket);
      const viewer = taken && (await people.viewer(taken.viewerId));
      return viewer && { viewer, ask: taken.ask };
    },
    servedAt(origin) {
      pages = origin;
    },
    sweep: tickets.sweep,
    close: () => printer.close(),
  };
}
