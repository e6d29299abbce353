import { describe, expect, it } from 'vitest';
import { startHistory, stepHistory, type History, type HistoryAction } from './history';

const run = (...actions: HistoryAction<string>[]): History<string> => actions.reduce(stepHistory, startHistory('a'));
const change = (to: string, merge?: string): HistoryAction<string> => ({ do: 'change', to: () => to, merge });

describe('the undo stack', () => {
  it('goes back and forth over every change', () => {
    const there = run(change('b'), change('c'));
    const back = stepHistory(stepHistory(there, { do: 'undo' }), { do: 'undo' });
    expect(back.present).toBe('a');
    expect(stepHistory(stepHistory(back, { do: 'redo' }), { do: 'redo' }).present).toBe('c');
  });
  it('takes a run of typing back in one step', () => {
    expect(run(change('b', 'label'), change('bc', 'label'), change('bcd', 'label'), { do: 'undo' }).present).toBe('a');
  });
  it('starts a new step when something else is typed into', () => {
    expect(run(change('b', 'label'), change('c', 'help'), { do: 'undo' }).present).toBe('b');
  });
  it('starts a new step after an undo, even in the same box', () => {
    expect(run(change('b', 'x'), { do: 'undo' }, change('c', 'x'), { do: 'undo' }).present).toBe('a');
  });
  it('forgets what was undone when something else is done', () => {
    expect(run(change('b'), { do: 'undo' }, change('c'), { do: 'redo' }).present).toBe('c');
  });
  it('has no end', () => {
    const many = run(...Array.from({ length: 5000 }, (_, i) => change(String(i))));
    expect(many.past).toHaveLength(5000);
  });
  it('makes no step of a change that changes nothing', () => {
    expect(run({ do: 'change', to: (present) => present }).past).toHaveLength(0);
  });
});
