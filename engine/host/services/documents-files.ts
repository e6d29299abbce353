/** Documents as files: `<folder>/<kind>/<name>.json`, the same bytes for the same document. */
import fs from 'node:fs';
import path from 'node:path';
import type { AnyDocument } from '../../kernel/documents.generated';
import { stableStringify, type Json } from '../../kernel/json';
import { problem, Refusal } from '../../kernel/problems';

/** Keys in the order people read a document in; keys that are not named follow in alphabetical order. */
const COMMON = ['kind', 'id', 'name', 'aliases', 'type', 'field', 'agg', 'grain', 'op', 'value'];
const TEXTS = [
  'label',
  'labelPlural',
  'zh-CN',
  'en',
  'icon',
  'color',
  'titleField',
  'entity',
  'version',
  'description',
];
const ORDER: { readonly [kind: string]: readonly string[] } = {
  entity: [...COMMON, ...TEXTS, 'required', 'unique', 'default', 'options', 'help', 'fields'],
  form: ['effect', ...COMMON, ...TEXTS, 'enabled', 'columns', 'items', 'span', 'when', 'then', 'sections', 'rules'],
  flow: [...COMMON, ...TEXTS, 'trigger', 'on', 'when', 'x', 'y', 'options', 'from', 'exit', 'to', 'nodes', 'edges'],
  report: [
    ...COMMON,
    ...TEXTS,
    'columns',
    'dimensions',
    'measures',
    'filter',
    'sort',
    'limit',
    'by',
    'direction',
    'question',
    'chart',
  ],
  dashboard: [...COMMON, ...TEXTS, 'report', 'title', 'x', 'y', 'w', 'h', 'tiles'],
  page: [
    ...COMMON,
    'as',
    'width',
    ...TEXTS,
    'roles',
    'form',
    'status',
    'figures',
    'action',
    'header',
    'title',
    'options',
    'blocks',
    'columns',
    'rows',
    'tabs',
  ],
  role: [...COMMON, ...TEXTS, 'permissions', 'create', 'read', 'update', 'delete', 'otherFields', 'fields', 'entities'],
  view: [
    ...COMMON,
    ...TEXTS,
    'roles',
    'isDefault',
    'order',
    'width',
    'pinned',
    'total',
    'direction',
    'columns',
    'filter',
    'sort',
    'group',
    'colors',
    'rowHeight',
    'wrap',
    'options',
    'definition',
  ],
  package: [...COMMON, ...TEXTS, 'dashboard', 'report', 'roles', 'items', 'menu'],
};

/** The one text of a document: in its file, in the database, in a diff. */
export const textOf = (document: AnyDocument): string =>
  stableStringify(document as unknown as Json, ORDER[document.kind] ?? [...COMMON, ...TEXTS]);

export const fileOf = (document: Pick<AnyDocument, 'kind' | 'name'>): string =>
  path.join(document.kind, `${document.name}.json`);

export interface DocumentFile {
  /** Relative to the folder. */
  readonly file: string;
  readonly text: string;
  readonly document: AnyDocument;
}

/**
 * The documents of a package folder. Folders that are no kind (sample data) are left alone.
 * @throws Refusal naming each file that is no JSON, or lies under another kind or name than its own
 */
export function readFolder(folder: string, kinds: ReadonlySet<string>): readonly DocumentFile[] {
  const problems: Refusal['problems'][number][] = [];
  const files: DocumentFile[] = [];
  for (const kind of listed(folder).filter((name) => kinds.has(name))) {
    for (const name of listed(path.join(folder, kind)).filter((file) => file.endsWith('.json'))) {
      const file = path.join(kind, name);
      const text = fs.readFileSync(path.join(folder, file), 'utf8');
      const document = parse(text);
      if (document && fileOf(document) === file) files.push({ file, text, document });
      else problems.push(problem(document ? 'document.fileMisplaced' : 'document.fileBroken', [file], { file }));
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
  return files;
}

const listed = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder).sort() : []);

function parse(text: string): AnyDocument | undefined {
  try {
    const value = JSON.parse(text) as AnyDocument | null;
    return typeof value === 'object' && value !== null && typeof value.kind === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what differs and deletes files of documents that are no more. Returns the names of the files touched. */
export function writeFolder(
  folder: string,
  documents: readonly AnyDocument[],
  kinds: ReadonlySet<string>,
): readonly string[] {
  const wanted = new Map(documents.map((document) => [fileOf(document), textOf(document)]));
  const touched: string[] = [];
  for (const [file, text] of wanted) {
    const target = path.join(folder, file);
    if (fs.existsSync(target) && fs.readFileSync(target, 'utf8') === text) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
    touched.push(file);
  }
  for (const kind of listed(folder).filter((name) => kinds.has(name))) {
    for (const name of listed(path.join(folder, kind)).filter((file) => file.endsWith('.json'))) {
      const file = path.join(kind, name);
      if (wanted.has(file)) continue;
      fs.rmSync(path.join(folder, file));
      touched.push(file);
    }
  }
  return touched;
}
