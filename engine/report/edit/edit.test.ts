import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartTypes } from '../charts/index.generated';
import { addTile, applyLayout, moveTile, newDashboard, removeTile, resizeTile } from './dashboard';
import { GRID_COLUMNS, overlap, settle } from './layout';
import {
  addColumn,
  addCondition,
  addDimension,
  addMeasure,
  changeQuestion,
  conditionsOf,
  joinOf,
  moveWithin,
  newReport,
  removeAt,
  removeCondition,
  setChart,
  setEntity,
  setJoin,
  sortBy,
} from './report';

const label = { 'zh-CN': '测试', en: 'Test' };
const chart = (type: string) => chartTypes.find((one) => one.type === type)!;
const start = newReport('test', label, 'thing');

describe('the conditions of a question', () => {
  const open = { field: 'status', op: 'eq', value: 'open' } as const;
  const late = { field: 'due', op: 'lt', value: '2026-01-01' } as const;
  const both = addCondition(addCondition(start.question, open), late);

  it('all hold at first, and may be made to hold one by one', () => {
    expect(both.filter).toEqual({ all: [open, late] });
    const either = setJoin(both, 'any');
    expect([either.filter, joinOf(either), conditionsOf(either)]).toEqual([{ any: [open, late] }, 'any', [open, late]]);
    expect(addCondition(either, open).filter).toEqual({ any: [open, late, open] });
  });

  it('need no joining when one is left', () => {
    expect(removeCondition(setJoin(both, 'any'), 0).filter).toEqual(late);
  });
});

describe('a report draft', () => {
  it('begins as one number', () => {
    expect(start).toMatchObject({
      question: { entity: 'thing', measures: [{ agg: 'count' }] },
      chart: { type: 'number' },
    });
  });

  it('becomes bars with its first grouping, a line over months, a table with three groupings', () => {
    const add = (report: typeof start, ...dimensions: { field: string; grain?: 'month' }[]) =>
      dimensions.reduce((one, dimension) => changeQuestion(one, (q) => addDimension(q, dimension), chartTypes), report);
    expect(add(start, { field: 'a' }).chart.type).toBe('bar');
    expect(add(start, { field: 'a', grain: 'month' }).chart.type).toBe('line');
    expect(add(start, { field: 'a' }, { field: 'b' }, { field: 'c' }).chart.type).toBe('table');
  });

  it('keeps the chart the analyst chose while it fits', () => {
    const grouped = changeQuestion(start, (q) => addDimension(q, { field: 'a' }), chartTypes);
    const pie = setChart(grouped, chart('pie'));
    expect(changeQuestion(pie, (q) => sortBy(q, 'm0'), chartTypes).chart.type).toBe('pie');
    expect(changeQuestion(pie, (q) => addMeasure(q, { agg: 'sum', field: 'x' }), chartTypes).chart.type).toBe('bar');
  });

  it('takes each field once on a shelf and never changes what it was given', () => {
    const before = structuredClone(start.question);
    const once = addDimension(start.question, { field: 'a' });
    expect(addDimension(once, { field: 'a' })).toBe(once);
    expect(start.question).toEqual(before);
  });

  it('forgets a sort whose column is gone', () => {
    const sorted = sortBy(addDimension(start.question, { field: 'a' }), 'd0', 'asc');
    const report = changeQuestion({ ...start, question: sorted }, (q) => removeAt(q, 'dimensions', 0), chartTypes);
    expect(report.question).toEqual(start.question);
  });

  it('is either a list of records or groups', () => {
    const list = addColumn(addDimension(start.question, { field: 'a' }), 'name');
    expect(list).toEqual({ entity: 'thing', columns: ['name'] });
    expect(addMeasure(list, { agg: 'count' })).toEqual(start.question);
  });

  it('moves fields within a shelf and joins conditions by "and"', () => {
    const two = addDimension(addDimension(start.question, { field: 'a' }), { field: 'b' });
    expect(moveWithin(two, 'dimensions', 0, 1).dimensions).toEqual([{ field: 'b' }, { field: 'a' }]);
    const one = addCondition(start.question, { field: 'a', op: 'notEmpty' });
    expect(one.filter).toEqual({ field: 'a', op: 'notEmpty' });
    const both = addCondition(one, { field: 'b', op: 'isEmpty' });
    expect(both.filter).toEqual({
      all: [
        { field: 'a', op: 'notEmpty' },
        { field: 'b', op: 'isEmpty' },
      ],
    });
    expect(removeCondition(removeCondition(both, 0), 0)).toEqual(start.question);
  });

  it('begins anew with another entity', () => {
    expect(setEntity(addDimension(start.question, { field: 'a' }), 'other')).toEqual({
      entity: 'other',
      measures: [{ agg: 'count' }],
    });
  });

  it('drops options the new chart does not know', () => {
    const bar = { ...start, chart: { type: 'bar', options: { stacked: true, values: true } } };
    expect(setChart(bar, chart('line')).chart).toEqual({ type: 'line', options: { values: true } });
  });
});

