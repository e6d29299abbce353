import { expect, test, type Page } from '@playwright/test';
import { choose, pageOf } from '@/tests/support/browser';

/** Sales submits a customer of 华东大区; answers its name and the address of its page. */
async function submit(sales: Page, name: string): Promise<string> {
  await sales.goto('/e/customer');
  await sales.getByRole('link', { name: '新建' }).first().click();
  await sales.getByRole('textbox', { name: '客户名称' }).fill(name);
  await choose(sales, sales.getByRole('combobox', { name: '客户类型' }), '餐饮');
  const region = sales.getByRole('combobox', { name: '所属大区' });
  await region.fill('华东');
  await sales.getByRole('option', { name: '华东大区' }).click();
  await sales.getByRole('button', { name: '保存' }).click();
  await expect(sales.getByRole('heading', { level: 1 })).toContainText(name);
  return sales.url();
}

/** Opens the task about this customer, out of all that wait. */
async function openTask(page: Page, name: string): Promise<void> {
  await page.goto('/inbox');
  await page.getByRole('navigation', { name: '待办' }).getByText(name).click();
  await expect(page.getByRole('article', { name })).toBeVisible();
}

const approve = (page: Page) => page.getByRole('button', { name: /^同意/ });
const reject = (page: Page) => page.getByRole('button', { name: /^驳回/ });

test('a new customer is approved by three people, each with the fields of their step', async ({ browser }) => {
  const name = `三人审批饭店 ${Date.now() % 100_000}`;
  const sales = await pageOf(browser, 'sales', 'zh-CN');
  const address = await submit(sales, name);
  await expect(sales.getByText('待审批').first()).toBeVisible();

  const manager = await pageOf(browser, 'east', 'zh-CN');
  await openTask(manager, name);
  // Only the fields of this step are open.
  await expect(manager.getByRole('textbox', { name: '客户名称' })).toBeHidden();
  await choose(manager, manager.getByRole('combobox', { name: '客户等级' }), '黄金');
  await manager.getByLabel('大区经理意见').fill('位置好，可以合作。');
  // Twice at once, as an impatient hand does: one decision.
  await approve(manager).dblclick();
  await expect(manager.getByText(`已同意：${name}`)).toBeVisible();

  const finance = await pageOf(browser, 'finance', 'zh-CN');
  await openTask(finance, name);
  await finance.getByLabel('信用额度').fill('50000');
  await finance.getByLabel('账期').fill('30');
  await approve(finance).click();
  await expect(finance.getByText(`已同意：${name}`)).toBeVisible();

  await sales.goto(address);
  await expect(sales.getByText('合作中').first()).toBeVisible();
  await expect(sales.getByText('黄金').first()).toBeVisible();
  const flow = sales.getByRole('region', { name: '新客户审批流程' });
  await expect(flow.getByRole('group', { name: '「新客户审批流程」的路径' })).toBeVisible();
  await expect(flow.getByText(/王强.*在「大区经理审批」同意/)).toHaveCount(1);
  await expect(flow.getByText(/赵敏.*在「财务确认」同意/)).toHaveCount(1);
  await expect(flow.getByText('流程结束：已通过')).toBeVisible();

  await sales.getByRole('button', { name: /通知/ }).click();
  await sales.getByText(`客户「${name}」已通过审批`).click();
  await expect(sales).toHaveURL(address);
  for (const page of [sales, manager, finance]) await page.context().close();
});

test('a rejection needs a comment, and the submitter reads it', async ({ browser }) => {
  const name = `被驳回饭店 ${Date.now() % 100_000}`;
  const sales = await pageOf(browser, 'sales', 'zh-CN');
  const address = await submit(sales, name);
  const manager = await pageOf(browser, 'east', 'zh-CN');
  await openTask(manager, name);
  await reject(manager).click();
  await expect(manager.getByText('请简单说明理由。')).toBeVisible();
  await expect(manager.getByLabel('审批意见')).toBeFocused();
  await manager.getByLabel('审批意见').fill('地址不完整。');
  await reject(manager).click();
  await expect(manager.getByText(`已驳回：${name}`)).toBeVisible();

  await sales.goto(address);
  await expect(sales.getByText('已拒绝').first()).toBeVisible();
  await expect(sales.getByText('地址不完整。')).toBeVisible();
  for (const page of [sales, manager]) await page.context().close();
});
