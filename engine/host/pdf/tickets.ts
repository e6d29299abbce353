/**
 * Tickets for one print page. The server's own browser carries no session: it shows a random word that is good for one
 * look at one set of records, for some seconds, in the name of whoever asked. Kept in the database, for the page may be
 * served by another process.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { PrintAsk } from '../../kernel/api';
import type { Clock } from '../../kernel/clock';

const GOOD_MS = 60_000;
const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

/** What a ticket is good for. `origin`: address that codes on the paper lead to. */
export type TicketAsk = PrintAsk & { readonly origin: string };

export function createTickets(pool: Pool, clock: Clock) {
  return {
    /** @returns the word that the print page takes */
    async issue(viewerId: string, ask: TicketAsk): Promise<string> {
      const ticket = randomBytes(32).toString('base64url');
      const until = new Date(clock.now().getTime() + GOOD_MS);
      await pool.query('insert into print_ticket (hash, viewer_id, ask, expires_at) values ($1, $2, $3, $4)', [
        hashOf(ticket),
        viewerId,
        JSON.stringify(ask),
        until,
      ]);
      return ticket;
    },
    /** Takes the ticket: the second time it is unknown. */
    async redeem(ticket: string): Promise<{ readonly viewerId: string; readonly ask: TicketAsk } | undefined> {
      const { rows } = await pool.query<{ viewer_id: string; ask: TicketAsk; expires_at: Date }>(
        'delete from print_ticket where hash = $1 returning viewer_id, ask, expires_at',
        [hashOf(ticket)],
      );
      const row = rows[0];
      return row && new Date(row.expires_at) > clock.now() ? { viewerId: row.viewer_id, ask: row.ask } : undefined;
    },
    /** Forgets tickets nobody showed. */
    sweep: () => pool.query('delete from print_ticket where expires_at < $1', [clock.now()]),
  };
}
export type Tickets = ReturnType<typeof createTickets>;
