/**
 * The program: roles web and worker, in one process (engine/cli/run.mjs) or in several:
 * `DATABASE_URL=… node dist/main.js --roles web` and `… --roles worker`, on as many machines as wanted.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { s3Options, s3Store } from '../data/files/s3';
import { createHost, type RunningHost } from './host';
import { setUp, type SignIn } from './setup';
import { serveWeb } from './web';
import { startWorker } from './worker';

export interface ServeOptions {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The project's folder. */
  readonly root: string;
  readonly port: number;
  readonly roles: readonly string[];
  readonly isDemo: boolean;
  /** Next compiles pages when they are asked for. */
  readonly isDev: boolean;
}
export interface Running {
  readonly host: RunningHost;
  readonly port: number;
  /** Sign-ins to tell the person who started this. */
  readonly signIns: readonly SignIn[];
  /** Ends both roles: open answers and running jobs are finished first. */
  stop(): Promise<void>;
}

/** Starts the roles asked for. */
export async function serve(options: ServeOptions): Promise<Running> {
  const isWorker = options.roles.includes('worker');
  const s3 = s3Options(process.env);
  const host = await createHost({
    ...(s3 ? { files: s3Store(s3) } : {}),
    databaseUrl: options.databaseUrl,
    root: options.root,
    dataDir: options.dataDir,
    isDemo: options.isDemo,
    isWorker,
    baseUrl: process.env.TRELLIS_URL,
    secret: process.env.TRELLIS_SECRET,
    keys: process.env.TRELLIS_KEYS,
    mayMakeKeys: options.isDemo || options.isDev,
  });
  const parts: { stop(): Promise<void> }[] = [];
  let port = options.port;
  let signIns: readonly SignIn[] = [];
  try {
    signIns = await setUp(host, options.root);
    if (isWorker) parts.push(await startWorker(host));
    if (options.roles.includes('web')) {
      const web = await serveWeb(host, options);
      port = web.port;
      host.pdf.servedAt(ownAddress(port));
      parts.push(web);
    }
  } catch (error) {
    await host.close();
    throw error;
  }
  return {
    host,
    port,
    signIns,
    async stop() {
      await Promise.allSettled(parts.map((part) => part.stop()));
      await host.close();
    },
  };
}

/** Where this very process answers: `HOST` names one of its addresses, or all of them. */
function ownAddress(port: number): string {
  const { HOST } = process.env;
  const isNamed = HOST !== undefined && !['', '127.0.0.1', '0.0.0.0', '::'].includes(HOST);
  return `http://${isNamed ? (HOST.includes(':') ? `[${HOST}]` : HOST) : 'localhost'}:${port}`;
}

/** Runs until it is told to stop by SIGINT or SIGTERM. The database must be migrated and the pages built. */
async function runProgram(argv: string[]): Promise<void> {
  const { values } = parseArgs({ args: argv, options: { roles: { type: 'string', default: 'web,worker' } } });
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) throw new Error('Set DATABASE_URL. `npm start` brings a database of its own.');
  const root = process.cwd();
  const running = await serve({
    databaseUrl,
    dataDir: path.resolve(root, process.env.TRELLIS_DATA_DIR ?? '.data'),
    root,
    port: Number(process.env.PORT ?? 3000),
    roles: values.roles.split(','),
    isDemo: false,
    isDev: false,
  });
  console.error(`Trellis runs as ${values.roles}.`);
  const stop = (): void => void running.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const isProgram = process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url;
if (isProgram) {
  Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV ?? 'production' });
  await runProgram(process.argv.slice(2));
}
