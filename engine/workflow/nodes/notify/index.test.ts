import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import notify from '.';

describe('node notify', () => {
  itCompilesItsExamples(notify);
});
