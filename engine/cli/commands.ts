/** The commands of `npm run trellis -- …`, as functions over a host. engine/cli/trellis.ts reads the command line. */
import fs from 'node:fs';
import path from 'node:path';
import { rotateKeys } from './rotate-keys';
import type { DocumentPlan, DocumentProblem, Host } from '../host/contract';
import { fileOf, readFolder } from '../host/services/documents-files';
import {
  applyPackage,
  documentsOf,
  exportPackage,
  folderPublication,
  packageOf,
  PROGRAM,
  removal,
} from '../host/services/documents-install';
import { audit } from './audit';
import { verifyRollups } from './derived';
import { schema } from './schema';
import { types } from './types';
import { sentence } from '../kernel/problems';
import { say, type Locale, type Text } from '../kernel/text';
import type { Viewer } from '../kernel/viewer';

/** What a command works with. `print` is its result, `tell` is for the person at the terminal. */
export interface Terminal {
  readonly host: Host;
  readonly root: string;
  readonly locale: Locale;
  print(line: string): void;
  tell(line: string): void;
}
export interface Options {
  readonly yes: boolean;
  readonly user: string | undefined;
  readonly label: string | undefined;
  readonly days: string | undefined;
  readonly out: string | undefined;
}
/** Returns whether it did what was asked. */
type Command = (terminal: Terminal, names: readonly string[], options: Options) => Promise<boolean>;

export const HELP: Text = {
  en: `npm run trellis -- <command>

  check  [package|folder …]         all problems of the documents, each with its place
  diff   [package|folder …]         what applying would change, in words
  apply  [package|folder …] [--yes] publish what differs; --yes also for renames, hidden fields and other steps of class S2 to S4
  export [package] [folder]         write the published documents as files
  remove <package> [--yes]          take a package away; tables, records and history stay
  types  [package|entity|schema.json …] [--out FILE]  TypeScript types of entities, or of any JSON Schema (FILE "-": standard output)
  schema import FILE [--out FOLDER]  a JSON Schema becomes an entity and its form (drafts, or files); lists what a form cannot hold
  key create --user EMAIL [--label TEXT] [--days N]   an API key with the rights of that person
  audit verify [hash] | head        has anybody altered the audit log or the history? head: the hash to keep elsewhere
  rotate-keys                       encrypt fields again by the first key of TRELLIS_KEYS; may be stopped and run again
  verify-rollups [--yes]            do stored roll-ups and formulas say what they are computed from? --yes puts them right`,
  'zh-CN': `npm run trellis -- <命令>

  check  [包|文件夹 …]              列出配置的全部问题及其位置
  diff   [包|文件夹 …]              说明应用后会有哪些变化
  apply  [包|文件夹 …] [--yes]      发布有变化的配置；改名、隐藏字段等 S2 至 S4 级步骤须加 --yes
  export [包] [文件夹]              把已发布的配置写成文件
  remove <包> [--yes]               移除一个包；数据表、记录和历史版本都保留
  types  [包|实体|schema.json …] [--out 文件]  生成实体或任意 JSON Schema 的 TypeScript 类型（“-”为标准输出）
  schema import 文件 [--out 文件夹]  由 JSON Schema 生成实体和表单（草稿或文件），并列出表单放不下的部分
  key create --user 邮箱 [--label 名称] [--days 天数]   创建 API 密钥，权限与该人员相同
  audit verify [哈希] | head        审计日志和修改历史是否被改动过；head 给出应另行保存的哈希
  rotate-keys                       用 TRELLIS_KEYS 的第一个密钥重新加密；可随时中断，再次运行会接着做
  verify-rollups [--yes]            核对汇总和公式的保存值；--yes 更正不对的值`,
};

const words = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

export const commands: { readonly [name: string]: Command } = {
  check,
  diff,
  apply,
  export: exportTo,
  remove,
  types,
  schema,
  key,
  audit,
  'rotate-keys': rotateKeys,
  'verify-rollups': verifyRollups,
};

