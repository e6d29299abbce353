// Writes engine/kernel/documents.generated.ts from schemas/formats/*.schema.json; `--check` only says whether it is stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const formats = path.join(root, 'schemas/formats');
const target = path.join(root, 'engine/kernel/documents.generated.ts');

const kinds = fs
  .readdirSync(formats)
  .filter((file) => file.endsWith('.schema.json') && file !== 'common.schema.json')
  .map((file) => file.replace('.schema.json', ''))
  .sort();
const common = JSON.parse(fs.readFileSync(path.join(formats, 'common.schema.json'), 'utf8'));
const all = {
  title: 'AnyDocument',
  oneOf: kinds.map((kind) => ({ $ref: `${kind}.schema.json` })),
  // Named in full, so that every shared part gets a type of its own even where only another shared part uses it.
  $defs: Object.fromEntries(
    Object.keys(common.$defs).map((key) => [key, { $ref: `common.schema.json#/$defs/${key}` }]),
  ),
};
const text = await compile(all, 'AnyDocument', {
  cwd: `${formats}/`,
  bannerComment: '/* Generated from schemas/formats by `npm run collect`. Do not edit. */',
  ignoreMinAndMaxItems: true,
  unreachableDefinitions: true,
  style: { printWidth: 120, singleQuote: true },
});
if (process.argv.includes('--check')) {
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
    console.error('engine/kernel/documents.generated.ts is stale: run `npm run collect`.');
    process.exit(1);
  }
} else fs.writeFileSync(target, text);
