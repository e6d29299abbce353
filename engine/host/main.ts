/** The program: roles web and worker in one process or in several. Started by engine/cli/run.mjs, or by itself. */
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
  const host = await createHost({
    databaseUrl: options.databaseUrl,
    root: options.root,
    dataDir: options.dataDir,
    isDemo: options.isDemo,
    isWorker,
    baseUrl: process.env.TRELLIS_URL,
    secret: process.env.TRELLIS_SECRET,
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