// ---- check, diff, apply ------------------------------------------------------------------------------------------

async function check(terminal: Terminal, names: readonly string[]): Promise<boolean> {
  const { host } = terminal;
  // Together: one package may build on another that is not installed either.
  const documents = foldersOf(terminal, names).flatMap((folder) => folderPublication(host, folder).documents ?? []);
  const problems = await host.documents.check(documents);
  tellProblems(terminal, problems);
  const errors = problems.filter((p) => p.level !== 'warning').length;
  tell(
    terminal,
    errors === 0
      ? words(`${documents.length} 份配置没有问题。`, `${documents.length} documents, nothing wrong.`)
      : words(`${errors} 个问题。`, `${errors} ${errors === 1 ? 'problem' : 'problems'}.`),
  );
  return errors === 0;
}

async function diff(terminal: Terminal, names: readonly string[]): Promise<boolean> {
  let isGood = true;
  for (const folder of foldersOf(terminal, names)) {
    const plan = await terminal.host.documents.plan(folderPublication(terminal.host, folder));
    tellPlan(terminal, folder, plan);
    isGood &&= plan.canPublish;
  }
  return isGood;
}

async function apply(terminal: Terminal, names: readonly string[], { yes }: Options): Promise<boolean> {
  let isGood = true;
  for (const folder of foldersOf(terminal, names)) {
    let isRefused = false;
    const decide = (plan: DocumentPlan): boolean => {
      tellPlan(terminal, folder, plan);
      isRefused = !yes && plan.steps.some((step) => step.class !== 'S0' && step.class !== 'S1');
      return !isRefused;
    };
    const { plan, published } = await applyPackage(terminal.host, folder, decide);
    if (!plan.canPublish || plan.steps.length === 0) tellPlan(terminal, folder, plan);
    if (isRefused) {
      tell(
        terminal,
        words(
          '未做任何改动：S2 至 S4 级步骤请确认后加 --yes 再执行。',
          'Nothing was changed: read the steps of class S2 to S4 again, then run this with --yes.',
        ),
      );
    }
    if (published > 0) tell(terminal, words(`已发布 ${published} 份配置。`, `Published ${published} documents.`));
    isGood &&= plan.canPublish && !isRefused;
  }
  return isGood;
}

function tellPlan(terminal: Terminal, folder: string, plan: DocumentPlan): void {
  const { host, locale } = terminal;
  terminal.tell(path.relative(terminal.root, folder) || folder);
  tellProblems(terminal, plan.problems);
  for (const step of plan.steps) terminal.print(`  ${step.class}  ${say(step.words, locale)}`);
  if (plan.steps.length === 0 && plan.canPublish) tell(terminal, words('  没有变化。', '  Nothing to do.'));
  const inFiles = new Set(readFolder(folder, host.documents.kinds).map(({ document }) => document.id));
  for (const document of documentsOf(host, packageOf(folder))) {
    if (!inFiles.has(document.id)) {
      tell(
        terminal,
        words(`  已发布但没有文件：${fileOf(document)}`, `  Published, but in no file: ${fileOf(document)}`),
      );
    }
  }
}

// ---- export, remove ----------------------------------------------------------------------------------------------

async function exportTo(terminal: Terminal, [name, to]: readonly string[]): Promise<boolean> {
  const { host, root } = terminal;
  const packages = name ? [name] : installed(host);
  for (const each of packages) {
    if (documentsOf(host, each).length === 0) return unknownPackage(terminal, each);
    const folder = path.resolve(to ?? path.join(root, 'schemas', each));
    const touched = exportPackage(host, each, folder);
    for (const file of touched) terminal.print(path.join(path.relative(root, folder), file));
    if (touched.length === 0) tell(terminal, words(`${each}：没有变化。`, `${each}: nothing to do.`));
  }
  return true;
}

