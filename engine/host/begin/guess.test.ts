import { describe, expect, it } from 'vitest';
import { builtInFieldTypes } from '../../form/record';
import { guessColumn } from './guess';
import { romanize } from './names';

const READER = { types: builtInFieldTypes, locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
const guess = (header: string, cells: readonly string[]) => guessColumn(header, cells, READER);
const twelve = (...cells: string[]): string[] => Array.from({ length: 12 }, (_, i) => cells[i % cells.length]!);

describe('a column of a table', () => {
  it.each<[string, readonly string[], string]>([
    ['客户名称', ['青岛海鲜城', '崂山酒家', '八大关宾馆', '台东小馆', '栈桥酒店'], 'text'],
    ['客户编号', ['C0012', 'C0013', 'C0014'], 'text'],
    ['编号', ['001', '002', '003'], 'text'],
    ['手机', ['13812345678', '13987654321', '15000000000'], 'phone'],
    ['邮箱', ['a@example.com', 'b@example.com'], 'email'],
    ['网址', ['https://a.example', 'www.b.example'], 'url'],
    ['数量', ['12', '1,200', '3'], 'number'],
    ['金额', ['1200', '350.5', '99'], 'money'],
    ['单价', ['¥12.50', '¥8.00'], 'money'],
    ['折扣', ['12%', '8.5%'], 'percent'],
    ['签约日期', ['2024-01-31', '2024/2/29', '2024年3月1日'], 'date'],
    ['下单时间', ['2024-01-31 10:20', '2024-02-01 08:00:00'], 'date_time'],
    ['是否停用', ['是', '否', '否'], 'yes_no'],
    ['级别', twelve('A', 'B', 'C'), 'choice'],
    ['月销售额', ['1000.00', '1013.50'], 'money'],
    ['状态备注', twelve('好', '坏'), 'long_text'],
    ['0/1', ['0', '1', '1'], 'number'],
    ['备注', ['两行\n文字', '短'], 'long_text'],
    ['空列', ['', ''], 'text'],
  ])('%s', (header, cells, type) => {
    expect(guess(header, cells).type).toBe(type);
  });

  it('gets the options its cells give: choices by how often they stand, decimals, currency', () => {
    expect(guess('级别', [...twelve('B', 'A'), 'B']).options.choices).toMatchObject([{ value: 'B' }, { value: 'A' }]);
    expect(guess('数量', ['1.25', '2.5']).options).toEqual({ decimals: 2 });
    expect(guess('Price', ['$1.00', '$2.50']).options).toEqual({ currency: 'USD' });
    // What it could be as well, for whoever knows better.
    expect(guess('客户名称', ['甲', '乙', '丙']).others.choice!.choices).toHaveLength(3);
  });

  it('is required where no cell is empty, and unique where it is a code that never repeats', () => {
    const codes = ['C1', 'C2', 'C3', 'C4', 'C5'];
    expect(guess('客户编号', codes)).toMatchObject({ isRequired: true, isUnique: true });
    expect(guess('客户编号', [...codes, 'C1', ''])).toMatchObject({ isRequired: false, isUnique: false });
    expect(guess('姓名', ['甲', '乙', '丙', '丁', '戊'])).toMatchObject({ isRequired: true, isUnique: false });
  });

  it('is called in pinyin where its heading is Chinese', () => {
    expect(romanize('客户名称')).toBe('ke hu ming cheng');
    expect(romanize('SKU 编码')).toMatch(/^SKU\s+bian ma$/);
  });
});
