/** A draft as a role would find it: fields cut to its rights, rules it may know, values masked or left out. Pure. */
import { fieldType } from '@/components/inputs/units';
import { viewOf } from '@/components/inputs/viewOf';
import { cutForm } from '@/engine/form/cut';
import { resolvePath } from '@/engine/kernel/paths';
import { modelOfViews } from '@/engine/form/views';
import type { EntityView, FieldView } from '@/engine/kernel/api';
import type { EntityDocument, FieldUse, FormDocument, RoleDocument } from '@/engine/kernel/documents.generated';
import type { Json } from '@/engine/kernel/json';
import type { EntityModel, FieldModel } from '@/engine/kernel/model';
import { fieldRight, mayFill } from '../rights';

type Values = { readonly [field: string]: Json };
const HIDDEN = '***';

/** What the published entity knows of the same field: where it points, how it is computed. */
function known(field: FieldUse, published: EntityView | undefined): Partial<FieldView> {
  const there = published?.fields.find(({ id }) => id === field.id);
  if (!there) return {};
  const isSameType = (there.derived?.type ?? there.type) === field.type;
  if (!isSameType) return {};
  const { target, derived } = there;
  return {
    ...(target ? { target } : {}),
    ...(derived ? { derived, type: there.type, options: there.options } : {}),
  };
}

/** Where a relation points by its options; undefined while they are not filled in. */
function targetOf(field: FieldUse): Pick<FieldView, 'target'> {
  try {
    const target = fieldType(field.type)?.target?.(field.options ?? {});
    return target ? { target } : {};
  } catch {
    return {};
  }
}

/** @param published the entity as its builder sees it published */
export function entityAs(
  entity: EntityDocument,
  role: RoleDocument | undefined,
  isNew: boolean,
  published?: EntityView,
): EntityView {
  const system = (published?.fields ?? []).filter((field) => field.system);
  return {
    id: entity.id,
    name: entity.name,
    label: entity.label,
    labelPlural: entity.labelPlural ?? entity.label,
    version: 0,
    isPlatform: false,
    titleField: entity.titleField ?? entity.fields[0]?.name ?? 'id',
    can: { create: mayFill(role, entity.name, true), update: mayFill(role, entity.name, false), delete: false },
    fields: [
      ...entity.fields.flatMap((field): FieldView[] => {
        const right = fieldRight(role, entity.name, field, isNew);
        if (right === 'none') return [];
        return [{ ...viewOf(field), ...targetOf(field), ...known(field, published), right }];
      }),
      ...system,
    ],
  };
}

/** The form with what the role may know of its rules. */
export function formAs(
  form: FormDocument,
  views: { readonly full: EntityView; readonly cut: EntityView; readonly targets: readonly EntityView[] },
): FormDocument {
  const { full, cut, targets } = views;
  const model = modelOfViews([full, ...targets]);
  const entity = model.entity(full.name);
  if (!entity) return form;
  const rights = new Map(cut.fields.map(({ name, right }) => [name, right]));
  const isKnown = (of: EntityModel, field: FieldModel): boolean =>
    of !== entity || (rights.get(field.name) ?? 'masked') !== 'masked';
  return cutForm(form, entity, model, (of, field) => of !== entity || rights.has(field.name), isKnown, {
    entity,
    model,
    hasPlugin: () => true,
    flow: (name) => name,
    canRead: (of, path) => {
      const place = resolvePath(model, of, path);
      return place !== undefined && isKnown(place.entity, place.field);
    },
    // Rights to other entities are asked of the server when the list is read.
    mayAsk: ({ entity: asked }) => model.entity(asked)?.fields.some(({ system }) => !system) ?? false,
  });
}

/** Values of a record (by the published names, which the ids lead to) under the names of the draft. */
export function valuesAs(view: EntityView, published: EntityView | undefined, values: Values | undefined): Values {
  const former = new Map(published?.fields.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    view.fields
      .filter((field) => !field.system)
      .map((field): [string, Json] => {
        const before = former.get(field.id);
        const value =
          (before === undefined ? undefined : values?.[before]) ?? (values ? null : (field.default ?? null));
        return [field.name, field.right === 'masked' && value !== null ? masked(field, value) : value];
      }),
  );
}

const masked = (field: FieldView, value: Json): Json => ({
  masked: fieldType(field.type)?.mask?.(value as never, field.options) ?? HIDDEN,
});
