/** The rules of engine/README.md, kept by a test. What still breaks one is counted in .ci/budgets.json, which may only shrink. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles, readSources, root, type Import, type Source } from './support/sources';

const sources = readSources();
const code = sources.filter(({ path: file }) => !file.startsWith('tests/') && !/\.test(kit)?\.tsx?$/.test(file));
const written = code.filter(({ path: file }) => !file.includes('.generated.'));
const budgets = JSON.parse(fs.readFileSync(path.join(root, '.ci/budgets.json'), 'utf8')) as Record<string, number>;

/** As many as the budget allows, and not one fewer: whoever mends one lowers the number. */
function expectWithin(budget: string, found: readonly string[]): void {
  const allowed = budgets[budget] ?? 0;
  const verdict = found.length < allowed ? `lower "${budget}" in .ci/budgets.json to ${found.length}` : '';
  expect(found.length > allowed ? found : [], `${budget}: more than the ${allowed} allowed`).toEqual([]);
  expect(verdict).toBe('');
}

// ---- layers -----------------------------------------------------------------------------------------------------------
const GROUND = ['kernel', 'schema', 'expression', 'entity', 'access', 'query'];
const LAYERS: { readonly [layer: string]: readonly string[] } = {
  kernel: [],
  schema: ['kernel'],
  expression: ['kernel'],
  entity: GROUND,
  access: GROUND,
  query: GROUND,
  form: GROUND,
  workflow: GROUND,
  report: GROUND,
  page: GROUND,
  data: GROUND,
  jobs: GROUND,
  // What a view type declares, without React: the host checks saved views by it.
  viewType: ['kernel'],
  host: [...GROUND, 'form', 'workflow', 'report', 'page', 'data', 'jobs', 'viewType'],
  cli: [...GROUND, 'form', 'workflow', 'report', 'page', 'data', 'jobs', 'host'],
  view: ['kernel', 'schema', 'expression', 'form', 'page', 'components'],
  components: [...GROUND, 'form', 'workflow', 'report', 'page', 'viewType'],
  app: ['components', 'kernel'],
  server: ['kernel', 'host', 'components'],
};

/** Packages that only some layers may use; every other package is free. */
const PACKAGES: { readonly [name: string]: readonly string[] } = {
  xstate: ['workflow'],
  pg: ['data', 'jobs'],
  kysely: ['data', 'query'],
  '@prisma/client': ['data'],
  '@prisma/adapter-pg': ['data'],
  'pg-boss': ['jobs'],
  'better-auth': ['host'],
  ajv: ['host'],
  next: ['app', 'server', 'host', 'components'],
  react: ['components', 'view', 'app', 'server'],
  'react-dom': ['components'],
  'react-hook-form': ['components', 'view'],
  echarts: ['components'],
  elkjs: ['components'],
  '@xyflow/react': ['components'],
};
const isUi = (name: string): boolean => /^@mantine\/|^@dnd-kit\/|^@tabler\//.test(name);

function layerOf(file: string): string {
  if (/^components\/views\/([a-z_]+\/type|types\.generated)\.ts$/.test(file)) return 'viewType';
  if (file.endsWith('/view.tsx') || file.endsWith('views.generated.ts')) return 'view';
  if (file.startsWith('app/_server/')) return 'server';
  const [top, second] = file.split('/');
  return top === 'engine' ? second! : top!;
}
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Types of the host's contract may be used everywhere: they are how the parts know each other. */
const isContract = ({ isType, file }: Import): boolean => isType && file === 'engine/host/contract.ts';
const isAllowed = (from: string, to: string): boolean => from === to || (LAYERS[from] ?? []).includes(to);

function layerFaults({ path: file, imports }: Source): string[] {
  const layer = layerOf(file);
  return imports.flatMap((one) => {
    if (isContract(one)) return [];
    if (one.file) {
      const target = layerOf(one.file);
      const isView = target === 'view' && (layer === 'components' || file.endsWith('.generated.ts'));
      const isServer = layer === 'app' && target === 'server';
      return isView || isServer || isAllowed(layer, target) ? [] : [`${file} → ${one.file}`];
    }
    const name = packageOf(one.from);
    const may = isUi(name) ? ['components', 'view', 'app'] : PACKAGES[name];
    return one.isType || !may || may.includes(layer) ? [] : [`${file} → ${name}`];
  });
}

