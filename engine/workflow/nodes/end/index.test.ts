import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import end from '.';

describe('node end', () => {
  itCompilesItsExamples(end);
});
