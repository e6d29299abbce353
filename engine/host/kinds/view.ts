/** The document kind `view`: a saved way to look at the records of an entity, for everybody or for some roles. */
import { unlimitedAccess } from '../../access/access';
import type { DocumentKind, Names } from '../../kernel/contract';
import type { Filter, ViewDefinition, ViewDocument } from '../../kernel/documents.generated';
import type { EntityModel } from '../../kernel/model';
import { problem, Refusal, type Problem } from '../../kernel/problems';
import { compileGroups, shapeOfGroups } from '../../query/groups';
import { compileRows, shapeOfRows } from '../../query/rows';
import type { Schema } from '../../query/source';
import { bind } from '../../query/sql';

type Place = Problem['path'];

export const viewKind: DocumentKind = {
  kind: 'view',
  label: { 'zh-CN': '视图', en: 'View' },
  icon: 'table',
  order: 70,
  check(document: ViewDocument, names: Names) {
    const entity = names.model.entity(document.entity);
    if (!entity || entity.parent) return [problem('view.unknownEntity', ['entity'], { entity: document.entity })];
    return [
      ...checkDefinition(document.definition, entity, names, ['definition']),
      ...(document.roles ?? []).flatMap((name, i) =>
        names.roles.has(name) ? [] : [problem('view.roleUnknown', ['roles', i], { name })],
      ),
    ];
  },
};

/** Everything that is wrong with what a view shows; personal views are checked by it too. */
export function checkDefinition(
  definition: ViewDefinition,
  entity: EntityModel,
  names: Pick<Names, 'model' | 'registry' | 'checkOptions'>,
  at: Place,
): readonly Problem[] {
  const schema: Schema = {
    model: names.model,
    access: unlimitedAccess(names.model),
    fieldTypes: names.registry.fieldTypes,
  };
  return [
    ...checkType(definition, entity, names, at),
    ...checkRows(definition, entity, schema, at),
    ...checkGroup(definition, entity, schema, at),
    ...(definition.colors ?? []).flatMap(({ when, field }, i) => [
      ...checkFilter(when, entity, schema, [...at, 'colors', i, 'when']),
      ...(field === undefined ? [] : checkPath(field, entity, schema, [...at, 'colors', i, 'field'])),
    ]),
  ];
}

function checkType(
  { type, options = {} }: ViewDefinition,
  entity: EntityModel,
  names: Pick<Names, 'registry' | 'checkOptions'>,
  at: Place,
): readonly Problem[] {
  const unit = names.registry.viewTypes.get(type);
  if (!unit) return [problem('view.unknownType', [...at, 'type'], { type })];
  const needs = unit.needs.flatMap((need): Problem[] => {
    const name = options[need.option];
    const place = [...at, 'options', need.option];
    if (name === undefined) {
      return need.isOptional ? [] : [problem('view.needsField', place, { view: unit.label })];
    }
    const field = entity.field(String(name));
    if (!field) return [problem('view.unknownField', place, { field: String(name), entity: entity.label })];
    const isTree = field.options.tree === true && field.target === entity.name;
    const fits = (need.types.length === 0 || need.types.includes(field.type)) && (need.isTree !== true || isTree);
    return fits ? [] : [problem('view.fieldMisfit', place, { label: field.label, view: unit.label })];
  });
  return [...names.checkOptions(unit, options, [...at, 'options']), ...needs];
}

/** The one read path says what is wrong with fields, filter and order. */
function checkRows(
  { columns = [], filter, sort = [] }: ViewDefinition,
  entity: EntityModel,
  schema: Schema,
  at: Place,
) {
  const { name } = entity;
  return [
    ...columns.flatMap(({ field }, i) => checkPath(field, entity, schema, [...at, 'columns', i, 'field'])),
    ...(filter ? checkFilter(filter, entity, schema, [...at, 'filter']) : []),
    ...found(() => compileRows(schema, shapeOfRows({ entity: name, fields: [], sort }).shape), at),
  ];
}

function checkGroup({ group, columns = [] }: ViewDefinition, { name }: EntityModel, schema: Schema, at: Place) {
  const totals = columns.flatMap(({ field, total }, i) => (total ? [{ field, agg: total, i }] : []));
  const ask = (question: Parameters<typeof shapeOfGroups>[0], place: Place): readonly Problem[] =>
    found(() => compileGroups(schema, shapeOfGroups(question).shape), []).map((p) => ({ ...p, path: place }));
  const dimension = group && { field: group.field, ...(group.grain && { grain: group.grain }) };
  return [
    ...totals.flatMap(({ field, agg, i }) =>
      ask({ entity: name, measures: [{ field, agg }] }, [...at, 'columns', i, 'total']),
    ),
    ...(dimension
      ? ask({ entity: name, dimensions: [dimension], measures: [{ agg: 'count' }] }, [...at, 'group'])
      : []),
  ];
}

const checkPath = (field: string, { name }: EntityModel, schema: Schema, at: Place): readonly Problem[] =>
  found(() => compileRows(schema, shapeOfRows({ entity: name, fields: [field] }).shape), []).map((p) => ({
    ...p,
    path: at,
  }));

/** Nobody in particular asks: only what is wrong for everybody is found. */
const NOBODY = { id: '', name: '', email: '', roles: [], timeZone: 'UTC', departmentId: null, departmentPath: '' };

function checkFilter(filter: Filter, { name }: EntityModel, schema: Schema, at: Place): readonly Problem[] {
  const all = found(() => {
    const { shape, inputs } = shapeOfRows({ entity: name, fields: [], filter });
    bind(compileRows(schema, shape), { inputs, viewer: NOBODY, now: new Date(0) });
  }, []);
  return all.map((p) => ({ ...p, path: [...at, ...p.path.slice(1)] }));
}

function found(run: () => unknown, at: Place): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems.map((p) => ({ ...p, path: [...at, ...p.path] }));
  }
}
