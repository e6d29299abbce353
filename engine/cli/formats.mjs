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
// The root names every kind and every shared part, so that each gets a type of its own.
const all = {
  title: 'Formats',
  description: 'Everything schemas/formats describes, by name.',
  type: 'object',
  additionalProperties: false,
  required: ['document', ...Object.keys(common.$defs)],
  properties: {
    document: { title: 'AnyDocument', oneOf: kinds.map((kind) => ({ $ref: `${kind}.schema.json` })) },
    ...Object.fromEntries(Object.keys(common.$defs).map((key) => [key, { $ref: `common.schema.json#/$defs/${key}` }])),
  },
};
const text = await compile(all, 'Formats', {
  cwd: `${formats}/`,
  bannerComment: '/* Generated from schemas/formats by `npm run collect`. Do not edit. */',
  ignoreMinAndMaxItems: true,
  style: { printWidth: 120, singleQuote: true },
});
if (process.argv.includes('--check')) {
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
    console.error('engine/kernel/documents.generated.ts is stale: run `npm run collect`.');
    process.exit(1);
  }
} else fs.writeFileSync(target, text);
