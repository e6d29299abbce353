/** What the device answers itself: records found by words and by their sound, and only what was kept. */
import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeptRecord } from '@/engine/kernel/api';
import { answerHere, searched } from './answers';
import { recordsOf } from './names';
import { keep, deviceOf, type Device } from './device';

const record = (id: string, title: string, sound?: string) =>
  ({ record: { id, title, rev: 1 }, ...(sound && { sound }) }) as unknown as KeptRecord;
const RECORDS = [
  record('1', '青岛啤酒屋', 'QingDaoPiJiuWu QDPJW'),
  record('2', 'Harbour Shop', undefined),
  record('3', '华东2店', 'HuaDong2Dian HD2D'),
];
const found = (search: string) => searched(RECORDS, search).map((one) => one.record.id);
let device: Device;
beforeAll(async () => {
  device = await deviceOf('answers');
  await keep(device, recordsOf('place'), RECORDS);
});

describe('searching on the device', () => {
  it('finds by the words of a title, in any order and case', () => {
    expect(found('shop HARB')).toEqual(['2']);
    expect(found('啤酒')).toEqual(['1']);
    expect(found('')).toEqual(['1', '2', '3']);
  });
  it('finds by pinyin from the beginning of a syllable, and by initials', () => {
    expect(found('qingdao')).toEqual(['1']);
    expect(found('qd')).toEqual(['1']);
    expect(found('dong2')).toEqual(['3']);
    expect(found('ing')).toEqual([]);
  });
});

describe('without a network', () => {
  it('the options of a relation are those kept; of another entity nothing is known', async () => {
    const answer = await answerHere(device, 'record.options', { entity: 'place', search: 'hd', size: 5 });
    expect(answer).toEqual({ options: [{ id: '3', title: '华东2店' }] });
    expect(await answerHere(device, 'record.options', { entity: 'secret' })).toBeUndefined();
  });
  it('rules get the records they ask for by id, and no other question about records is answered', async () => {
    const filter = { field: 'id', op: 'in', value: ['2', '9'] } as const;
    const answer = await answerHere(device, 'record.list', {
      entity: 'place',
      filter: { ...filter, value: [...filter.value] },
    });
    expect(answer?.rows.map(({ id }) => id)).toEqual(['2']);
    expect(await answerHere(device, 'record.list', { entity: 'place' })).toBeUndefined();
    expect(await answerHere(device, 'record.create', { entity: 'place', values: {} })).toBeUndefined();
  });
});
