import { expect, test } from 'vitest';
import { linked } from './linked';

test('a web address in words is a link, and the full stop behind it is not part of it', () => {
  expect(linked('See https://example.com/a?b=1. Then go on')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
    { text: '. Then go on' },
  ]);
  expect(linked('详见https://example.com/规则。谢谢').map(({ href }) => href !== undefined)).toEqual([
    false,
    true,
    false,
  ]);
});

test('nothing else leads anywhere', () => {
  for (const words of ['javascript:alert(1)', '[x](https', '<a href="x">', 'http://', 'ftp://a.b', '']) {
    expect(linked(words).some(({ href }) => href !== undefined)).toBe(false);
  }
  expect(linked('https://').length).toBe(1);
});
