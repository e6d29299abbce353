import fs from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname;
/** Another folder than .next, so that several servers can run from one checkout. */
const distDir = process.env.TRELLIS_NEXT_DIR ?? '.next';

/** @type {import('next').NextConfig} */
const config = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  // Only reached through globalThis.__trellis; named so that a stray import is never bundled.
  serverExternalPackages: ['pg', 'pg-boss', 'kysely', 'better-auth', '@prisma/client', '@prisma/adapter-pg'],
  turbopack: { root },
  typescript: { ignoreBuildErrors: true, tsconfigPath: tsconfigOf(distDir) },
  devIndicators: false,
  // tests/bench/weight.ts asks which modules a page's scripts are made of.
  productionBrowserSourceMaps: process.env.TRELLIS_SOURCE_MAPS === '1',
};
export default config;

/** Next writes the types of its routes into tsconfig's `include`; another distDir gets a tsconfig of its own instead. */
function tsconfigOf(folder) {
  if (folder === '.next') return 'tsconfig.json';
  // Not below distDir: Turbopack does not look for sources there.
  const file = path.join(root, '.tmp', `tsconfig-${folder.replace(/\W+/g, '-')}.json`);
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const up = path.relative(path.dirname(file), root);
    const own = { extends: `${up}/tsconfig.json`, compilerOptions: { paths: { '@/*': [`${up}/*`] } } };
    fs.writeFileSync(file, JSON.stringify(own, null, 2));
  }
  return path.relative(root, file);
}
