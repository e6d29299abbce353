import { expect, test } from '@playwright/test';
import writeExcel from 'write-excel-file/node';
import { operation, pageOf } from '@/tests/support/browser';

const HEADERS = ['网点编号', '网点名称', '所属客户', '级别', '月销售额', '毛利率', '开业日期', '是否合作', '手机'];
const COUNT = 120;

test('an analyst drops an Excel: the form stands and its rows are in before the second minute', async ({ browser }) => {
  const page = await pageOf(browser, 'analyst', 'zh-CN');
  const customers = await operation(page.request, 'record.list', { entity: 'customer', page: { size: 5 } });
  const run = `${Date.now()}`.slice(-6);
  const rows = Array.from({ length: COUNT }, (_, n) => [
    `W${run}${String(n).padStart(3, '0')}`,
    `网点 ${n}`,
    customers.rows[n % customers.rows.length]!.title,
    ['甲', '乙', '丙'][n % 3]!,
    `${1000 + n}.50`,
    `${10 + (n % 9)}%`,
    `2024-0${(n % 9) + 1}-15`,
    n % 2 ? '是' : '否',
    `138${String(10_000_000 + n)}`,
  ]);
  const cells = [HEADERS, ...rows].map((row) => row.map((value) => ({ value })));
  const body = await writeExcel(cells).toBuffer();
  const started = Date.now();

  await page.goto('/build');
  await page.getByRole('button', { name: '新建', exact: true }).click();
  await page.getByRole('menuitem', { name: /用 Excel 或 CSV 新建/ }).click();
  await expect(page.getByRole('heading', { name: '用表格新建表单' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: `网点${run}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: body,
  });

  // (1) What the columns would be is told, and can be changed.
  const typeOf = (name: string) => page.getByRole('combobox', { name: `“${name}”的字段类型` });
  await expect(typeOf('网点编号')).toHaveValue('单行文本', { timeout: 60_000 });
  for (const [name, type] of [
    ['所属客户', '关联记录'],
    ['级别', '单选'],
    ['月销售额', '金额'],
    ['毛利率', '百分比'],
    ['开业日期', '日期'],
    ['是否合作', '是否'],
    ['手机', '电话'],
  ] as const) {
    await expect(typeOf(name), name).toHaveValue(type);
  }
  await page.getByRole('textbox', { name: '“网点名称”列的字段名称' }).fill('网点全称');

  // (2) The form stands; the rows come in behind.
  await page.getByRole('button', { name: '创建并导入' }).click();
  await page.waitForURL(/\/build\/entity\/(?!new)/, { timeout: 60_000 });
  await expect(page.getByText('网点全称').first()).toBeVisible({ timeout: 60_000 });
  const entity = new URL(page.url()).pathname.split('/').at(-1)!;
  await expect
    .poll(async () => (await operation(page.request, 'import.list', { entity })).imports[0]?.state, { timeout: 60_000 })
    .toBe('done');
  expect(Date.now() - started).toBeLessThan(120_000);
  const all = await operation(page.request, 'record.list', { entity, count: true, page: { size: 1 } });
  expect(all.total).toBe(COUNT);
  expect(entity).toMatch(/^wang_dian/);
});

test('a JSON Schema becomes a form, and what it cannot hold is listed first', async ({ browser }) => {
  const page = await pageOf(browser, 'analyst', 'en');
  const schema = {
    title: `Visit ${Date.now()}`,
    type: 'object',
    properties: {
      place: { type: 'string', minLength: 2 },
      point: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false },
      people: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      },
    },
    required: ['place'],
  };
  await page.goto('/build/entity/new?from=schema');
  await page.getByRole('textbox', { name: 'Or paste it' }).fill('{ "type": ');
  await page.getByRole('button', { name: 'Show the form' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This is not JSON' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Or paste it' }).fill(JSON.stringify(schema));
  await page.getByRole('button', { name: 'Show the form' }).click();
  await expect(page.getByText('/properties/point')).toBeVisible();
  await expect(page.getByText('its items each have a shape of their own (a tuple)')).toBeVisible();
  await page.getByRole('button', { name: 'Open in the builder' }).click();
  await expect(page.getByRole('button', { name: 'Publish' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Place').first()).toBeVisible();
});