describe('the architecture', () => {
  it('imports only downwards, and packages only where they belong', () => {
    expectWithin('layers', code.flatMap(layerFaults));
  });

  it('has no rings of imports', () => {
    expectWithin(
      'cycles',
      findCycles(code).map((cycle) => cycle.join(' → ')),
    );
  });

  it('keeps engines apart: form, workflow, report and page never know each other', () => {
    const engines = ['form', 'workflow', 'report', 'page'];
    const faults = code.flatMap(({ path: file, imports }) =>
      imports
        .filter((one) => one.file && engines.includes(layerOf(file)) && engines.includes(layerOf(one.file)))
        .filter((one) => layerOf(one.file!) !== layerOf(file))
        .map((one) => `${file} → ${one.file}`),
    );
    expectWithin('engines', faults);
  });

  it('keeps “use client” out of app and engine', () => {
    const faults = code.filter(
      ({ path: file, text }) => /^'use client'/m.test(text) && !/^components\/|\/view\.tsx$|\/error\.tsx$/.test(file),
    );
    expectWithin(
      'useClient',
      faults.map(({ path: file }) => file),
    );
  });
});

describe('sizes', () => {
  const longer = (limit: number, isMeant: (file: string) => boolean): string[] =>
    sources
      .filter(({ path: file, lines }) => !file.includes('.generated.') && isMeant(file) && lines > limit)
      .map(({ path: file, lines }) => `${file}: ${lines}`);

  it('no file is longer than 400 lines', () => {
    expectWithin(
      'longFiles',
      longer(400, () => true),
    );
  });
  it('no component is longer than 250 lines', () => {
    expectWithin(
      'longComponents',
      longer(250, (file) => file.startsWith('components/')),
    );
  });
  it('no route file is longer than 40 lines', () => {
    expectWithin(
      'longRoutes',
      longer(40, (file) => /^app\/(?!_server)/.test(file)),
    );
  });
});

describe('words', () => {
  it('“any” is not a type here', () => {
    const faults = sources.filter(({ text }) =>
      /(?::|\bas|<|\|)\s*any\b(?=[\s;,)>[\]|=]|$)/m.test(withoutComments(text)),
    );
    expectWithin(
      'any',
      faults.map(({ path: file }) => file),
    );
  });

  it('nobody switches on the type of a unit outside its folder', () => {
    const faults = written.filter(({ text }) =>
      /switch\s*\(\s*\w*\.?(?:type|fieldType|nodeType|chartType)\s*\)/.test(text),
    );
    expectWithin(
      'switchOnType',
      faults.map(({ path: file }) => file),
    );
  });

  it('SQL is written only where the database is', () => {
    const sql = /['"`]\s*(?:select\s[^'"`]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)/i;
    const faults = code.filter(
      ({ path: file, text }) => !/^engine\/(data|jobs|host|query|entity|expression|cli)\//.test(file) && sql.test(text),
    );
    expectWithin(
      'sql',
      faults.map(({ path: file }) => file),
    );
  });

  it('no TypeScript names what a package declares', () => {
    const named = packageNames();
    // Journeys walk through the installed package as its users do; everything else must do without it.
    const code = sources.filter(({ path: file }) => !file.startsWith('tests/journeys/'));
    const faults = code.flatMap(({ path: file, text }) =>
      named.filter((one) => one.test.test(text)).map((one) => `${file}: ${one.name}`),
    );
    expectWithin('packageNames', faults);
  });
});

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/** Names (as literals or members) and Chinese labels of the entities of every package but the platform's. */
function packageNames(): readonly { readonly name: string; readonly test: RegExp }[] {
  const schemas = path.join(root, 'schemas');
  return fs
    .readdirSync(schemas)
    .filter((name) => !['formats', 'platform'].includes(name) && fs.existsSync(path.join(schemas, name, 'entity')))
    .flatMap((name) =>
      fs.readdirSync(path.join(schemas, name, 'entity')).map((file) => path.join(schemas, name, 'entity', file)),
    )
    .flatMap((file) => {
      const { name, label } = JSON.parse(fs.readFileSync(file, 'utf8')) as { name: string; label: { 'zh-CN': string } };
      const Capital = name[0]!.toUpperCase() + name.slice(1);
      return [
        { name, test: new RegExp(`['"\`/]${name}s?['"\`/]`) },
        { name: Capital, test: new RegExp(`\\b${Capital}[A-Z]\\w*`) },
        { name: label['zh-CN'], test: new RegExp(label['zh-CN']) },
      ];
    });
}
