/** Everything that is wrong with a report or a dashboard beyond what its schema can see; each with its place. */
import type { ChartType, FieldType, FilterOperator, Names, QuestionShape } from '../kernel/contract';
import type { DashboardDocument, Filter, Question, ReportDocument } from '../kernel/documents.generated';
import type { Json } from '../kernel/json';
import type { EntityModel, FieldModel } from '../kernel/model';
import { problem, type Problem } from '../kernel/problems';
import { GRID_COLUMNS, overlap } from './edit/layout';
import { resolvePath } from '../kernel/paths';
import { fits, shapeOf } from './suggest';

type Path = readonly (string | number)[];

/** All problems of a report: its question over the entities, its chart, the chart's options. */
export function checkReport(report: ReportDocument, names: Names): readonly Problem[] {
  const entity = names.model.entity(report.question.entity);
  const question = entity
    ? checkQuestion(report.question, entity, names)
    : [problem('report.unknownEntity', ['question', 'entity'], { entity: report.question.entity })];
  return [...question, ...checkChart(report, names)];
}

function checkQuestion(question: Question, entity: EntityModel, names: Names): readonly Problem[] {
  const check = new FieldChecks(entity, names);
  const { columns = [], dimensions = [], measures = [] } = question;
  return [
    ...checkShape(question),
    ...columns.flatMap((path, i) => check.field(path, ['question', 'columns', i])),
    ...dimensions.flatMap((dimension, i) => check.dimension(dimension, ['question', 'dimensions', i])),
    ...measures.flatMap((measure, i) => check.measure(measure, ['question', 'measures', i])),
    ...(question.filter ? check.filter(question.filter, ['question', 'filter']) : []),
    ...checkSort(question),
  ];
}

function checkShape(question: Question): readonly Problem[] {
  const { dimensions, measures, isPlain } = shapeOf(question);
  if (!isPlain && dimensions + measures === 0) return [problem('report.nothing', ['question'])];
  return isPlain && dimensions + measures > 0 ? [problem('report.columnsAndGroups', ['question', 'columns'])] : [];
}

function checkSort({ sort = [], columns = [], dimensions = [], measures = [] }: Question): readonly Problem[] {
  const known = new Set([...columns, ...dimensions.map((_, i) => `d${i}`), ...measures.map((_, i) => `m${i}`)]);
  return sort.flatMap(({ by }, i) => (known.has(by) ? [] : [problem('report.sort', ['question', 'sort', i], { by })]));
}

/** Whether a field can be filtered this way: as its type declares; emptiness always, identity for links. */
const ALWAYS: readonly FilterOperator[] = ['isEmpty', 'notEmpty'];
const OF_LINKS: readonly FilterOperator[] = [
  'eq',
  'ne',
  'in',
  'notIn',
  'isMe',
  'myDepartment',
  'myDepartmentAndBelow',
  'below',
];
const canFilter = (field: FieldModel, type: FieldType | undefined, op: FilterOperator): boolean =>
  ALWAYS.includes(op) || (field.kind === 'record' && OF_LINKS.includes(op)) || (type?.filters.includes(op) ?? true);

/** Conditions that need no value beside the field. */
const WITHOUT_VALUE = new Set(['isEmpty', 'notEmpty', 'isMe', 'myDepartment', 'myDepartmentAndBelow']);

/** Checks of single fields, seen from one entity. */
class FieldChecks {
  constructor(
    private readonly entity: EntityModel,
    private readonly names: Names,
  ) {}

