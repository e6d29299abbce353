/**
 * `npx tsx tests/bench/json-schema.ts <json_schema_test_suite>`: our verdicts on the required cases of draft 2020-12, by file,
 * beside Ajv's in the same run. The path is that of a copy of json-schema-org/JSON-Schema-Test-Suite (draft2020-12, remotes).
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compileSchema } from '../../engine/schema/validate';
import type { SchemaNode } from '../../engine/schema/dialect';

interface Group {
  readonly description: string;
  readonly schema: SchemaNode;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}
const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));
const filesOf = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();

/** Metaschemas come with Ajv, the others from the suite's `remotes`. */
export function suiteDocuments(suite: string): ReadonlyMap<string, SchemaNode> {
  const documents = new Map<string, SchemaNode>();
  const remotes = path.join(suite, 'remotes');
  for (const file of filesOf(remotes)) {
    documents.set(`http://localhost:1234/${file}`, read(path.join(remotes, file)) as SchemaNode);
  }
  const refs = path.join(path.dirname(createRequire(import.meta.url).resolve('ajv/package.json')), 'dist/refs');
  for (const file of filesOf(refs)) {
    const meta = read(path.join(refs, file)) as { readonly $id?: string };
    if (meta.$id) documents.set(meta.$id.replace(/#$/, ''), meta);
  }
  return documents;
}

function ajvVerdict(group: Group, data: unknown, documents: ReadonlyMap<string, SchemaNode>): boolean | undefined {
  try {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
    for (const [uri, document] of documents) {
      if (uri.includes('localhost') && !ajv.getSchema(uri)) ajv.addSchema(document as object, uri, false, false);
    }
    return ajv.compile(group.schema as object)(data) as boolean;
  } catch {
    return undefined;
  }
}

function main(suite: string, withAjv: boolean): void {
  const documents = suiteDocuments(suite);
  const folder = path.join(suite, 'draft2020-12');
  const total = { all: 0, ours: 0, ajv: 0, optional: 0, optionalOurs: 0 };
  const wrong: string[] = [];
  for (const file of filesOf(folder)) {
    const isOptional = file.startsWith('optional');
    const count = { all: 0, ours: 0, ajv: 0 };
    for (const group of read(path.join(folder, file)) as readonly Group[]) {
      const validator = compileSchema(group.schema, { documents, checksFormats: file.includes('format/') });
      for (const test of group.tests) {
        count.all += 1;
        if (validator.isValid(test.data) === test.valid) count.ours += 1;
        else wrong.push(`${file}: ${group.description} / ${test.description}`);
        if (withAjv && !isOptional && ajvVerdict(group, test.data, documents) === test.valid) count.ajv += 1;
      }
    }
    if (isOptional) {
      total.optional += count.all;
      total.optionalOurs += count.ours;
    } else {
      total.all += count.all;
      total.ours += count.ours;
      total.ajv += count.ajv;
    }
    console.log(`${file.padEnd(44)} ${count.ours}/${count.all}${withAjv && !isOptional ? `   ajv ${count.ajv}` : ''}`);
  }
  console.log(`\nrequired ${total.ours} of ${total.all}${withAjv ? ` (ajv in this run: ${total.ajv})` : ''}`);
  console.log(`optional ${total.optionalOurs} of ${total.optional}`);
  console.log(wrong.map((one) => `  ✗ ${one}`).join('\n'));
}

const [suite, flag] = process.argv.slice(2);
if (!suite) console.error('npx tsx tests/bench/json-schema.ts <json_schema_test_suite> [--ajv]');
else main(suite, flag === '--ajv');
