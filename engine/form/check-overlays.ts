/** Problems of the overlays of a form, each with its place. */
import type { Names } from '../kernel/contract';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { fieldItemsOf, layoutItemsOf } from './layout';
import { targetKey, type Overlay, type OverlayPatch } from './overlays';

type Path = Problem['path'];
interface At {
  readonly form: FormDocument;
  readonly entity: EntityModel;
  /** What stands on the form: names of fields, ids of sections and other items. */
  readonly keys: ReadonlySet<string>;
}

export function checkOverlays(form: FormDocument, entity: EntityModel, names: Names | undefined): readonly Problem[] {
  const at: At = {
    form,
    entity,
    keys: new Set([
      ...fieldItemsOf(form).map(({ field }) => field),
      ...[...form.sections, ...layoutItemsOf(form)].map(({ id }) => id),
    ]),
  };
  return (form.overlays ?? []).flatMap((overlay, index) => {
    const path = ['overlays', index];
    return [
      ...checkWhom(overlay, path, names),
      ...overlay.patches.flatMap((patch, p) => checkPatch(patch, [...path, 'patches', p], at)),
    ];
  });
}

function checkWhom({ for: whom }: Overlay, path: Path, names: Names | undefined): readonly Problem[] {
  const { roles = [], device } = whom;
  if (roles.length === 0 && device === undefined) return [problem('form.overlayForAll', [...path, 'for'])];
  return roles.flatMap((role, index) =>
    !names || names.roles.has(role) ? [] : [problem('form.unknownRole', [...path, 'for', 'roles', index], { role })],
  );
}

function checkPatch(patch: OverlayPatch, path: Path, { form, entity, keys }: At): readonly Problem[] {
  const key = targetKey(patch);
  if ((patch.field === undefined) === (patch.part === undefined)) return [problem('form.overlayTarget', path)];
  // What is gone from the form leaves overlays that mean nothing: said, but no reason to refuse.
  if (!keys.has(key)) return [{ ...problem('form.overlayGone', path, { name: key }), level: 'warning' }];
  const needless = needlessIn(patch).map((name) => problem('form.needless', [...path, name], { key: name }));
  const field = patch.field === undefined ? undefined : entity.field(patch.field);
  const isMissed =
    patch.hide && field?.isRequired && field.default === undefined && !(form.rules ?? []).some(setting(field.name));
  return [
    ...needless,
    ...(isMissed
      ? [{ ...problem('form.overlayRequired', [...path, 'hide'], { label: field.label }), level: 'warning' as const }]
      : []),
  ];
}

/** What a patch says that means nothing for what it is about. */
function needlessIn({ part, label, readOnly, span }: OverlayPatch): readonly string[] {
  if (part === undefined) return [];
  if (!part.startsWith('itm_')) return span === undefined ? [] : ['span'];
  return [...(label ? ['label'] : []), ...(readOnly ? ['readOnly'] : [])];
}

const setting =
  (name: string) =>
  ({ then }: NonNullable<FormDocument['rules']>[number]): boolean =>
    then.some(({ effect, field }) => effect === 'set' && field === name);
