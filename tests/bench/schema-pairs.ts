/**
 * `npx tsx tests/bench/schema-pairs.ts <schema_pairs>`: real schemas of SchemaStore with instances that are valid and instances that
 * are not: which of them we accept. Formats are demanded, as SchemaStore's own tests do.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { SchemaNode } from '../../engine/schema/dialect';
import { compileSchema } from '../../engine/schema/validate';

const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));
const instancesOf = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => path.join(folder, name))
    : [];

function main(pairs: string): void {
  const total = { valid: 0, accepted: 0, invalid: 0, refused: 0 };
  for (const name of fs.readdirSync(pairs).sort()) {
    const file = path.join(pairs, name, 'schema.json');
    if (!fs.existsSync(file)) continue;
    const started = performance.now();
    const validator = compileSchema(read(file) as SchemaNode, { checksFormats: true });
    const valid = instancesOf(path.join(pairs, name, 'valid'));
    const invalid = instancesOf(path.join(pairs, name, 'invalid'));
    const wrong = valid.filter((one) => !validator.isValid(read(one)));
    const passed = invalid.filter((one) => validator.isValid(read(one)));
    total.valid += valid.length;
    total.accepted += valid.length - wrong.length;
    total.invalid += invalid.length;
    total.refused += invalid.length - passed.length;
    const ms = (performance.now() - started).toFixed(0);
    console.log(
      `${name.padEnd(44)} accepted ${valid.length - wrong.length}/${valid.length}  refused ${invalid.length - passed.length}/${invalid.length}  ${ms} ms`,
    );
    for (const one of wrong) {
      console.log(
        `  ✗ refused ${path.basename(one)}: ${JSON.stringify(validator.check(read(one)).slice(0, 3)).slice(0, 400)}`,
      );
    }
    for (const one of passed) console.log(`  ✗ accepted ${path.basename(one)}`);
  }
  console.log(
    `\nvalid accepted ${total.accepted} of ${total.valid}; invalid refused ${total.refused} of ${total.invalid}`,
  );
}

const [pairs] = process.argv.slice(2);
if (!pairs) console.error('npx tsx tests/bench/schema-pairs.ts <schema_pairs>');
else main(pairs);
