import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import approval from '.';

describe('node approval', () => {
  itCompilesItsExamples(approval);
});
