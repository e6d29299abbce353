import { expect, test } from 'vitest';
import { cardsBeside, pictureOf } from './pictures';

test('the picture of a record is its first file that is one', () => {
  const files = [
    { id: 'a', name: 'licence.pdf', size: 9, mime: 'application/pdf' },
    { id: 'b', name: '店面.JPG', size: 9, mime: 'image/jpeg' },
    { id: 'c', name: 'logo.png', size: 9, mime: 'image/png' },
  ];
  expect(pictureOf(files)).toEqual({ id: 'b', name: '店面.JPG' });
  const drawing = { id: 'd', name: 'x.png', mime: 'image/svg+xml' };
  for (const none of [null, undefined, [], 'x.png', [{ mime: 'image/png' }], [drawing], [null], { masked: '***' }]) {
    expect(pictureOf(none)).toBeUndefined();
  }
});

test('as many cards stand beside each other as there is room for, and always one', () => {
  expect([0, 200, 460, 700].map((width) => cardsBeside(width, 220, 12))).toEqual([1, 1, 2, 3]);
});
