/** The one pool and the one transaction: SQL and Prisma on the same connection. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { copyFrom } from './copy';
import { run } from './run';
import type { Tx } from '../host/contract';
import { PrismaClient } from './generated/client';

const DATE = 1082;

/**
 * Connections to PostgreSQL. A date stays the text 'YYYY-MM-DD' (pg would make it midnight of the server's zone);
 * numeric and bigint are text by themselves; instants are Date, which JSON writes as ISO with Z.
 */
export function createPool(databaseUrl: string, max = 20, options: pg.PoolConfig = {}): pg.Pool {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === DATE ? (text: string) => text : pg.types.getTypeParser(oid, format as 'text'),
  } as pg.CustomTypesConfig;
  const pool = new pg.Pool({ connectionString: databaseUrl, max, idleTimeoutMillis: 30_000, types, ...options });
  // A connection that the server closed while nobody used it: the next query opens another.
  pool.on('error', () => undefined);
  return pool;
}

/** A read that takes longer than this is ended by PostgreSQL: nobody waits for a list that long, and others wait behind it. */
const READ_TIMEOUT_MS = Number(process.env.TRELLIS_READ_TIMEOUT_MS ?? 20_000);

/** Connections for reading records: nothing can be written on them. */
export const createReadPool = (databaseUrl: string): pg.Pool =>
  createPool(databaseUrl, 10, {
    statement_timeout: READ_TIMEOUT_MS,
    options: '-c default_transaction_read_only=on',
  });

/**
 * Runs `fn` in one transaction: committed when it returns, rolled back when it throws. What `afterCommit` was given
 * runs then; it cannot undo anything, so what it throws is dropped.
 */
export async function transaction<T>(pool: pg.Pool, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks inside the transaction fails its next query; without a listener it would end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  const told: (() => void)[] = [];
  let prisma: PrismaClient | undefined;
  const tx: Tx = {
    async query<R>(text: string, values?: readonly unknown[]) {
      const result = await client.query(text, values as unknown[]);
      return { rows: result.rows as R[], rowCount: result.rowCount ?? 0 };
    },
    run: (statement) => run(client, statement),
    copy: (text, body) => copyFrom(client, text, body),
    get prisma() {
      return (prisma ??= new PrismaClient({ adapter: new PrismaPg(new OneClientPool(client)) }));
    },
    afterCommit: (listener) => void told.push(listener),
  };
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await fn(tx);
    await client.query('commit');
    for (const listener of told) {
      try {
        listener();
      } catch (error) {
        console.error(error);
      }
    }
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    // A connection that cannot roll back is thrown away.
    client.off('error', ignore);
    client.release(broken);
  }
}

/** A pool over one connection that is inside a transaction already; a nested BEGIN becomes a savepoint. */
class OneClientPool extends pg.Pool {
  readonly #client: pg.PoolClient;
  #savepoints = 0;

  constructor(client: pg.PoolClient) {
    super({ max: 1 });
    this.#client = client;
  }

  override query(...args: unknown[]): never {
    return (this.#client.query as (...args: unknown[]) => never)(...args);
  }

  override connect(): never {
    const client = this.#client;
    this.#savepoints += 1;
    const name = `trellis_${this.#savepoints}`;
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    const facade: pg.PoolClient = Object.create(client, {
      query: { value: (query: unknown, ...rest: unknown[]) => send(asSavepoint(query, name), ...rest) },
      release: { value: () => undefined },
      on: { value: () => facade },
      removeListener: { value: () => facade },
    }) as pg.PoolClient;
    return Promise.resolve(facade) as never;
  }
}

function asSavepoint(query: unknown, name: string): unknown {
  const rewrite = (text: string): string => {
    if (/^\s*(begin|start transaction)\b/i.test(text)) return `savepoint ${name}`;
    if (/^\s*commit\b/i.test(text)) return `release savepoint ${name}`;
    return /^\s*rollback\s*;?\s*$/i.test(text) ? `rollback to savepoint ${name}` : text;
  };
  if (typeof query === 'string') return rewrite(query);
  const isQuery = typeof query === 'object' && query !== null && 'text' in query;
  return isQuery ? { ...query, text: rewrite(String(query.text)) } : query;
}
