/** The table of a list: written into as into a spreadsheet, changed in bulk, kept as a view; and everything taken back. */
import { expect, test, type Page } from '@playwright/test';
import { operation, pageOf } from '@/tests/support/browser';

const mark = `表${Date.now() % 100_000}`;
const NAMES = [1, 2, 3, 4].map((n) => `${mark}第${n}店`);
const query = `/e/store?view=-&q=${encodeURIComponent(mark)}&sort=name`;

const grid = (page: Page) => page.getByRole('grid');
/** A cell by the record's name and the column's label. */
async function cell(page: Page, name: string, column: string) {
  const head = page.getByRole('columnheader', { name: new RegExp(column) });
  const index = await head.getAttribute('aria-colindex');
  return page.getByRole('row', { name: new RegExp(name) }).locator(`[role="gridcell"][aria-colindex="${index}"]`);
}
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const data = new DataTransfer();
    data.setData('text/plain', copied);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

test('stores are written, pasted, filled, changed in bulk and kept as a view; undo takes each back', async ({
  browser,
}) => {
  const page = await pageOf(browser, 'admin', 'zh-CN');
  for (const name of NAMES) {
    await operation(page.request, 'record.create', { entity: 'store', values: { name, code: name } });
  }
  await page.goto(query);
  await expect(grid(page).locator('[data-record]')).toHaveCount(4);

  await test.step('one cell by the keyboard', async () => {
    const code = await cell(page, NAMES[0]!, '编码');
    // The page came drawn from the server: it answers once its program is there.
    await expect(async () => {
      await code.click();
      await expect(code).toHaveAttribute('data-active', 'true', { timeout: 500 });
    }).toPass();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(`${mark}-A`);
    await page.keyboard.press('Enter');
    await expect(await cell(page, NAMES[0]!, '编码')).toHaveText(`${mark}-A`);
    // The cell below is the active one now.
    await expect(await cell(page, NAMES[1]!, '编码')).toHaveAttribute('data-active', 'true');
  });

  await test.step('a range of cells from Excel, one of them wrong', async () => {
    await (await cell(page, NAMES[1]!, '编码')).click();
    await paste(page, `${mark}-B\t餐饮\r\n${mark}-C\t没有这种\r\n`);
    const dialog = page.getByRole('dialog', { name: '粘贴预览' });
    await expect(dialog.getByRole('row')).toHaveCount(2);
    await dialog.getByRole('button', { name: '粘贴 3 个单元格' }).click();
    await expect(await cell(page, NAMES[2]!, '编码')).toHaveText(`${mark}-C`);
    await expect(await cell(page, NAMES[1]!, '类型')).toHaveText('餐饮');
    await expect(await cell(page, NAMES[2]!, '类型')).toHaveText('');
  });

  await test.step('fill down, and Ctrl+Z', async () => {
    await (await cell(page, NAMES[1]!, '类型')).click();
    await (await cell(page, NAMES[3]!, '类型')).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+d');
    await expect(await cell(page, NAMES[3]!, '类型')).toHaveText('餐饮');
    await page.keyboard.press('Control+z');
    await expect(await cell(page, NAMES[3]!, '类型')).toHaveText('');
    await expect(await cell(page, NAMES[1]!, '类型')).toHaveText('餐饮');
  });

  await test.step('a value that must be unique stays in its cell with the reason', async () => {
    await (await cell(page, NAMES[3]!, '编码')).click();
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(`${mark}-A`);
    await page.keyboard.press('Tab');
    const wrong = await cell(page, NAMES[3]!, '编码');
    await expect(wrong).toHaveAttribute('aria-invalid', 'true');
    await expect(wrong).toHaveText(`${mark}-A`);
    await wrong.click();
    await page.getByRole('button', { name: '放弃输入' }).click();
    await expect(wrong).toHaveText(NAMES[3]!);
  });

  await test.step('all four in bulk, and undo', async () => {
    await page.getByRole('checkbox', { name: '选择当前显示的全部记录' }).check();
    await page.getByRole('button', { name: '批量修改' }).click();
    const dialog = page.getByRole('dialog', { name: '批量修改 4 条记录' });
    await dialog.getByRole('combobox', { name: '要修改的字段' }).click();
    await page.getByRole('option', { name: '业态（原始）' }).click();
    await dialog.getByRole('textbox', { name: '业态（原始）' }).fill('火锅');
    await dialog.getByRole('button', { name: '修改 4 条' }).click();
    await expect(page.getByText('已修改 4 条记录')).toBeVisible();
    await expect(await cell(page, NAMES[3]!, '业态')).toHaveText('火锅');
    await page.getByRole('button', { name: '撤销' }).last().click();
    await expect(await cell(page, NAMES[3]!, '业态')).toHaveText('');
  });

  await test.step('the view is saved, opened again, and deleted', async () => {
    await page.getByRole('button', { name: '筛选' }).click();
    await page.getByRole('combobox', { name: '字段' }).click();
    await page.getByRole('option', { name: '业态（原始）' }).first().click();
    await page.getByRole('textbox', { name: '值' }).fill('烧烤');
    await page.getByRole('button', { name: '确定' }).click();
    await expect(page.getByRole('button', { name: '业态（原始） 包含 烧烤', exact: true })).toBeVisible();
    await page.getByRole('button', { name: '另存为新视图' }).click();
    await page.getByRole('textbox', { name: '名称' }).fill(`烧烤店 ${mark}`);
    await page.getByRole('button', { name: '保存', exact: true }).click();
    const tab = page.getByRole('group', { name: '视图' }).getByRole('button', { name: `烧烤店 ${mark}`, exact: true });
    await expect(tab).toHaveAttribute('aria-current', 'true');
    await page.getByRole('group', { name: '视图' }).getByRole('button', { name: '全部', exact: true }).click();
    await page.goBack();
    await expect(tab).toHaveAttribute('aria-current', 'true');
    await expect(page.getByRole('button', { name: '业态（原始） 包含 烧烤', exact: true })).toBeVisible();
    await page.reload();
    await expect(tab).toHaveAttribute('aria-current', 'true');
    await page.getByRole('button', { name: '视图操作' }).click();
    await page.getByRole('menuitem', { name: '删除' }).click();
    await expect(tab).toBeHidden();
    const note = page.getByRole('alert').filter({ hasText: '已删除视图' });
    await note.getByRole('button', { name: '撤销' }).click();
    await expect(tab).toBeVisible();
  });
  await page.context().close();
});