async function remove(terminal: Terminal, [name]: readonly string[], { yes }: Options): Promise<boolean> {
  const { host } = terminal;
  if (!name || documentsOf(host, name).length === 0) return unknownPackage(terminal, name ?? '');
  const publication = removal(host, name);
  const plan = await host.documents.plan(publication);
  tellProblems(terminal, plan.problems);
  for (const step of plan.steps) terminal.print(`  ${step.class}  ${say(step.words, terminal.locale)}`);
  if (!plan.canPublish) return false;
  if (!yes) {
    tell(
      terminal,
      words('未做任何改动：确认后请加 --yes 再执行。', 'Nothing was changed: run this with --yes to do it.'),
    );
    return false;
  }
  await host.documents.publish(PROGRAM, publication, 'remove');
  tell(terminal, words(`已移除 ${name}；用 apply 可恢复。`, `Removed ${name}; apply brings it back.`));
  return true;
}

const installed = (host: Host): readonly string[] =>
  [...new Set(host.documents.list('package').map((entry) => entry.package))].sort();

function unknownPackage(terminal: Terminal, name: string): boolean {
  const known = installed(terminal.host).join(', ');
  tell(
    terminal,
    words(`没有安装名为“${name}”的包。已安装：${known}`, `No package “${name}” is installed. Installed: ${known}`),
  );
  return false;
}

// ---- key ------------------------------------------------------------------------------------------------------------

async function key(terminal: Terminal, [verb]: readonly string[], options: Options): Promise<boolean> {
  const { host } = terminal;
  if (verb !== 'create' || !options.user) {
    terminal.tell(say(HELP, terminal.locale));
    return false;
  }
  const { rows } = await host.pool.query<{ id: string; name: string; email: string; time_zone: string }>(
    'select id, name, email, time_zone from person where lower(email) = lower($1)',
    [options.user],
  );
  const person = rows[0];
  if (!person) {
    tell(
      terminal,
      words(`没有邮箱为 ${options.user} 的人员。`, `There is nobody with the e-mail address ${options.user}.`),
    );
    return false;
  }
  const viewer: Viewer = {
    id: person.id,
    name: person.name,
    email: person.email,
    locale: terminal.locale,
    timeZone: person.time_zone,
    roles: [],
    departmentId: null,
    departmentPath: '',
    permissions: ['keys'],
  };
  const days = options.days === undefined ? {} : { days: Number(options.days) };
  const input = { label: options.label ?? 'trellis key create', ...days };
  const made = await host.call('key.create', input, { viewer, door: 'cli' });
  terminal.print(made.key);
  return true;
}

// ---- shared ------------------------------------------------------------------------------------------------------

/** Folders as given, or of the packages named; without any, every package of schemas/. */
function foldersOf({ root }: Terminal, names: readonly string[]): readonly string[] {
  const schemas = path.join(root, 'schemas');
  if (names.length === 0) {
    return fs
      .readdirSync(schemas, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'formats')
      .map((entry) => path.join(schemas, entry.name))
      .sort((a, b) => Number(path.basename(b) === 'platform') - Number(path.basename(a) === 'platform'));
  }
  return names.map((name) => {
    const known = path.join(schemas, name);
    const folder = /^[a-z0-9_]+$/.test(name) && fs.existsSync(known) ? known : path.resolve(name);
    if (!fs.existsSync(folder)) throw new Error(`There is no package or folder "${name}".`);
    return folder;
  });
}

export function tellProblems(terminal: Terminal, problems: readonly DocumentProblem[]): void {
  for (const found of problems) {
    const where = found.document ? `${found.document.kind}/${found.document.name}.json ` : '';
    const mark = found.level === 'warning' ? '!' : '✗';
    const place = found.path.length > 0 ? `${found.path.join('.')}: ` : '';
    terminal.tell(`  ${mark} ${where}${place}${sentence(terminal.host.registry.problems, found, terminal.locale)}`);
  }
}

const tell = (terminal: Terminal, text: Text): void => terminal.tell(say(text, terminal.locale));
