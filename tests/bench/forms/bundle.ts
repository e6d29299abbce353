/** Makes one page for each form engine: ours from the sources, the others from packages in a temporary folder. */
import { build, type Plugin } from 'esbuild';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const here = import.meta.dirname;
const root = path.resolve(here, '../../..');

export interface Engine {
  readonly name: string;
  readonly folder: string;
}
/** Formily's Ant Design layer does not run on React 19. */
const PACKAGES = {
  react: '19.3.1',
  'react-dom': '19.3.1',
  '@rjsf/core': '6.11.1',
  '@rjsf/utils': '6.11.1',
  '@rjsf/validator-ajv8': '6.11.1',
  '@jsonforms/core': '3.8.0',
  '@jsonforms/react': '3.8.0',
  '@jsonforms/vanilla-renderers': '3.8.0',
  'survey-core': '3.0.0',
  'survey-react-ui': '3.0.0',
  '@formily/core': '2.3.7',
  '@formily/react': '2.3.7',
  '@formily/antd-v5': '1.2.4',
  antd: '5.29.3',
  '@ant-design/icons': '5.6.1',
  react18: 'npm:react@18.3.1',
  'react-dom18': 'npm:react-dom@18.3.1',
};
const PEERS = ['rjsf', 'jsonforms', 'surveyjs', 'formily'];
const packages = path.join(os.tmpdir(), 'trellis-form-peers');

/** Next's router is no part of what is measured. */
const NAVIGATION = `
  import { createElement } from 'react';
  export const Link = (props) => createElement('a', props);
  export const useRouter = () => ({ push() {}, refresh() {} });
  export const usePathname = () => '/';
  export const useSearchParams = () => new URLSearchParams();
`;
const navigation: Plugin = {
  name: 'navigation',
  setup(builder) {
    builder.onResolve({ filter: /components\/lib\/navigation$/ }, () => ({ path: 'navigation', namespace: 'bench' }));
    builder.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({ contents: NAVIGATION, resolveDir: root }));
  },
};
/** Packages come from the temporary folder, and React in the version an engine knows. */
const fromPackages = (isReact18: boolean): Plugin => ({
  name: 'packages',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, async ({ path: name, kind, pluginData, resolveDir }) => {
      if (pluginData === 'done' || name === '') return undefined;
      const wanted = isReact18 ? name.replace(/^(react|react-dom)(?=$|\/)/, '$118') : name;
      const isOwn = wanted !== name || resolveDir.startsWith(here);
      return builder.resolve(wanted, { kind, pluginData: 'done', resolveDir: isOwn ? packages : resolveDir });
    });
  },
});

async function bundle(entry: string, outdir: string, plugins: readonly Plugin[]): Promise<void> {
  await build({
    entryPoints: { page: path.join(here, entry) },
    outdir,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    tsconfig: path.join(root, 'tsconfig.json'),
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [...plugins],
    logLevel: 'error',
  });
}

/** The others' packages, installed at the first run; a sentence when they cannot be. */
function install(): string | undefined {
  const file = path.join(packages, 'package.json');
  const wanted = JSON.stringify({ name: 'trellis-form-peers', private: true, dependencies: PACKAGES }, null, 2);
  const isThere = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === wanted;
  if (isThere && fs.existsSync(path.join(packages, 'installed'))) return undefined;
  fs.mkdirSync(packages, { recursive: true });
  fs.writeFileSync(file, wanted);
  try {
    execFileSync('npm', ['i', '--legacy-peer-deps', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: packages,
      stdio: 'ignore',
      timeout: 300_000,
    });
    fs.writeFileSync(path.join(packages, 'installed'), '');
    return undefined;
  } catch {
    return 'The other engines could not be installed (is the registry within reach?): only ours is measured.';
  }
}

/** Pages in `folder`, one below the name of each engine that is asked for. */
export async function bundleAll(
  folder: string,
  isAsked: (name: string, all: readonly string[]) => boolean,
): Promise<{ readonly engines: readonly Engine[]; readonly note: string | undefined }> {
  const all = ['trellis', 'trellis plain', ...PEERS];
  const asked = all.filter((name) => isAsked(name, all));
  const peers = PEERS.filter((name) => asked.includes(name));
  const note = peers.length > 0 ? install() : undefined;
  const ours = path.join(folder, 'trellis');
  await bundle('trellis.tsx', ours, [navigation]);
  fs.copyFileSync(path.join(root, 'node_modules/@mantine/core/styles.css'), path.join(ours, 'mantine.css'));
  for (const name of note ? [] : peers) {
    await bundle(`peers/${name}.jsx`, path.join(folder, name), [fromPackages(name === 'formily')]);
  }
  const engines = asked.flatMap((name): Engine[] => {
    if (name.startsWith('trellis')) return [{ name, folder: 'trellis' }];
    return note ? [] : [{ name, folder: name }];
  });
  return { engines, note };
}

/** Scripts that the page loads before anything is done with it, compressed, in KB. */
export function zipped(folder: string): number {
  const seen = new Set<string>();
  const visit = (name: string): number => {
    if (seen.has(name)) return 0;
    seen.add(name);
    const source = fs.readFileSync(path.join(folder, name));
    const imports = source.toString('utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
    return gzipSync(source).length / 1024 + [...imports].reduce((sum, [, next]) => sum + visit(next!), 0);
  };
  return visit('page.js');
}
