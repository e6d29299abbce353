/** Reads the command line and runs a command. Started by engine/cli/trellis.mjs, which brings the database up. */
import { parseArgs } from 'node:util';
import { createHost } from '../host/host';
import { Refusal } from '../kernel/problems';
import { say, type Locale } from '../kernel/text';
import { commands, HELP, tellProblems, type Options } from './commands';

export interface Place {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The project's folder. */
  readonly root: string;
}
/** @returns the exit code: 0 done, 1 not done (problems, or a refusal), 2 not understood */
export async function main(argv: readonly string[], place: Place): Promise<number> {
  const locale: Locale = /^zh/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'zh-CN' : 'en';
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const parsed = parse(argv);
  const command = parsed && Object.hasOwn(commands, parsed.command) ? commands[parsed.command] : undefined;
  if (!parsed || !command) {
    tell(say(HELP, locale));
    return argv.length === 0 ? 0 : 2;
  }
  const host = await createHost({ ...place, keys: process.env.TRELLIS_KEYS });
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    return (await command({ host, root: place.root, locale, print, tell }, parsed.names, parsed.options)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tellProblems({ host, root: place.root, locale, print, tell }, error.problems);
    return 1;
  } finally {
    await host.close();
  }
}

function parse(argv: readonly string[]): { command: string; names: readonly string[]; options: Options } | undefined {
  try {
    const text = { type: 'string' } as const;
    const options = { yes: { type: 'boolean', short: 'y' }, user: text, label: text, days: text, out: text } as const;
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [command = '', ...names] = positionals;
    const { yes = false, user, label, days, out } = values;
    return { command, names, options: { yes, user, label, days, out } };
  } catch {
    return undefined;
  }
}
