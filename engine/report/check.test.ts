import { describe, expect, it } from 'vitest';
import type { FieldType, Names } from '../kernel/contract';
import type { ReportDocument } from '../kernel/documents.generated';
import type { EntityModel, FieldModel } from '../kernel/model';
import { checkDashboard, checkReport } from './check';
import { chartTypes } from './charts/index.generated';
import { addTile, newDashboard } from './edit/dashboard';
import { newReport } from './edit/report';

const label = { 'zh-CN': '测试', en: 'Test' };
const field = (name: string, type: string, kind: FieldModel['kind'], target?: string) =>
  ({ name, type, kind, label, target, child: undefined }) as unknown as FieldModel;
const entity = (name: string, fields: readonly FieldModel[]) =>
  ({ name, label, fields, field: (one: string) => fields.find((f) => f.name === one) }) as unknown as EntityModel;
const entities = [
  entity('thing', [
    field('name', 'words', 'text'),
    field('size', 'amount', 'number'),
    field('made', 'day', 'date'),
    field('place', 'link', 'record', 'place'),
  ]),
  entity('place', [field('size', 'amount', 'number')]),
];
const type = (part: Partial<FieldType>) => part as FieldType;
const names = {
  model: { entity: (name: string) => entities.find((one) => one.name === name) },
  registry: {
    chartTypes: new Map(chartTypes.map((chart) => [chart.type, chart])),
    fieldTypes: new Map([
      ['words', type({ canGroup: false, aggregates: ['count'], filters: ['eq'] })],
      ['amount', type({ canGroup: true, aggregates: ['sum'], filters: ['gt'] })],
      ['day', type({ canGroup: true, aggregates: ['max'], filters: ['relative'] })],
      ['link', type({ canGroup: true, aggregates: ['count'], filters: ['eq'] })],
    ]),
  },
  reports: new Set(['sales']),
  checkOptions: () => [],
} as unknown as Names;

const report = (question: Partial<ReportDocument['question']>, chart = 'table'): ReportDocument => ({
  ...newReport('test', label, 'thing'),
  question: { entity: 'thing', ...question },
  chart: { type: chart },
});
const codes = (one: ReportDocument) => checkReport(one, names).map(({ code, path }) => [code, path.join('.')]);

describe('the check of a report', () => {
  it('passes what fits, along relations too', () => {
    expect(
      codes(
        report({
          dimensions: [{ field: 'made', grain: 'month' }],
          measures: [{ agg: 'count' }, { agg: 'sum', field: 'place.size' }],
          filter: {
            all: [
              { field: 'place', op: 'notEmpty' },
              { field: 'place.size', op: 'gt', value: '3' },
            ],
          },
          sort: [{ by: 'm1', direction: 'desc' }],
        }),
      ),
    ).toEqual([]);
  });

  it('names every fault with its place, not only the first', () => {
    expect(
      codes(
        report({
          dimensions: [{ field: 'name' }, { field: 'size', grain: 'day' }, { field: 'nowhere' }],
          measures: [{ agg: 'sum', field: 'name' }, { agg: 'sum' }],
          filter: {
            any: [
              { field: 'name', op: 'gt', value: 1 },
              { field: 'name', op: 'eq' },
            ],
          },
          sort: [{ by: 'm7', direction: 'asc' }],
        }),
      ),
    ).toEqual([
      ['report.group', 'question.dimensions.0'],
      ['report.grain', 'question.dimensions.1.grain'],
      ['report.unknownField', 'question.dimensions.2.field'],
      ['report.aggregate', 'question.measures.0.agg'],
      ['report.measureField', 'question.measures.1'],
      ['report.operator', 'question.filter.any.0.op'],
      ['report.filterValue', 'question.filter.any.1.value'],
      ['report.sort', 'question.sort.0'],
    ]);
  });

  it('refuses a chart that cannot draw the answer, an unknown one, and a question that asks nothing', () => {
    const count = { measures: [{ agg: 'count' as const }] };
    expect(codes(report(count, 'pie'))).toEqual([['report.chartTakes', 'chart.type']]);
    expect(codes(report(count, 'cloud'))).toEqual([['report.unknownChart', 'chart.type']]);
    expect(codes(report({}))).toEqual([['report.nothing', 'question']]);
    expect(codes(report({ columns: ['name'], ...count }))).toContainEqual([
      'report.columnsAndGroups',
      'question.columns',
    ]);
  });
});

describe('the check of a dashboard', () => {
  const good = addTile(newDashboard('board', label), 'sales', { w: 6, h: 4 }).board;
  const [tile] = good.tiles as [(typeof good.tiles)[number]];

  it('passes tiles of reports that exist', () => {
    expect(checkDashboard(good, names)).toEqual([]);
  });

  it('finds unknown reports, tiles over each other, beyond the edge, and twice the same', () => {
    const tiles = [tile, { ...tile, report: 'gone', x: 8 }, { ...tile, id: 'til_other', x: 3 }];
    expect(checkDashboard({ ...good, tiles }, names).map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['dashboard.unknownReport', 'tiles.1.report'],
      ['dashboard.tooWide', 'tiles.1'],
      ['dashboard.tileTwice', 'tiles.1.id'],
      ['dashboard.overlap', 'tiles.2'],
    ]);
  });
});
