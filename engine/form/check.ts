/** All problems of a form document that its JSON Schema cannot see, each with its place. */
import type { Names } from '../kernel/contract';
import type { FormDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel, Model } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { checkAudience } from './check-audience';
import { checkItems } from './check-items';
import { checkOffline } from './check-offline';
import { checkOverlays } from './check-overlays';
import { checkPrint } from './check-print';
import { checkFills } from './check-fills';
import { checkRules, unknownField } from './check-rules';
import { checkMigrations } from './migrations';
import { isFieldItem, type FieldItem } from './layout';
import { builtInFieldTypes, ownField, ownFields, type FieldTypes } from './record';

type Path = readonly (string | number)[];

/** Checks a form against the entities as they will be. */
export function checkForm(
  form: FormDocument,
  {
    model,
    types = builtInFieldTypes,
    names,
  }: {
    readonly model: Model;
    readonly types?: FieldTypes;
    /** What else there is; without it the options of layout items are not looked at. */
    readonly names?: Names;
  },
): readonly Problem[] {
  const entity = model.entity(form.entity);
  if (!entity || entity.isPlatform || entity.parent) {
    return [problem('form.noEntity', ['entity'], { entity: form.entity })];
  }
  return [
    ...checkLayout(form, entity),
    ...checkItems(form, { entity, model, types }, names),
    ...checkRules(form, { entity, model, types }),
    ...checkOffline(form, entity),
    ...checkPrint(form, entity),
    ...checkOverlays(form, entity, names),
    ...checkAudience(form, { entity, model }, names),
    ...checkMigrations(form, names?.before(form.id) as FormDocument | undefined, { entity, model, types }),
    ...checkFills(form, { entity, model, types }),
  ];
}

function checkLayout(form: FormDocument, entity: EntityModel): readonly Problem[] {
  const seen = new Set<FieldModel>();
  const problems = form.sections.flatMap((section, s) =>
    section.items.flatMap((item, i) => {
      const path = ['sections', s, 'items', i];
      if (!isFieldItem(item)) return [];
      const [field] = ownField(entity, item.field);
      if (!field) return [unknownField(entity, item.field, [...path, 'field'])];
      if (seen.has(field)) return [problem('form.fieldTwice', [...path, 'field'], { label: field.label })];
      seen.add(field);
      return checkItem(item, field, path);
    }),
  );
  const isSet = (field: FieldModel): boolean =>
    (form.rules ?? []).some(
      ({ scope, then }) =>
        scope === undefined &&
        then.some((item) => item.effect === 'set' && item.field !== undefined && entity.field(item.field) === field),
    );
  const missing = ownFields(entity).filter(
    (field) => field.isRequired && field.default === undefined && !seen.has(field) && !isSet(field),
  );
  const warnings = missing.map((field): Problem => ({
    ...problem('form.requiredMissing', ['sections'], { label: field.label }),
    level: 'warning',
  }));
  return [...checkParts(form), ...problems, ...warnings];
}

/** Pages and tabs that sections name and that are not there; columns nothing fits into. */
function checkParts({ sections, pages = [], tabs = [] }: FormDocument): readonly Problem[] {
  const ids = new Set([...pages, ...tabs].map(({ id }) => id));
  return sections.flatMap(({ page, tab, columns = 1, items }, s) => {
    const gone = Object.entries({ page, tab })
      .filter(([, id]) => id !== undefined && !ids.has(id))
      .map(([key]) => problem(key === 'page' ? 'form.unknownPage' : 'form.unknownTab', ['sections', s, key]));
    const wide = items.flatMap(({ span = 1, spanOn = {} }, i) =>
      Object.entries({ span, ...spanOn })
        .filter(([, width]) => (width ?? 1) > columns)
        .map(([key, width]) => {
          const path = key === 'span' ? ['span'] : ['spanOn', key];
          const found = problem('form.tooWide', ['sections', s, 'items', i, ...path], { span: width ?? 1, columns });
          // It is drawn as wide as the section is.
          return { ...found, level: 'warning' as const };
        }),
    );
    return [...gone, ...wide];
  });
}

/** What becomes of hidden values, of the field and of its columns. */
function checkItem(item: FieldItem, field: FieldModel, path: Path): readonly Problem[] {
  const computed =
    field.derived && item.whenHidden && item.whenHidden !== 'keep'
      ? [problem('form.derived', [...path, 'whenHidden'], { label: field.label })]
      : [];
  if (item.columns === undefined) return computed;
  if (!field.child) return [...computed, problem('form.scopeKind', [...path, 'columns'], { label: field.label })];
  const { child } = field;
  const seen = new Set<FieldModel>();
  const ofColumns = item.columns.flatMap(({ field: name }, index) => {
    const at = [...path, 'columns', index, 'field'];
    const [column] = ownField(child, name);
    if (!column) return [unknownField(child, name, at)];
    if (seen.has(column)) return [problem('form.fieldTwice', at, { label: column.label })];
    seen.add(column);
    return [];
  });
  return [...computed, ...ofColumns];
}
