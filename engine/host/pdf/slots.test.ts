/** So many PDFs at once, so many waiting; what one is called. */
import { describe, expect, it } from 'vitest';
import { pdfName } from './names';
import { createSlots } from './slots';

const later = () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  return { gate, open };
};

describe('slots', () => {
  it('run so many at once, keep the order, and turn others away', async () => {
    const inSlot = createSlots(1, 1, () => {
      throw new Error('busy');
    });
    const first = later();
    const order: string[] = [];
    const one = inSlot(async () => {
      await first.gate;
      order.push('one');
    });
    const two = inSlot(async () => void order.push('two'));
    await expect(inSlot(async () => undefined)).rejects.toThrow('busy');
    expect(order).toEqual([]);
    first.open();
    await Promise.all([one, two]);
    expect(order).toEqual(['one', 'two']);
  });

  it('are free again after a failure', async () => {
    const inSlot = createSlots(1, 0, () => {
      throw new Error('busy');
    });
    await expect(inSlot(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(inSlot(async () => 'done')).resolves.toBe('done');
  });
});

describe('the name of a PDF', () => {
  const evening = new Date('2026-11-22T20:00:00Z');
  it('is its title and the day where the reader is', () => {
    expect(pdfName('青岛啤酒 订单', evening, { timeZone: 'Asia/Shanghai' })).toBe('青岛啤酒 订单 2026-11-23.pdf');
  });
  it('has nothing a file system refuses, and an end', () => {
    const name = pdfName('../a:b\u202e|c\n' + '长'.repeat(300), evening, { timeZone: 'UTC' });
    expect(name).toBe(`a b c ${'长'.repeat(74)} 2026-11-22.pdf`);
    expect(pdfName(' .. ', evening, { timeZone: 'UTC' })).toBe('PDF 2026-11-22.pdf');
  });
});
