/** `trellis schema import <file>`: a JSON Schema becomes an entity and its form, as drafts or as files. */
import fs from 'node:fs';
import path from 'node:path';
import { schemaToForm } from '../host/begin/schema';
import { fileOf, textOf } from '../host/services/documents-files';
import { PROGRAM } from '../host/services/documents-install';
import { say, type Text } from '../kernel/text';
import type { Options, Terminal } from './commands';

const AS: { readonly [as in 'json' | 'left' | 'loose']: Text } = {
  json: { 'zh-CN': '原始 JSON', en: 'raw JSON' },
  left: { 'zh-CN': '未收录', en: 'left out' },
  loose: { 'zh-CN': '不检查', en: 'not checked' },
};

/** Prints what the form does not hold or check, each with its JSON Pointer; then keeps drafts, or writes files to `--out`. */
export async function schema(terminal: Terminal, [verb, file]: readonly string[], options: Options): Promise<boolean> {
  const { host, locale, root } = terminal;
  if (verb !== 'import' || !file) {
    terminal.tell('npm run trellis -- schema import FILE [--label TEXT] [--out FOLDER]');
    return false;
  }
  const from = path.resolve(root, file);
  const stem = path.basename(from).replace(/(\.schema)?\.json$/i, '');
  const { entity, form, notes } = await schemaToForm(host, fs.readFileSync(from, 'utf8'), options.label ?? stem);
  for (const { pointer, as, reason } of notes) {
    terminal.print(`  ${say(AS[as], locale)}  ${pointer || '/'}  ${say(reason, locale)}`);
  }
  const problems = await host.documents.check([entity, form]);
  for (const document of [entity, form]) {
    if (options.out === undefined) await host.documents.save(PROGRAM, { document, base: 0 });
    else {
      const target = path.join(path.resolve(root, options.out), fileOf(document));
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, textOf(document));
      terminal.print(path.relative(root, target));
    }
  }
  const count = entity.fields.length;
  const where: Text =
    options.out === undefined
      ? { 'zh-CN': `，草稿在 /build/entity/${entity.name}`, en: `; the draft is at /build/entity/${entity.name}` }
      : { 'zh-CN': '', en: '' };
  terminal.tell(
    say(
      { 'zh-CN': `${count} 个字段${where['zh-CN']}`, en: `${count} ${count === 1 ? 'field' : 'fields'}${where.en}` },
      locale,
    ),
  );
  return problems.every(({ level }) => level === 'warning');
}
