import { expect, test } from 'vitest';
import { jsonFault } from './json';

test('a text that is no JSON says where', () => {
  expect(jsonFault('{"a": 1}')).toBeUndefined();
  expect(jsonFault('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3 });
  expect(jsonFault('{\n "a": ')).toMatchObject({ line: 2 });
});
