/**
 * `npx tsx tests/bench/schema-forms.ts <folder …> [--notes]`: JSON Schemas that become forms. A folder holds files `*-schema.json` with
 * `*-example.json` beside them, or folders with `schema.json` and `valid/*.json`. For each schema: fields, JSON fields, what is left
 * out or not checked, whether the documents pass the platform's own checks; and for each valid instance: opened in the form's
 * pipeline, submitted untouched, compared.
 */
import fs from 'node:fs';
import path from 'node:path';
import { buildModel } from '../../engine/entity/model';
import { checkForm } from '../../engine/form/check';
import { compileForm } from '../../engine/form/compile';
import { runForm } from '../../engine/form/pipeline';
import { prepareWrite } from '../../engine/form/prepare';
import { builtInFieldTypes } from '../../engine/form/record';
import { documentOf, importSchema, valuesOf } from '../../engine/form/schema-import';
import { sameJson } from '../../engine/kernel/json';
import type { SchemaNode } from '../../engine/schema/dialect';
import { compileSchema } from '../../engine/schema/validate';

const CONTEXT = { me: null, today: '2026-01-01', now: '2026-01-01T00:00:00Z', timeZone: 'UTC' } as const;
const read = (file: string): unknown => JSON.parse(fs.readFileSync(file, 'utf8'));

interface Case {
  readonly name: string;
  readonly schema: string;
  readonly instances: readonly string[];
}
function casesOf(folder: string): Case[] {
  const names = fs.readdirSync(folder).sort();
  const files = names.filter((name) => name.endsWith('-schema.json'));
  const flat = files.map((name) => {
    const stem = name.slice(0, -'-schema.json'.length);
    const mine = names.filter((other) => other === `${stem}-example.json` || other === `${stem}-cypress-example.json`);
    return { name: stem, schema: path.join(folder, name), instances: mine.map((one) => path.join(folder, one)) };
  });
  const deep = names
    .filter((name) => fs.existsSync(path.join(folder, name, 'schema.json')))
    .map((name) => {
      const valid = path.join(folder, name, 'valid');
      const instances = fs.existsSync(valid) ? fs.readdirSync(valid).map((one) => path.join(valid, one)) : [];
      return {
        name,
        schema: path.join(folder, name, 'schema.json'),
        instances: instances.filter((one) => one.endsWith('.json')),
      };
    });
  return [...flat, ...deep];
}

const total = {
  schemas: 0,
  forms: 0,
  fields: 0,
  json: 0,
  left: 0,
  loose: 0,
  instances: 0,
  valid: 0,
  same: 0,
  pure: 0,
  clean: 0,
};

/** The first place where two documents differ. */
function difference(a: unknown, b: unknown, at = ''): string {
  if (sameJson(a, b)) return '';
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return `${at}: ${JSON.stringify(a)?.slice(0, 60)} → ${JSON.stringify(b)?.slice(0, 60)}`;
  }
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const key = [...new Set([...Object.keys(x), ...Object.keys(y)])].find(
    (one) => !sameJson(x[one] ?? null, y[one] ?? null),
  );
  return key === undefined ? `${at}: null` : difference(x[key], y[key], `${at}/${key}`);
}

function roundTrip(
  imported: ReturnType<typeof importSchema>,
  document: unknown,
): { same: boolean; pure: boolean; clean: boolean; why: string; diff: string } {
  const { entity, form, maps } = imported;
  const model = buildModel([{ document: entity, version: 1 }], { fieldTypes: builtInFieldTypes });
  const at = model.entity(entity.name)!;
  const plan = compileForm(form, at, model);
  const given = valuesOf(maps, document);
  const fresh = runForm(plan, given, { ...CONTEXT, isNew: true });
  // Opened as a record that is there: what nobody touches does not stand in the way.
  const opened = prepareWrite(plan, { values: given, before: given }, CONTEXT).values;
  const back = documentOf(maps, opened, { document, opened });
  const pure = documentOf(maps, opened);
  return {
    same: sameJson(back, document),
    pure: sameJson(pure, document),
    diff: difference(document, pure),
    clean: fresh.problems.length === 0,
    why: JSON.stringify(fresh.problems.slice(0, 2).map(({ code, path: place, data }) => [code, place, data])).slice(
      0,
      300,
    ),
  };
}

function main(folders: readonly string[], showsNotes: boolean): void {
  console.log(
    'schema'.padEnd(40),
    'fields  json  left  loose  problems  instances (valid/same/from scratch/no complaint)',
  );
  for (const { name, schema: file, instances } of folders.flatMap(casesOf)) {
    const schema = read(file) as SchemaNode;
    const imported = importSchema(schema, { label: name });
    const { entity, form, notes } = imported;
    const model = buildModel([{ document: entity, version: 1 }], { fieldTypes: builtInFieldTypes });
    const problems = checkForm(form, { model }).filter(({ level }) => level !== 'warning');
    const count = (as: string): number => notes.filter((note) => note.as === as).length;
    const validator = compileSchema(schema, { checksFormats: true });
    const valid = instances.map(read).filter((one) => validator.isValid(one));
    const results = valid.map((one) => roundTrip(imported, one));
    const [same, pure, clean] = (['same', 'pure', 'clean'] as const).map(
      (key) => results.filter((one) => one[key]).length,
    );
    total.schemas += 1;
    if (entity.fields.length > 0 && problems.length === 0) total.forms += 1;
    total.fields += entity.fields.length;
    total.json += count('json');
    total.left += count('left');
    total.loose += count('loose');
    total.instances += instances.length;
    total.valid += valid.length;
    total.same += same!;
    total.pure += pure!;
    total.clean += clean!;
    console.log(
      name.padEnd(40),
      [entity.fields.length, count('json'), count('left'), count('loose'), problems.length]
        .map((n) => String(n).padStart(5))
        .join(' '),
      `   ${valid.length}/${same}/${pure}/${clean} of ${instances.length}`,
    );
    for (const one of problems.slice(0, 3)) {
      console.log('    ✗', one.code, one.path.join('.'), JSON.stringify(one.data));
    }
    if (showsNotes) {
      for (const note of notes) console.log(`    ${note.as.padEnd(5)} ${note.pointer || '/'}: ${note.reason.en}`);
    }
    results.forEach((one, i) => {
      if (!one.same) console.log(`    ✗ changed: ${path.basename(instances[i]!)}`);
      if (!one.pure && showsNotes) console.log(`    ~ ${path.basename(instances[i]!)}: ${one.diff}`);
      if (!one.clean && showsNotes) console.log(`    ! ${path.basename(instances[i]!)}: ${one.why}`);
    });
  }
  console.log('\n', JSON.stringify(total));
}

const args = process.argv.slice(2);
const folders = args.filter((one) => !one.startsWith('--'));
if (folders.length === 0) console.error('npx tsx tests/bench/schema-forms.ts <folder …> [--notes]');
else main(folders, args.includes('--notes'));
