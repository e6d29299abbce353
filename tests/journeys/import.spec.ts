import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import writeExcel from 'write-excel-file/node';
import { pageOf } from '@/tests/support/browser';

const HEADERS = ['门店名称', '门店编码', '门店类型', '城市', '月销售额', '开业日期', '经度'];
const ROWS = 2_000;
/** Every hundredth row is wrong, each in one of these ways, in turn. */
const FAULTS: readonly ((row: string[]) => string[])[] = [
  (row) => row.with(0, ''),
  (row) => row.with(2, '火星门店'),
  (row) => row.with(4, '很多'),
  (row) => row.with(5, '2024-13-45'),
  (row) => row.with(6, '999'),
];
const BAD = ROWS / 100;

function rows(run: string): string[][] {
  return Array.from({ length: ROWS }, (_, n) => {
    const good = [
      `导入门店 ${run}-${n}`,
      `${run}-${n}`,
      ['餐饮', '商超', '便利店'][n % 3]!,
      ['上海', '北京', '广州'][n % 3]!,
      `${1000 + n}.5`,
      `2024-0${(n % 9) + 1}-15`,
      '121.4737',
    ];
    return n % 100 === 99 ? FAULTS[Math.floor(n / 100) % FAULTS.length]!(good) : good;
  });
}

/** Node encodes UTF-8 only, but decodes GB18030: its two-byte codes, turned round. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return Buffer.from([...text].flatMap((letter) => codes.get(letter) ?? [...Buffer.from(letter)]));
}

/** Through the dialog: the file, what was guessed, the run, and what came of it. */
async function bringIn(page: Page, file: { name: string; mimeType: string; buffer: Buffer }, guessed: string) {
  await page.goto('/e/store');
  await page.getByRole('button', { name: '导入' }).click();
  const dialog = page.getByRole('dialog', { name: /^导入/ });
  await dialog.locator('input[type=file]').setInputFiles(file);
  await expect(dialog.getByText(`${file.name} 共 2,000 行数据`)).toBeVisible();
  if (guessed) await expect(dialog.getByRole('combobox', { name: '编码', exact: true })).toHaveValue(guessed);
  for (const header of HEADERS) {
    await expect(dialog.getByRole('combobox', { name: `导入到: ${header}` })).toHaveValue(new RegExp(`^${header}`));
  }
  // First what would happen; nothing is written by it.
  await dialog.getByRole('button', { name: '先检查' }).click();
  await expect(dialog.getByText('将新增 1,980 条记录')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(`${BAD} 条有问题，不会导入`)).toBeVisible();
  await dialog.getByRole('button', { name: '导入（1,980 条）' }).click();
  await expect(dialog.getByText('导入完成。')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText('新增了 1,980 条记录')).toBeVisible();
  await expect(dialog.getByText(`${BAD} 条没有导入`)).toBeVisible();
  return dialog;
}

test('2,000 rows of a GB18030 file: the good ones are in, the others come back with reasons', async ({ browser }) => {
  const run = `G${Date.now() % 1_000_000}`;
  const page = await pageOf(browser, 'sales', 'zh-CN');
  const csv = [HEADERS, ...rows(run)].map((row) => row.join(',')).join('\r\n');
  const dialog = await bringIn(page, { name: '门店.csv', mimeType: 'text/csv', buffer: gb18030(csv) }, 'GBK / GB18030');

  const table = dialog.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(BAD + 1);
  for (const [line, label] of [
    ['101', '门店名称'],
    ['201', '门店类型'],
    ['301', '月销售额'],
    ['401', '开业日期'],
    ['501', '经度'],
  ] as const) {
    await expect(table.getByRole('row', { name: new RegExp(`^${line} `) })).toContainText(label);
  }

  const download = page.waitForEvent('download');
  await dialog.getByRole('link', { name: '下载未导入的行' }).click();
  // In the encoding it came in.
  const text = new TextDecoder('gb18030').decode(await readFile(await (await download).path()));
  expect(text.trim().split('\n')).toHaveLength(BAD + 1);
  expect(text).toContain('火星门店');

  await dialog.getByRole('button', { name: '打开列表' }).click();
  await page.getByRole('main').getByLabel('搜索').fill(`导入门店 ${run}-1234`);
  await expect(page.getByRole('link', { name: `导入门店 ${run}-1234` })).toBeVisible();
  await page.context().close();
});

test('the same rows from an Excel file', async ({ browser }) => {
  const run = `X${Date.now() % 1_000_000}`;
  const page = await pageOf(browser, 'sales', 'zh-CN');
  const cells = [HEADERS, ...rows(run)].map((row) =>
    row.map((value) => ({ value, type: String as StringConstructor })),
  );
  const buffer = await writeExcel(cells).toBuffer();
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const dialog = await bringIn(page, { name: '门店.xlsx', mimeType, buffer }, '');
  await dialog.getByRole('button', { name: '打开列表' }).click();
  await page.getByRole('main').getByLabel('搜索').fill(`导入门店 ${run}-777`);
  await expect(page.getByRole('link', { name: `导入门店 ${run}-777` })).toBeVisible();
  await page.context().close();
});
