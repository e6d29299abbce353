import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PageDocument } from '../kernel/documents.generated';
import {
  addBlock,
  addTab,
  findBlock,
  layoutOf,
  layoutRow,
  LAYOUTS,
  moveBlock,
  moveTab,
  newBlock,
  removeBlock,
  removeTab,
  rowsOf,
  stepBlock,
  type Layout,
} from './edit';

const text = (en: string) => ({ 'zh-CN': en, en });
const block = (id: string) => ({ id: `blk_${id}`, type: 'text' });
/** Two rows: one of two columns [a b | c], one of one column [d]. */
const PAGE: PageDocument = {
  kind: 'page',
  id: 'pag_test1234',
  name: 'test',
  label: text('Test'),
  entity: 'parcel',
  tabs: [
    {
      id: 'tab_main',
      label: text('Main'),
      rows: [
        {
          id: 'row_one1',
          columns: [
            { width: 8, blocks: [block('aaaa'), block('bbbb')] },
            { width: 4, blocks: [block('cccc')] },
          ],
        },
        { id: 'row_two2', columns: [{ width: 12, blocks: [block('dddd')] }] },
      ],
    },
  ],
};
const said = (page: PageDocument): string =>
  rowsOf(page)
    .map((row) => row.columns.map(({ blocks }) => blocks.map(({ id }) => id.at(-1)).join('')).join('|'))
    .join(' / ');

describe('edits of a page', () => {
  it('move a block within its column, to another column and to another row', () => {
    expect(said(PAGE)).toBe('ab|c / d');
    expect(said(moveBlock(PAGE, 'blk_aaaa', { row: 'row_one1', column: 0, at: 2 }))).toBe('ba|c / d');
    expect(said(moveBlock(PAGE, 'blk_aaaa', { row: 'row_one1', column: 1, at: 0 }))).toBe('b|ac / d');
    expect(said(moveBlock(PAGE, 'blk_dddd', { row: 'row_one1', column: 0, at: 1 }))).toBe('adb|c / ');
    expect(moveBlock(PAGE, 'blk_aaaa', { row: 'row_one1', column: 0, at: 1 })).toBe(PAGE);
  });

  it('step by keys, through rows at the ends of a column', () => {
    expect(said(stepBlock(PAGE, 'blk_bbbb', 'up'))).toBe('ba|c / d');
    expect(said(stepBlock(PAGE, 'blk_bbbb', 'right'))).toBe('a|cb / d');
    expect(said(stepBlock(PAGE, 'blk_bbbb', 'down'))).toBe('a|c / bd');
    expect(said(stepBlock(PAGE, 'blk_dddd', 'up'))).toBe('abd|c / ');
    expect(stepBlock(PAGE, 'blk_dddd', 'down')).toBe(PAGE);
  });

  it('divide a row anew without losing a block', () => {
    const one = layoutRow(PAGE, 'row_one1', 'one');
    expect([said(one), layoutOf(rowsOf(one)[0]!)]).toEqual(['abc / d', 'one']);
    expect(said(layoutRow(PAGE, 'row_one1', 'three'))).toBe('ab|c| / d');
  });

  it('never remove the last tab, and move tabs only within the row of tabs', () => {
    expect(removeTab(PAGE, 'tab_main')).toBe(PAGE);
    const { page, tab } = addTab(PAGE, text('More'));
    expect(moveTab(page, tab.id, -1).tabs.map(({ id }) => id)).toEqual([tab.id, 'tab_main']);
    expect(moveTab(page, tab.id, 1).tabs.map(({ id }) => id)).toEqual(['tab_main', tab.id]);
  });

  it('keep every block exactly once, whatever is done in whatever order', () => {
    const ids = ['blk_aaaa', 'blk_bbbb', 'blk_cccc', 'blk_dddd'];
    const command = fc.oneof(
      fc.record({ id: fc.constantFrom(...ids), step: fc.constantFrom('up', 'down', 'left', 'right') }),
      fc.record({ row: fc.constantFrom('row_one1', 'row_two2'), layout: fc.constantFrom(...Object.keys(LAYOUTS)) }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        const end = commands.reduce<PageDocument>(
          (page, one) =>
            'id' in one ? stepBlock(page, one.id, one.step as 'up') : layoutRow(page, one.row, one.layout as Layout),
          PAGE,
        );
        const found = rowsOf(end).flatMap((row) => row.columns.flatMap(({ blocks }) => blocks.map(({ id }) => id)));
        expect(found.toSorted()).toEqual(ids);
      }),
    );
  });

  it('add and remove', () => {
    const made = newBlock('comments');
    const page = addBlock(PAGE, made, { row: 'row_two2', column: 0, at: 0 });
    expect(findBlock(page, made.id)?.place).toEqual({ row: 'row_two2', column: 0, at: 0 });
    expect(said(removeBlock(page, made.id))).toBe(said(PAGE));
  });
});