describe('a dashboard draft', () => {
  const three = ['a', 'b', 'c'].reduce(
    (board, report) => addTile(board, report, { w: 6, h: 4 }).board,
    newDashboard('test', label),
  );
  const [a, b, c] = three.tiles.map((tile) => tile.id) as [string, string, string];
  const at = (board: typeof three, id: string) => {
    const { x, y, w, h } = board.tiles.find((tile) => tile.id === id)!;
    return [x, y, w, h];
  };

  it('puts a new tile at the first free place', () => {
    expect([at(three, a), at(three, b), at(three, c)]).toEqual([
      [0, 0, 6, 4],
      [6, 0, 6, 4],
      [0, 4, 6, 4],
    ]);
  });

  it('moves a tile with the others making way, and back again', () => {
    const down = moveTile(three, a, 0, 1);
    expect([at(down, a), at(down, c)]).toEqual([
      [0, 4, 6, 4],
      [0, 0, 6, 4],
    ]);
    expect(moveTile(down, a, 0, -1).tiles).toEqual(three.tiles);
  });

  it('keeps tiles inside the grid and of a size one can read', () => {
    expect(at(moveTile(three, b, 5, 0), b)).toEqual([6, 0, 6, 4]);
    expect(at(resizeTile(three, a, -20, -20), a)).toEqual([0, 0, 2, 2]);
  });

  it('closes the gap a removed tile leaves', () => {
    expect(at(removeTile(three, a), c)).toEqual([0, 0, 6, 4]);
  });

  it('says that nothing changed by being the same document', () => {
    expect(applyLayout(three, three.tiles)).toBe(three);
    expect(moveTile(three, a, -1, 0)).toBe(three);
  });

  it('never has tiles over each other or outside, whatever is moved and resized', () => {
    const step = fc.record({
      tile: fc.nat(4),
      dx: fc.integer({ min: -12, max: 12 }),
      dy: fc.integer({ min: -3, max: 3 }),
      isResize: fc.boolean(),
    });
    const five = ['a', 'b', 'c', 'd', 'e'].reduce(
      (board, report) => addTile(board, report, { w: 5, h: 3 }).board,
      newDashboard('t', label),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const board = steps.reduce((one, { tile, dx, dy, isResize }) => {
          const { id } = one.tiles[tile]!;
          return isResize ? resizeTile(one, id, dx, dy) : moveTile(one, id, dx, dy);
        }, five);
        for (const [i, tile] of board.tiles.entries()) {
          expect(tile.x + tile.w).toBeLessThanOrEqual(GRID_COLUMNS);
          expect(board.tiles.slice(i + 1).some((other) => overlap(tile, other))).toBe(false);
        }
        expect(settle(board.tiles)).toEqual(board.tiles);
      }),
    );
  });
});