  #with(path: string, at: Path, check: (field: FieldModel, type: FieldType | undefined) => readonly Problem[]) {
    const place = resolvePath(this.names.model, this.entity, path);
    if (!place) return [problem('report.unknownField', at, { field: path, entity: this.entity.label })];
    return check(place.field, this.names.registry.fieldTypes.get(place.field.type));
  }

  field(path: string, at: Path): readonly Problem[] {
    return this.#with(path, at, () => []);
  }

  dimension({ field: path, grain }: NonNullable<Question['dimensions']>[number], at: Path): readonly Problem[] {
    return this.#with(path, [...at, 'field'], (field, type) => {
      if (type && !type.canGroup) return [problem('report.group', at, { label: field.label })];
      const isTime = field.kind === 'date' || field.kind === 'datetime';
      return grain && !isTime ? [problem('report.grain', [...at, 'grain'], { label: field.label })] : [];
    });
  }

  measure({ agg, field: path, where }: NonNullable<Question['measures']>[number], at: Path): readonly Problem[] {
    const conditions = where ? this.filter(where, [...at, 'where']) : [];
    if (path === undefined) {
      return agg === 'count' ? conditions : [...conditions, problem('report.measureField', at)];
    }
    const own = this.#with(path, [...at, 'field'], (field, type) =>
      type && !type.aggregates.includes(agg)
        ? [problem('report.aggregate', [...at, 'agg'], { label: field.label })]
        : [],
    );
    return [...own, ...conditions];
  }

  filter(filter: Filter, at: Path): readonly Problem[] {
    if ('all' in filter) return filter.all.flatMap((part, i) => this.filter(part, [...at, 'all', i]));
    if ('any' in filter) return filter.any.flatMap((part, i) => this.filter(part, [...at, 'any', i]));
    if ('not' in filter) return this.filter(filter.not, [...at, 'not']);
    // Expressions, and what is asked of related records, are checked by the query compiler.
    if (!('field' in filter)) return [];
    return this.#with(filter.field, [...at, 'field'], (field, type) => {
      const { label } = field;
      if (!canFilter(field, type, filter.op)) return [problem('report.operator', [...at, 'op'], { label })];
      const isMissing = filter.value === undefined || filter.value === null || filter.value === '';
      return isMissing && !WITHOUT_VALUE.has(filter.op)
        ? [problem('report.filterValue', [...at, 'value'], { label })]
        : [];
    });
  }
}

const range = ([least, most]: readonly [number, number]): string => (least === most ? `${least}` : `${least}–${most}`);

/** Too many or too few, or the wrong kind of grouping (a number over months, but not over cities). */
function misfitOf({ label, takes }: ChartType, shape: QuestionShape): Problem {
  const within = (count: number, [least, most]: readonly [number, number]): boolean => count >= least && count <= most;
  const isTaken = within(shape.dimensions, takes.dimensions) && within(shape.measures, takes.measures);
  const [dimensions, measures] = [range(takes.dimensions), range(takes.measures)];
  return isTaken
    ? problem('report.chartGroups', ['chart', 'type'], { chart: label })
    : problem('report.chartTakes', ['chart', 'type'], { chart: label, dimensions, measures });
}

function checkChart({ chart, question }: ReportDocument, names: Names): readonly Problem[] {
  const type = names.registry.chartTypes.get(chart.type);
  if (!type) return [problem('report.unknownChart', ['chart', 'type'], { type: chart.type })];
  const shape = shapeOf(question);
  const isEmpty = !shape.isPlain && shape.dimensions + shape.measures === 0;
  const misfit = isEmpty || fits(type, shape) ? [] : [misfitOf(type, shape)];
  return [...misfit, ...names.checkOptions(type, chart.options ?? {}, ['chart', 'options'])];
}

/** All problems of a dashboard: reports that are not there, tiles over each other or beyond the grid. */
export function checkDashboard({ tiles }: DashboardDocument, names: Names): readonly Problem[] {
  const titleOf = (tile: DashboardDocument['tiles'][number]): Json => (tile.title ? { ...tile.title } : tile.report);
  return tiles.flatMap((tile, i) => {
    const at = ['tiles', i];
    const found: Problem[] = [];
    if (!names.reports.has(tile.report)) {
      found.push(problem('dashboard.unknownReport', [...at, 'report'], { report: tile.report }));
    }
    if (tile.x + tile.w > GRID_COLUMNS) found.push(problem('dashboard.tooWide', at, { tile: titleOf(tile) }));
    const before = tiles.slice(0, i);
    if (before.some((other) => other.id === tile.id)) found.push(problem('dashboard.tileTwice', [...at, 'id']));
    const under = before.find((other) => overlap(other, tile));
    if (under) found.push(problem('dashboard.overlap', at, { tile: titleOf(tile), other: titleOf(under) }));
    return found;
  });
}
