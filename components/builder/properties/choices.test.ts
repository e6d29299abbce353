import { describe, expect, it } from 'vitest';
import { choicesFromLines } from './choices';

describe('choices pasted as lines', () => {
  it('take one label for both languages', () => {
    expect(choicesFromLines('North\nSouth', [], 'en')).toEqual([
      { value: 'north', label: { 'zh-CN': 'North', en: 'North' } },
      { value: 'south', label: { 'zh-CN': 'South', en: 'South' } },
    ]);
  });
  it('take columns as label, other language and value', () => {
    expect(choicesFromLines('高\tHigh\tH', [], 'zh-CN')).toEqual([
      { value: 'H', label: { 'zh-CN': '高', en: 'High' } },
    ]);
  });
  it('count values when there is nothing Latin', () => {
    expect(choicesFromLines('高\n低', [], 'zh-CN').map((c) => c.value)).toEqual(['option_1', 'option_2']);
  });
  it('leave out empty lines and what is there already', () => {
    const high = { value: 'h', label: { 'zh-CN': '高', en: 'High' } };
    expect(choicesFromLines('\n high \n\nLow\nLow', [high], 'en').map((c) => c.label.en)).toEqual(['Low']);
  });
});
