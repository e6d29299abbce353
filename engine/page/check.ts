/** Everything that is wrong with a record page beyond what its schema can see; each with its place. */
import type { Names } from '../kernel/contract';
import type { PageDocument } from '../kernel/documents.generated';
import type { EntityModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { resolvePath } from '../kernel/paths';
import { checkBelonging } from '../query/belonging/check';

export const GRID_COLUMNS = 12;
type At = Problem['path'];
type Figure = NonNullable<NonNullable<PageDocument['header']>['figures']>[number];

export function checkPage(page: PageDocument, names: Names): readonly Problem[] {
  const entity = names.model.entity(page.entity);
  if (!entity || entity.parent) return [problem('page.unknownEntity', ['entity'], { entity: page.entity })];
  return [
    ...checkAudience(page, names, entity),
    ...checkHeader(page, names, entity),
    ...checkTabs(page, names, entity),
    ...checkIds(page),
  ];
}

function checkAudience({ roles = [], form }: PageDocument, names: Names, entity: EntityModel): Problem[] {
  const found = roles.flatMap((role, index) =>
    names.roles.has(role) ? [] : [problem('page.unknownRole', ['roles', index], { role })],
  );
  const forms = names.all('form').filter((one) => one.kind === 'form' && one.entity === entity.name);
  const isForm = form === undefined || forms.some((one) => one.name === form || one.aliases?.includes(form));
  return isForm ? found : [...found, problem('page.unknownForm', ['form'], { form, entity: entity.label })];
}

function checkHeader({ header }: PageDocument, names: Names, entity: EntityModel): Problem[] {
  if (!header) return [];
  const { status, figures = [] } = header;
  const unknown = status !== undefined && !entity.field(status);
  return [
    ...(unknown ? [problem('page.unknownField', ['header', 'status'], { entity: entity.label, field: status })] : []),
    ...figures.flatMap((figure, index) => checkFigure(figure, names, entity, ['header', 'figures', index])),
  ];
}

function checkFigure({ field, measure }: Figure, names: Names, entity: EntityModel, at: At): Problem[] {
  if (measure) return checkMeasure(measure, names, entity, [...at, 'measure']);
  if (field === undefined) return [problem('page.figureEmpty', at)];
  return resolvePath(names.model, entity, field)
    ? []
    : [problem('page.unknownField', [...at, 'field'], { entity: entity.label, field })];
}

function checkMeasure(measure: NonNullable<Figure['measure']>, names: Names, entity: EntityModel, at: At): Problem[] {
  const { agg, field } = measure;
  const found = checkBelonging(measure, { entity, names }, at);
  const owner = names.model.entity(measure.entity);
  if (!owner) return found;
  if (field === undefined) return agg === 'count' ? found : [...found, problem('page.figureField', [...at, 'field'])];
  const place = resolvePath(names.model, owner, field);
  if (!place) return [...found, problem('page.unknownField', [...at, 'field'], { entity: owner.label, field })];
  const type = names.registry.fieldTypes.get(place.field.type);
  const fits = !type || type.aggregates.includes(agg);
  return fits ? found : [...found, problem('page.aggregate', [...at, 'agg'], { label: place.field.label })];
}

function checkTabs(page: PageDocument, names: Names, entity: EntityModel): Problem[] {
  return page.tabs.flatMap((tab, t) =>
    tab.rows.flatMap((row, r) => {
      const at: At = ['tabs', t, 'rows', r];
      const width = row.columns.reduce((sum, column) => sum + column.width, 0);
      const blocks = row.columns.flatMap((column, c) =>
        column.blocks.flatMap((block, b) => checkBlock(block, page, names, entity, [...at, 'columns', c, 'blocks', b])),
      );
      return width > GRID_COLUMNS ? [problem('page.tooWide', at), ...blocks] : blocks;
    }),
  );
}

type Block = PageDocument['tabs'][number]['rows'][number]['columns'][number]['blocks'][number];
function checkBlock(block: Block, page: PageDocument, names: Names, entity: EntityModel, at: At): readonly Problem[] {
  const type = names.registry.blockTypes.get(block.type);
  if (!type) return [problem('page.unknownBlock', [...at, 'type'], { type: block.type })];
  const options = block.options ?? {};
  const path = [...at, 'options'];
  const faults = names.checkOptions(type, options, path);
  // Its own check trusts the shape of the options.
  return faults.length > 0 ? faults : (type.check?.(options, { page, entity, names, path }) ?? []);
}

/** Parts are found by their ids: one of each. */
function checkIds(page: PageDocument): Problem[] {
  const seen = new Set<string>();
  const once = (id: string, at: At): Problem[] => {
    if (seen.has(id)) return [problem('page.twice', [...at, 'id'], { id })];
    seen.add(id);
    return [];
  };
  return [
    ...(page.header?.figures ?? []).flatMap(({ id }, index) => once(id, ['header', 'figures', index])),
    ...page.tabs.flatMap((tab, t) => [
      ...once(tab.id, ['tabs', t]),
      ...tab.rows.flatMap((row, r) => [
        ...once(row.id, ['tabs', t, 'rows', r]),
        ...row.columns.flatMap((column, c) =>
          column.blocks.flatMap(({ id }, b) => once(id, ['tabs', t, 'rows', r, 'columns', c, 'blocks', b])),
        ),
      ]),
    ]),
  ];
}
