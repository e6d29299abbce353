import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import condition from '.';

describe('node condition', () => {
  itCompilesItsExamples(condition);
});
