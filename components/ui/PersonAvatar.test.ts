import { expect, test } from 'vitest';
import { initialsOf } from './PersonAvatar';

test('a Chinese name is marked by its given name', () => {
  expect(initialsOf('王小明')).toBe('小明');
  expect(initialsOf('林晓 (分析师)')).toBe('林晓');
});

test('another name is marked by its first and last letters', () => {
  expect(initialsOf('Alex Reed (sales rep)')).toBe('AR');
  expect(initialsOf('Ada')).toBe('A');
});
