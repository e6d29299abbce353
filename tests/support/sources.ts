/** The sources of the project and what they import, read as text. */
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export interface Import {
  readonly from: string;
  /** `import type`: gone at run time. */
  readonly isType: boolean;
  /** Path of the file inside the project, or undefined for a package. */
  readonly file: string | undefined;
}
export interface Source {
  /** Inside the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

const FOLDERS = ['app', 'components', 'engine', 'tests'];
const SKIPPED = ['engine/data/generated'];

function* walk(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const inside = `${folder}/${entry.name}`;
    if (SKIPPED.includes(inside)) continue;
    if (entry.isDirectory()) yield* walk(inside);
    else if (/\.tsx?$/.test(entry.name)) yield inside;
  }
}

/** A worker counts: where it loads what starts it, Turbopack's build never ends. */
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)|new URL\('(\.[^']+)', import\.meta\.url\)/g;

/** `import { type A, type B }` brings nothing at run time either. */
const isOnlyTypes = (statement: string): boolean => {
  const names = /\{([^}]*)\}/.exec(statement)?.[1];
  if (names === undefined || /import\s+\w+\s*,/.test(statement)) return false;
  const list = names.split(',').filter((name) => name.trim() !== '');
  return list.length > 0 && list.every((name) => name.trim().startsWith('type '));
};

function resolve(from: string, specifier: string): string | undefined {
  const isOwn = specifier.startsWith('.') || specifier.startsWith('@/');
  if (!isOwn) return undefined;
  const base = specifier.startsWith('@/') ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  const tries = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`];
  return (
    tries.find((file) => fs.existsSync(path.join(root, file)) && fs.statSync(path.join(root, file)).isFile()) ?? base
  );
}

export function readSources(): readonly Source[] {
  return FOLDERS.flatMap((folder) => [...walk(folder)]).map((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    const imports = [...text.matchAll(IMPORT)].map((match): Import => {
      const from = (match[2] ?? match[3] ?? match[4])!;
      return { from, isType: Boolean(match[1]) || isOnlyTypes(match[0]), file: resolve(file, from) };
    });
    return { path: file, text, lines: text.split('\n').length - 1, imports };
  });
}

/** Each ring of files that import one another at run time, as the list of its files. */
export function findCycles(sources: readonly Source[]): readonly (readonly string[])[] {
  const next = new Map(
    sources.map(({ path: file, imports }) => [file, imports.filter((i) => !i.isType && i.file).map((i) => i.file!)]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    for (const target of next.get(file) ?? []) visit(target, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}
