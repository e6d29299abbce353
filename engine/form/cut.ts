/** A form as somebody may see it. */
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { compileExpression } from '../expression/compile';
import { scopeOf, valueScope, type Compiling, type RuleScope } from './effects';
import type { Overlay } from './overlays';
import { builtInItemTypes } from './items/types';
import { isFieldItem, type FormItem, type LayoutItem } from './layout';
import type { Sight } from '../kernel/contract';
import { mayHearWords } from './words';
import { endsOf, type FillUse } from './fills';
import { compileMessage } from './messages';
import { cutPrint } from './print';
import type { Rule, RuleEffect } from './plan';
import { builtInFieldTypes, ownField } from './record';

/**
 * The form without the fields that may not be read, without items that tell of one, and without every rule and fill that
 * mentions one, for their text
 * would tell of it. The server applies all rules whatever the browser knows.
 */
export function cutForm(
  form: FormDocument,
  entity: EntityModel,
  model: Model,
  isVisible: (entity: EntityModel, field: FieldModel) => boolean,
  /** Their values may be known. */
  isReadable: (entity: EntityModel, field: FieldModel) => boolean,
  sight: Sight,
): FormDocument {
  const isShown = (of: EntityModel, name: string): boolean => ownField(of, name).some((field) => isVisible(of, field));
  const isKnown = (rule: Rule): boolean => {
    if (rule.scope !== undefined && !isShown(entity, rule.scope)) return false;
    // A rule tells of the values it reads: those that are shown masked count as hidden.
    const scope = scopeOf(rule, { entity, model, types: builtInFieldTypes, isVisible: isReadable });
    if (!scope || !compileExpression(rule.when, scope.scope).ok) return false;
    return rule.then.every((effect) => isKnownEffect(effect, scope));
  };
  const isKnownEffect = (effect: RuleEffect, scope: RuleScope): boolean => {
    if (effect.field !== undefined && !isShown(scope.entity, effect.field)) return false;
    if (effect.text && compileMessage(effect.text, scope.scope, builtInFieldTypes).problems.length > 0) return false;
    const [field] = effect.field === undefined ? [] : ownField(scope.entity, effect.field);
    if (effect.value === undefined || !field) return true;
    return compileExpression(effect.value, valueScope(effect.effect, field, scope, model).scope).ok;
  };
  const rules = form.rules?.filter(isKnown);
  const isOnPaper = (name: string, column?: string): boolean =>
    ownField(entity, name).some(
      (field) =>
        isVisible(entity, field) &&
        (column === undefined ||
          (field.child !== undefined && ownField(field.child, column).some((one) => isVisible(field.child!, one)))),
    );
  // Whoever may not read what is filled in gets nothing filled in.
  const isReadPath = (path: string, of: EntityModel): boolean => {
    const scope = { entity: of, model, isVisible: isReadable };
    return compileExpression(path, scope).ok;
  };
  const isKnownFill = (use: FillUse): boolean => {
    if (use.scope !== undefined && !isShown(entity, use.scope)) return false;
    const { of, relation, field } = endsOf(use, entity);
    if (!relation || !field || !isShown(of, relation.name) || !isShown(of, field.name)) return false;
    return isReadPath(`${relation.name}.${use.from}`, of);
  };
  const fills = form.fills?.filter(isKnownFill);
  return {
    ...cutPrint(form, isOnPaper),
    sections: form.sections.map((section) => ({
      ...section,
      items: section.items.flatMap((item): readonly FormItem[] => {
        if (!isFieldItem(item)) {
          return cutItem(item, { entity, model, types: builtInFieldTypes, isVisible: isReadable }, sight);
        }
        if (!isShown(entity, item.field)) return [];
        const [field] = ownField(entity, item.field);
        if (!item.columns || !field?.child) return [item];
        const { child } = field;
        return [{ ...item, columns: item.columns.filter((column) => isShown(child, column.field)) }];
      }),
    })),
    ...(form.overlays && { overlays: form.overlays.map((one) => cutOverlay(one, (name) => isShown(entity, name))) }),
    ...(rules && { rules }),
    ...(fills && { fills }),
  };
}

/** Without what it says of fields the viewer may not see. */
const cutOverlay = (overlay: Overlay, isShown: (field: string) => boolean): Overlay => ({
  ...overlay,
  patches: overlay.patches.filter(
    ({ field, after }) =>
      (field === undefined || isShown(field)) && (after?.field === undefined || isShown(after.field)),
  ),
});

/** The item as the viewer may know it; nothing where its words read, or its options name, what may not be known. */
function cutItem(item: LayoutItem, at: Compiling, sight: Sight): readonly LayoutItem[] {
  const type = builtInItemTypes.get(item.type);
  if (!type || (type.plugin && !sight.hasPlugin(type.plugin)) || !mayHearWords(item, at)) return [];
  if (!type.cut) return [item];
  const options = type.cut(item.options ?? {}, sight);
  return options ? [{ ...item, options }] : [];
}
