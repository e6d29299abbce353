import { describe } from 'vitest';
import { itCompilesItsExamples } from '@/tests/contract/flows-nodes';
import update from '.';

describe('node update', () => {
  itCompilesItsExamples(update);
});
