/** Numbers and codes stay whole on paper; long words wrap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptInLine, widthOf } from './columnWidths';

describe('the columns of a printed table', () => {
  it('count a Chinese character twice', () => {
    expect(widthOf('青岛 1903')).toBe(9);
  });

  it('keep codes and amounts in one line and let the note wrap', () => {
    expect(keptInLine([7, 22, 9, 5, 9, 11, 52], 104)).toEqual([true, true, true, true, true, true, false]);
  });

  it('all stay in line where there is room for all', () => {
    expect(keptInLine([10, 20], 40)).toEqual([true, true]);
  });

  it('never hold more than the paper', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }), (widths) => {
        const kept = keptInLine(widths, 100);
        const held = widths.filter((_, index) => kept[index]).reduce((sum, width) => sum + width, 0);
        expect(held).toBeLessThanOrEqual(100);
      }),
    );
  });
});
