import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import start from '.';

describe('node start', () => {
  itCompilesItsExamples(start);
});
