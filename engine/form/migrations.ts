/**
 * Migrations of a form: how records captured with an older version become what the newest asks for. Pure: the values as
 * they are → those that change. Checked and compiled against the entity as it is when the migration is published.
 */
import { compileExpression, type Context, type Expression } from '../expression/compile';
import type { FormDocument } from '../kernel/documents.generated';
import { sameJson, type Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { unknownField } from './check-rules';
import type { Compiling } from './effects';
import type { RelatedNeed } from './plan';
import { normalizeValue, ownField, type FieldTypes, type Values } from './record';
import { isBlank } from './values';

export type Migration = NonNullable<FormDocument['migrations']>[number];
export type MigrationStep = Migration['steps'][number];
type Path = readonly (string | number)[];

/** A step, ready to run. */
interface CompiledStep {
  readonly do: 'set' | 'clear' | 'move';
  readonly field: FieldModel;
  /** Where a moved value goes. */
  readonly to: FieldModel | undefined;
  readonly value: Expression | undefined;
  readonly when: Expression | undefined;
  readonly isIfEmpty: boolean;
}
export interface MigrationPlan {
  readonly entity: EntityModel;
  readonly types: FieldTypes;
  readonly migrations: readonly { readonly migration: Migration; readonly steps: readonly CompiledStep[] }[];
  /** What the expressions read along relations. */
  readonly related: readonly RelatedNeed[];
  /** What each step writes, and everything it reads for that, in the order in which they run. */
  readonly flows: readonly {
    readonly writes: readonly FieldModel[];
    readonly reads: Expression['uses'][number]['steps'];
  }[];
}

/** Migrations of a form that `before`, as it is published, has not: those that run when it is published. */
export const newMigrations = (form: FormDocument, before: FormDocument | undefined): readonly Migration[] => {
  const known = new Set(before?.migrations?.map(({ id }) => id));
  return (form.migrations ?? []).filter(({ id }) => !known.has(id));
};

/** Whether a migration is about a record of this version; 0: nobody knows, so it is older than every version. */
export const isAbout = ({ from }: Migration, version: number): boolean => from === 'older' || from === version;

/**
 * Problems of the migrations that would run. One that ran already says nothing any more: it may name fields that are gone,
 * but must stay as it was. A form that was never published has no records to move.
 */
export function checkMigrations(
  form: FormDocument,
  before: FormDocument | undefined,
  at: Compiling,
): readonly Problem[] {
  const ids = new Set<string>();
  return (form.migrations ?? []).flatMap((migration, index) => {
    const path = ['migrations', index];
    if (ids.has(migration.id)) return [problem('form.migrationTwice', [...path, 'id'])];
    ids.add(migration.id);
    const old = before?.migrations?.find(({ id }) => id === migration.id);
    if (old) return sameJson(old as Json, migration as Json) ? [] : [problem('form.migrationDone', path)];
    if (!before) return [];
    return migration.steps.flatMap((step, n) => checkStep(step, [...path, 'steps', n], at));
  });
}

const KINDS = ['set', 'clear', 'move'] as const;
/** Keys beside the kind's own, and the kinds that may have them. */
const MAY_HAVE: { readonly [K in 'value' | 'to' | 'on']: readonly (typeof KINDS)[number][] } = {
  value: ['set'],
  to: ['move'],
  on: ['set', 'move'],
};

function checkStep(step: MigrationStep, path: Path, at: Compiling): readonly Problem[] {
  const kinds = KINDS.filter((kind) => step[kind] !== undefined);
  const [kind] = kinds;
  if (!kind || kinds.length > 1) return [problem('form.stepKind', path)];
  const needless = (Object.keys(MAY_HAVE) as (keyof typeof MAY_HAVE)[])
    .filter((key) => step[key] !== undefined && !MAY_HAVE[key].includes(kind))
    .map((key) => problem('form.needless', [...path, key], { key }));
  const when = step.when === undefined ? [] : expressionProblems(step.when, at, 'boolean', [...path, 'when']);
  return [...needless, ...when, ...CHECKS[kind](step, path, at)];
}

const CHECKS: {
  readonly [K in (typeof KINDS)[number]]: (step: MigrationStep, path: Path, at: Compiling) => readonly Problem[];
} = {
  set(step, path, at) {
    const { field, problems } = writable(step.set!, [...path, 'set'], at);
    if (!field) return problems;
    if (step.value === undefined) return [problem('form.noValue', [...path, 'value'], { label: field.label })];
    const found = expressionProblems(step.value, at, field.kind, [...path, 'value']);
    const compiled = compileExpression(step.value, { entity: at.entity, model: at.model }, field.kind);
    const target = compiled.ok ? compiled.expression.target : undefined;
    const isOther = target !== undefined && field.target !== undefined && target !== field.target;
    return isOther ? [...found, problem('form.setKind', [...path, 'value'], { label: field.label })] : found;
  },
  clear: (step, path, at) => writable(step.clear!, [...path, 'clear'], at).problems,
  move(step, path, at) {
    const from = writable(step.move!, [...path, 'move'], at);
    if (step.to === undefined) return [...from.problems, problem('form.moveTo', [...path, 'to'])];
    const to = writable(step.to, [...path, 'to'], at);
    const problems = [...from.problems, ...to.problems];
    if (!from.field || !to.field) return problems;
    const labels = { from: from.field.label, to: to.field.label };
    if (from.field === to.field) return [problem('form.moveSame', [...path, 'to'], labels)];
    const isSecret = from.field.isEncrypted && !to.field.isEncrypted;
    const isFit = to.field.kind === from.field.kind && to.field.target === from.field.target;
    if (isSecret || !isFit) return [problem(isSecret ? 'form.moveSecret' : 'form.moveKind', [...path, 'to'], labels)];
    return problems;
  },
};

/** A field that a step may write: of the record itself, not computed, no line items (their history keeps differences only). */
function writable(
  name: string,
  path: Path,
  { entity }: Compiling,
): { readonly field: FieldModel | undefined; readonly problems: readonly Problem[] } {
  const [field] = ownField(entity, name);
  if (!field) return { field, problems: [unknownField(entity, name, path)] };
  const code = field.derived ? 'form.derived' : field.child ? 'form.moveLines' : undefined;
  return code ? { field: undefined, problems: [problem(code, path, { label: field.label })] } : { field, problems: [] };
}

function expressionProblems(
  source: string,
  { entity, model }: Compiling,
  expects: FieldModel['kind'],
  path: Path,
): readonly Problem[] {
  const compiled = compileExpression(source, { entity, model }, expects);
  const found = compiled.ok ? compiled.warnings : compiled.problems;
  return found.map((item) => ({ ...item, path: [...path, ...item.path] }));
}

/** Compiles migrations; a step that cannot be compiled is left out (`checkMigrations` reports it before). */
export function compileMigrations(migrations: readonly Migration[], at: Compiling): MigrationPlan {
  const compiled = migrations.map((migration) => ({
    migration,
    steps: migration.steps.flatMap((step) => compileStep(step, at)),
  }));
  const steps = compiled.flatMap((one) => one.steps);
  const uses = steps.flatMap(({ value, when }) => [...(value?.uses ?? []), ...(when?.uses ?? [])]);
  const needs = new Map<string, RelatedNeed & { readonly paths: string[] }>();
  for (const { path, steps: way } of uses) {
    const field = way[0]!.field;
    if (way.length < 2 || field.kind !== 'record') continue;
    const need = needs.get(field.name) ?? { key: field.name, field, list: undefined, paths: [] };
    need.paths.push(path.split('.').slice(1).join('.'));
    needs.set(field.name, need);
  }
  return {
    entity: at.entity,
    types: at.types,
    migrations: compiled,
    related: [...needs.values()],
    flows: steps.map(({ do: kind, field, to, value, when }) => ({
      writes: [field, ...(to ? [to] : [])],
      reads: [
        ...[value, when].flatMap((one) => one?.uses.flatMap(({ steps: way }) => way) ?? []),
        ...(kind === 'move' ? [{ entity: at.entity, field }] : []),
      ],
    })),
  };
}

function compileStep(step: MigrationStep, at: Compiling): readonly CompiledStep[] {
  const [kind] = KINDS.filter((one) => step[one] !== undefined);
  if (!kind || CHECKS[kind](step, [], at).some(({ level }) => level !== 'warning')) return [];
  const [field] = ownField(at.entity, step[kind]!);
  const [to] = step.to === undefined ? [] : ownField(at.entity, step.to);
  const compile = (source: string | undefined, expects: FieldModel['kind']): Expression | undefined => {
    if (source === undefined) return undefined;
    const compiled = compileExpression(source, { entity: at.entity, model: at.model }, expects);
    return compiled.ok ? compiled.expression : undefined;
  };
  const when = compile(step.when, 'boolean');
  if (step.when !== undefined && !when) return [];
  const value = kind === 'set' ? compile(step.value, field!.kind) : undefined;
  const isIfEmpty = (step.on ?? (kind === 'move' ? 'ifEmpty' : 'always')) === 'ifEmpty';
  return [{ do: kind, field: field!, to, value, when, isIfEmpty }];
}

/**
 * What the migrations make of one record: the values that change, by field name.
 * @param version the version it was captured with, 0 where nobody knows
 * @param related what was read along relations, by field and id
 */
export function migrate(
  plan: MigrationPlan,
  version: number,
  values: Values,
  context: Omit<Context, 'record'> & {
    readonly related?: { readonly [key: string]: { readonly [id: string]: unknown } };
  },
): Values {
  const { related = {}, ...given } = context;
  const now: { [field: string]: unknown } = { ...values };
  const changed = new Set<FieldModel>();
  const put = (field: FieldModel, value: unknown): void => {
    now[field.name] = normalizeValue(field, value, plan.types) ?? null;
    changed.add(field);
  };
  const look = (): Context => {
    const record = { ...now };
    for (const { field } of plan.related) {
      const id = now[field.name];
      if (typeof id === 'string') record[field.name] = related[field.name]?.[id] ?? id;
    }
    return { ...given, record };
  };
  for (const { migration, steps } of plan.migrations) {
    if (!isAbout(migration, version)) continue;
    for (const step of steps) {
      if (!step.when || step.when.test(look())) STEPS[step.do](step, now, put, look, plan.types);
    }
  }
  const differs = ({ name }: FieldModel): boolean =>
    !sameJson((now[name] ?? null) as Json, (values[name] ?? null) as Json) &&
    !(isBlank(now[name]) && isBlank(values[name]));
  return Object.fromEntries([...changed].filter(differs).map(({ name }) => [name, now[name]]));
}

type Put = (field: FieldModel, value: unknown) => void;
const STEPS: {
  readonly [K in CompiledStep['do']]: (
    step: CompiledStep,
    now: Values,
    put: Put,
    look: () => Context,
    types: FieldTypes,
  ) => void;
} = {
  set({ field, value, isIfEmpty }, now, put, look, types) {
    if (isIfEmpty && !isBlank(now[field.name])) return;
    const computed = value!.evaluate(look());
    const type = types.get(field.type);
    put(field, type?.fit && computed !== null ? type.fit(computed, field.options) : computed);
  },
  clear: ({ field }, _now, put) => put(field, null),
  move({ field, to, isIfEmpty }, now, put) {
    const value = now[field.name];
    // What is there stays, and what would replace it stays where it is.
    if (isBlank(value) || (isIfEmpty && !isBlank(now[to!.name]))) return;
    put(to!, value);
    put(field, null);
  },
};
