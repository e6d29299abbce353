/** Problems of what a form says about whom it is for. */
import { compileExpression } from '../expression/compile';
import type { Names } from '../kernel/contract';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, Model } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';

export function checkAudience(
  form: FormDocument,
  { entity, model }: { readonly entity: EntityModel; readonly model: Model },
  names: Names | undefined,
): readonly Problem[] {
  const { audience } = form;
  if (!audience) return [];
  const { main, roles = [], when } = audience;
  const limited = main === true && (['roles', 'when', 'for'] as const).filter((key) => isLimit(audience[key]));
  return [
    ...(limited || []).map((key) => problem('form.mainForAll', ['audience', key])),
    ...(main ? otherMains(form, entity, names) : []),
    ...roles.flatMap((role, index) =>
      !names || names.roles.has(role) ? [] : [problem('form.unknownRole', ['audience', 'roles', index], { role })],
    ),
    ...(when === undefined ? [] : checkWhen(when, audience, { entity, model })),
  ];
}

const isLimit = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined);

/** Of one entity one form is the main one: imports and the API have no other way to know. */
function otherMains(form: FormDocument, entity: EntityModel, names: Names | undefined): readonly Problem[] {
  const other = (names?.all('form') ?? []).find(
    (one) =>
      one.kind === 'form' &&
      one.id !== form.id &&
      one.audience?.main === true &&
      names!.model.entity(one.entity)?.id === entity.id,
  );
  return other ? [problem('form.twoMain', ['audience', 'main'], { other: other.label, entity: entity.label })] : [];
}

function checkWhen(
  when: string,
  audience: NonNullable<FormDocument['audience']>,
  scope: { readonly entity: EntityModel; readonly model: Model },
): readonly Problem[] {
  if (audience.for === 'new') return [problem('form.audienceNewWhen', ['audience', 'when'])];
  const compiled = compileExpression(when, scope, 'boolean');
  const found = compiled.ok ? compiled.warnings : compiled.problems;
  return found.map((one) => ({ ...one, path: ['audience', 'when', ...one.path] }));
}
