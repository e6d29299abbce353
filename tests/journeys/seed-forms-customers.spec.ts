import { expect, test, type Page } from '@playwright/test';
import { choose } from '@/tests/support/browser';
import { builtAndFilled, Hand, type Named } from './seed-steps';

// The recording: a film of the page and what is done, to be watched by `npx playwright show-trace`.
test.use({ trace: { mode: 'on', snapshots: false } });

// Each form stands on those before it.
test.describe.configure({ mode: 'serial' });

const run = Date.now() % 100_000;
const named = (zh: string, en: string): Named => [`${zh} ${run}`, `${en} ${run}`];
const CUSTOMER = named('客户档案', 'Seed customer');
const STORE = named('终端门店资料', 'Seed store');
const TICKET = named('服务工单', 'Seed ticket');

async function buildCustomers(page: Page): Promise<string> {
  const hand = new Hand(page);
  await hand.begin(CUSTOMER);
  await hand.section(['基本信息', 'Basics']);
  await hand.field({ type: '单行文本', label: ['客户名称', 'Customer name'], isRequired: true });
  await hand.field({
    type: '自动编号',
    label: ['客户编号', 'Number'],
    set: ({ panel }) => hand.type(panel.getByLabel('格式'), 'KH-{yyyy}-{0000}'),
  });
  await hand.field({
    type: '单选',
    label: ['客户类型', 'Kind'],
    isRequired: true,
    set: () => hand.options(['餐饮', 'Restaurant'], ['商超', 'Supermarket'], ['便利店', 'Convenience']),
  });
  await hand.field({ type: '部门', label: ['所属大区', 'Region'], isRequired: true });
  await hand.field({
    type: '单选',
    label: ['客户等级', 'Level'],
    set: () => hand.options(['A 级', 'Gold'], ['B 级', 'Silver'], ['C 级', 'Bronze']),
  });
  await hand.field({ type: '电话', label: ['联系电话', 'Phone'] });
  await hand.section(['经营情况', 'Business']);
  await hand.field({ type: '金额', label: ['预计月采购额', 'Monthly'] });
  await hand.field({ type: '金额', label: ['信用额度', 'Credit'] });
  await hand.field({ type: '多行文本', label: ['备注', 'Remark'] });

  await hand.rule(['A 级必须有信用额度', 'Gold needs credit'], ['客户等级', '等于', 'A 级']);
  await hand.effect('必填', '信用额度');
  await hand.rule(['便利店没有 A 级', 'No gold for convenience'], ['客户类型', '等于', '便利店']);
  await hand.pick('只能选', 'B 级', await hand.effect('限定选项', '客户等级'));
  await hand.click(page.getByRole('option', { name: 'C 级', exact: true }));
  await page.keyboard.press('Escape');
  await hand.rule(['采购额偏大', 'Large'], ['预计月采购额', '大于', '500000']);
  await hand.message('预计月采购额', '提醒', ['请与客户确认采购额。', 'Please confirm the amount.']);

  await hand.giveTo('销售代表', '填写，只看自己的');
  return hand.publish('customer');
}

async function buildStores(page: Page): Promise<string> {
  const hand = new Hand(page);
  await hand.begin(STORE);
  await hand.field({ type: '单行文本', label: ['门店名称', 'Store name'], isRequired: true });
  await hand.field({
    type: '关联记录',
    label: ['所属客户', 'Customer'],
    isRequired: true,
    set: () => hand.pick('关联到', CUSTOMER[0]),
  });
  await hand.field({ type: '地址', label: ['地址', 'Address'] });
  await hand.field({ type: '位置', label: ['位置', 'Place'] });
  await hand.field({
    type: '附件',
    label: ['门头照片', 'Photos'],
    set: async () => {
      await hand.pick('接受的文件', '图片');
      await hand.pick('拍照取证', '可拍照，也可选择文件');
    },
  });
  await hand.field({ type: '是否', label: ['是否有陈列', 'Display'] });
  await hand.field({ type: '金额', label: ['陈列费（月）', 'Display fee'] });
  await hand.rule(['有陈列才有陈列费', 'Fee with a display'], ['是否有陈列', '为是']);
  await hand.effect('显示', '陈列费（月）');
  await hand.giveTo('销售代表', '填写，只看自己的');
  return hand.publish('store');
}

