/** Processes that tests start and kill. */
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './sources';

/**
 * Bundles tests/durability/<name>.ts into one file with most packages in it: such a child is up in a third of the
 * processor time. @returns the path of the program
 */
export async function bundleChild(name: string): Promise<string> {
  const program = path.join(root, `.tmp/durability/${name}.mjs`);
  await build({
    entryPoints: [path.join(root, `tests/durability/${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    external: ['pg', '@prisma/*'],
    banner: { js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);" },
    tsconfig: path.join(root, 'tsconfig.json'),
    logLevel: 'error',
  });
  return program;
}
