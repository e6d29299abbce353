/** PostgreSQL's own refusals, as problems with the field's place. */
import { TREE_CYCLE } from '../../entity/derived/trees';
import type { Access } from '../../access/access';
import { isObject } from '../../kernel/json';
import type { EntityModel, FieldModel, UniqueModel } from '../../kernel/model';
import { problem, Refusal, type Problem } from '../../kernel/problems';

const UNIQUE = '23505';
const FOREIGN_KEY = '23503';
/** Raised by the trigger of a tree (engine/entity/derived/trees.ts). */
const CODES: { readonly [code: string]: string } = {
  [UNIQUE]: 'record.notUnique',
  [FOREIGN_KEY]: 'record.unknownTarget',
  [TREE_CYCLE]: 'record.treeCycle',
};

/** Field whose index or constraint is named: `uq_<field id>`, `fk_<field id>`, `tree_<field id>` (engine/entity/ddl.ts). */
function fieldOfConstraint(entity: EntityModel, name: string): { field: FieldModel; of: EntityModel } | undefined {
  const id = name.replace(/^(uq|fk|nn|tree)_/, '');
  for (const field of entity.fields) {
    if (field.id === id) return { field, of: entity };
    const inside = field.child?.fields.find((column) => column.id === id);
    if (inside) return { field, of: entity };
  }
  return undefined;
}

/** Throws the Refusal for what the database refused; anything else is thrown as it came. */
export function refuseAsProblem(error: unknown, entity: EntityModel, access: Access): never {
  if (!isObject(error) || typeof error.code !== 'string') throw error;
  const refusal = constraintProblem(error, entity, access);
  if (refusal) throw new Refusal(refusal);
  throw error;
}

function constraintProblem(
  error: { [key: string]: unknown },
  entity: EntityModel,
  access: Access,
): Problem | undefined {
  const code = CODES[error.code as string];
  if (!code || typeof error.constraint !== 'string') return undefined;
  const together = entity.uniques?.find(({ id }) => `uq_${id}` === error.constraint);
  if (together) return togetherProblem(entity, together, access);
  const found = fieldOfConstraint(entity, error.constraint);
  if (!found) return undefined;
  // A field the writer may not know of is not named, not even here.
  if (access.right(found.of, found.field) === 'none') return problem('record.refused');
  return problem(code, ['values', found.field.name], { label: found.field.label });
}

/** Another record has the same combination. Fields the writer may not know of are not named. */
export function togetherProblem(entity: EntityModel, { fields, message }: UniqueModel, access: Access): Problem {
  if (fields.some((field) => access.right(entity, field) === 'none')) return problem('record.refused');
  const names = (locale: 'zh-CN' | 'en', between: string): string =>
    fields.map(({ label }) => label[locale]).join(between);
  const label = { 'zh-CN': names('zh-CN', '”＋“'), en: names('en', '" + "') };
  const path = ['values', fields.at(-1)!.name];
  return message
    ? problem('record.said', path, { label, words: message })
    : problem('record.notUnique', path, { label });
}
