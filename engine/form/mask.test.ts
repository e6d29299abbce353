import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMask, caretAfter, maskPattern } from './mask';

describe('an input mask', () => {
  it.each([
    ['###-####', '5550199', '555-0199'],
    ['###-####', '555-0199', '555-0199'],
    ['###-####', '５５５　０１９９', '555-0199'],
    ['+86 ### #### ####', '138 0013 8000', '+86 138 0013 8000'],
    ['+86 ### #### ####', '+8613800138000', '+86 138 0013 8000'],
    ['@@-\\##', 'ab7', 'ab-#7'],
    ['鲁@·*****', '鲁B·12A45', '鲁B·12A45'],
  ])('%s makes of %s → %s', (mask, given, text) => {
    expect(applyMask(mask, given)).toEqual({ text, isComplete: true });
  });

  it('says when something is missing, and puts no sign behind what is there', () => {
    expect(applyMask('###-####', '555')).toEqual({ text: '555', isComplete: false });
    expect(applyMask('###-####', '5550')).toEqual({ text: '555-0', isComplete: false });
    expect(applyMask('###-####', 'abc')).toEqual({ text: '', isComplete: false });
  });

  it('leaves the caret behind the sign that was typed', () => {
    expect(caretAfter('###-####', '555-0', '5550', 4)).toBe(5);
    expect(caretAfter('###-####', '515-5019', '515550199', 2)).toBe(2);
  });

  it('changes nothing that it made itself, and its schema takes every complete text', () => {
    const mask = fc.string({
      unit: fc.constantFrom('#', '@', '*', '-', ' ', '+', '.', '(', '8', 'A', '鲁', '\\'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(mask, fc.string({ maxLength: 30 }), (made, given) => {
        const once = applyMask(made, given);
        if (!once.isComplete) return;
        expect(new RegExp(maskPattern(made), 'u').test(once.text)).toBe(true);
        expect(applyMask(made, once.text)).toEqual(once);
      }),
    );
  });
});
