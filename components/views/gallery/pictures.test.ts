import { expect, test } from 'vitest';
import { cardsBeside, pictureOf } from './pictures';

test('the picture of a record is its first file that is one', () => {
  const files = [
    { id: 'a', title: 'licence.pdf' },
    { id: 'b', title: '店面.JPG' },
    { id: 'c', title: 'logo.png' },
  ];
  expect(pictureOf(files)).toEqual({ id: 'b', name: '店面.JPG' });
  for (const none of [null, undefined, [], 'x.png', [{ title: 'x.png' }], [{ id: 'd', title: 'x.svg' }], [null]]) {
    expect(pictureOf(none)).toBeUndefined();
  }
});

test('as many cards stand beside each other as there is room for, and always one', () => {
  expect([0, 200, 460, 700].map((width) => cardsBeside(width, 220, 12))).toEqual([1, 1, 2, 3]);
});