async function buildTickets(page: Page): Promise<string> {
  const hand = new Hand(page);
  await hand.begin(TICKET);
  await hand.field({
    type: '自动编号',
    label: ['工单编号', 'Number'],
    set: ({ panel }) => hand.type(panel.getByLabel('格式'), 'GD-{yyyy}-{0000}'),
  });
  await hand.field({
    type: '关联记录',
    label: ['客户', 'Customer'],
    isRequired: true,
    set: () => hand.pick('关联到', CUSTOMER[0]),
  });
  await hand.field({ type: '关联记录', label: ['门店', 'Store'], set: () => hand.pick('关联到', STORE[0]) });
  await hand.field({
    type: '单选',
    label: ['问题类型', 'Kind'],
    isRequired: true,
    set: () => hand.options(['产品质量', 'Quality'], ['临期', 'Expiring'], ['配送', 'Delivery']),
  });
  await hand.field({
    type: '单选',
    label: ['紧急程度', 'Urgency'],
    isRequired: true,
    set: () => hand.options(['紧急', 'Urgent'], ['一般', 'Normal']),
  });
  await hand.field({ type: '条码', label: ['批次号', 'Batch'] });
  await hand.field({ type: '日期', label: ['受理日期', 'Received'], isRequired: true });
  await hand.field({ type: '日期', label: ['处理时限', 'Due'] });
  await hand.field({
    type: '单选',
    label: ['状态', 'State'],
    set: () => hand.options(['待受理', 'New'], ['处理中', 'Working'], ['已解决', 'Solved'], ['已回访', 'Called back']),
  });
  await hand.field({ type: '多行文本', label: ['问题描述', 'What happened'], isRequired: true });

  await hand.rule(['只列该客户的门店', 'Stores of the customer']);
  await hand.condition(await hand.effect('限定选项', '门店'), ['门店 · 所属客户', '等于', '«客户»']);
  await hand.rule(['质量问题要批次号', 'Quality needs a batch'], ['问题类型', '等于', '产品质量']);
  await hand.effect('必填', '批次号');
  await hand.rule(['SLA 时限', 'SLA']);
  await hand.set('处理时限', 'DATEADD(received, IF(urgency == "urgent", 1, 3), "days")');
  await hand.rule(['紧急请先电话', 'Call first'], ['紧急程度', '等于', '紧急']);
  await hand.message('紧急程度', '提醒', ['紧急工单请先电话通知主管。', 'Call the supervisor first.']);
  await hand.giveTo('销售代表', '填写，只看自己的');
  return hand.publish('ticket');
}

test('客户档案', async ({ browser }) => {
  await builtAndFilled(browser, buildCustomers, async (sales) => {
    await sales.getByLabel('客户名称').fill('海港大排档');
    await choose(sales, sales.getByRole('combobox', { name: '客户类型' }), '便利店');
    await sales.getByRole('combobox', { name: '客户等级' }).click();
    await expect(sales.getByRole('option')).toHaveText(['B 级', 'C 级']);
    await sales.keyboard.press('Escape');
    await choose(sales, sales.getByRole('combobox', { name: '客户类型' }), '餐饮');
    await choose(sales, sales.getByRole('combobox', { name: '客户等级' }), 'A 级');
    await choose(sales, sales.getByRole('combobox', { name: '所属大区' }), '华东大区');
    await sales.getByLabel('预计月采购额').fill('600000');
    await expect(sales.getByText('请与客户确认采购额。')).toBeVisible();
    await sales.getByRole('button', { name: '保存' }).click();
    await expect(sales.getByLabel('信用额度')).toHaveAttribute('aria-invalid', 'true');
    await sales.getByLabel('信用额度').fill('80000');
    return '海港大排档';
  });
});

test('终端门店资料', async ({ browser }) => {
  await builtAndFilled(browser, buildStores, async (sales) => {
    await sales.getByLabel('门店名称').fill('海港大排档 一店');
    await choose(sales, sales.getByRole('combobox', { name: '所属客户' }), '海港大排档');
    await expect(sales.getByLabel('陈列费（月）')).toHaveCount(0);
    await sales.getByRole('switch', { name: '是否有陈列' }).click();
    await sales.getByLabel('陈列费（月）').fill('500');
    return '海港大排档 一店';
  });
});

test('服务工单', async ({ browser }) => {
  await builtAndFilled(browser, buildTickets, async (sales) => {
    await choose(sales, sales.getByRole('combobox', { name: '客户' }), '海港大排档');
    await choose(sales, sales.getByRole('combobox', { name: '门店' }), '海港大排档 一店');
    await choose(sales, sales.getByRole('combobox', { name: '问题类型' }), '产品质量');
    await choose(sales, sales.getByRole('combobox', { name: '紧急程度' }), '紧急');
    await sales.getByLabel('受理日期').fill('2026-03-02');
    await sales.getByLabel('问题描述').fill('整箱瓶盖生锈。');
    await expect(sales.locator('[data-field="due"]')).toContainText('2026');
    await sales.getByRole('button', { name: '保存' }).click();
    await expect(sales.getByLabel('批次号')).toHaveAttribute('aria-invalid', 'true');
    await sales.getByLabel('批次号').fill('QD20260214A');
    return 'GD-';
  });
});
