/** LISTEN on a connection of its own, which is opened again when it breaks. */
import pg from 'pg';

const RECONNECT_MS = 1_000;

export interface Listening {
  close(): Promise<void>;
}

/**
 * @param receive gets each payload; @param caughtUp is called whenever listening begins (again): what was told before
 *   then was not heard
 */
export async function listen(
  databaseUrl: string,
  channel: string,
  receive: (payload: string) => void,
  caughtUp: () => void,
): Promise<Listening> {
  let client: pg.Client | undefined;
  let isClosed = false;

  const again = (): void => {
    if (!isClosed) setTimeout(() => void connect().catch(again), RECONNECT_MS).unref();
  };
  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'trellis-listen' });
    fresh.on('error', () => undefined);
    fresh.on('notification', ({ payload }) => payload && receive(payload));
    await fresh.connect();
    await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
    fresh.once('end', again);
    caughtUp();
  }

  await connect();
  return {
    async close() {
      isClosed = true;
      await client?.end();
    },
  };
}
