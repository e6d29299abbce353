/**
 * `npx tsx tests/bench/schema-types.ts <json_schema_test_suite>`: `trellis types` on every schema of the suite's required cases of draft
 * 2020-12, under `tsc --strict`: does the declaration compile, is every valid instance taken, how many invalid ones are refused.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { SchemaNode } from '../../engine/schema/dialect';
import { typesOfSchema } from '../../engine/schema/types';

interface Group {
  readonly description: string;
  readonly schema: SchemaNode;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** Values as expressions: an empty object is a value, not a type. */
const expression = (value: unknown): string =>
  value === undefined ? 'undefined' : JSON.stringify(value).replaceAll('"__proto__":', '["__proto__"]:');

function main(suite: string): void {
  const folder = path.join(suite, 'draft2020-12');
  const files = new Map<string, string>();
  const where: { file: string; line: number; valid: boolean; what: string }[] = [];
  let schemas = 0;
  for (const name of fs.readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const groups = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as readonly Group[];
    groups.forEach((group, i) => {
      schemas += 1;
      const file = `/${name}-${i}.ts`;
      const lines = typesOfSchema(group.schema, 'Root').split('\n');
      group.tests.forEach((test, k) => {
        where.push({
          file,
          line: lines.length,
          valid: test.valid,
          what: `${name}: ${group.description} / ${test.description}`,
        });
        lines.push(`export const v${k}: Root = ${expression(test.data)};`);
      });
      files.set(file, lines.join('\n'));
    });
  }
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noLib: false,
    lib: ['lib.es5.d.ts'],
    types: [],
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    const text = files.get(file);
    return text === undefined ? read(file, ...rest) : ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  };
  host.fileExists = (file) => files.has(file) || ts.sys.fileExists(file);
  const program = ts.createProgram([...files.keys()], options, host);
  const faults = new Map<string, string>();
  for (const fault of ts.getPreEmitDiagnostics(program)) {
    if (!fault.file) continue;
    const line = fault.file.getLineAndCharacterOfPosition(fault.start ?? 0).line;
    faults.set(`${fault.file.fileName}:${line}`, ts.flattenDiagnosticMessageText(fault.messageText, ' ').slice(0, 160));
  }
  const places = new Set(where.map(({ file, line }) => `${file}:${line}`));
  const broken = [...faults].filter(([at]) => !places.has(at));
  const valid = where.filter((one) => one.valid);
  const refused = valid.filter(({ file, line }) => faults.has(`${file}:${line}`));
  const invalid = where.filter((one) => !one.valid);
  const caught = invalid.filter(({ file, line }) => faults.has(`${file}:${line}`));
  for (const [at, text] of broken.slice(0, 20)) console.log(`  ✗ declaration ${at}: ${text}`);
  for (const { file, line, what } of refused.slice(0, 40)) {
    console.log(`  ✗ refused ${what}: ${faults.get(`${file}:${line}`)}`);
  }
  console.log(`${schemas} schemas, ${new Set(broken.map(([at]) => at.split(':')[0])).size} do not compile`);
  console.log(
    `valid taken ${valid.length - refused.length} of ${valid.length}; invalid refused ${caught.length} of ${invalid.length}`,
  );
}

const [suite] = process.argv.slice(2);
if (!suite) console.error('npx tsx tests/bench/schema-types.ts <json_schema_test_suite>');
else main(suite);
