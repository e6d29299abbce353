import { expect, test, type Page } from '@playwright/test';
import { choose, pageOf } from '@/tests/support/browser';
import { entityOf, Hand, picture, type Named } from './seed-steps';

// The recording: every action with the page before and after it, to be watched by `npx playwright show-trace`.
test.use({ trace: 'on' });

const run = Date.now() % 100_000;
const DEALER: Named = [`经销商信息 ${run}`, `Seed dealer ${run}`];
const ORDER: Named = [`销售订单 ${run}`, `Seed order ${run}`];

async function buildDealers(page: Page): Promise<string> {
  const hand = new Hand(page);
  await hand.begin(DEALER);
  await hand.field({ type: '单行文本', label: ['经销商名称', 'Dealer name'], isRequired: true });
  await hand.field({
    type: '单选',
    label: ['等级', 'Level'],
    isRequired: true,
    set: () => hand.options(['金牌', 'Gold'], ['银牌', 'Silver'], ['普通', 'Plain']),
  });
  await hand.field({
    type: '关联记录',
    label: ['上级经销商', 'Parent dealer'],
    set: async ({ panel }) => {
      await hand.pick('关联到', DEALER[0]);
      await hand.click(panel.getByRole('switch', { name: '上级（树形结构）' }));
    },
  });
  await hand.field({ type: '部门', label: ['所属大区', 'Region'] });
  await hand.field({ type: '日期区间', label: ['合同期限', 'Contract'] });
  await hand.field({ type: '金额', label: ['信用额度', 'Credit'] });
  await hand.rule(['金牌要有信用额度', 'Gold needs credit'], ['等级', '等于', '金牌']);
  await hand.effect('必填', '信用额度');
  await hand.giveTo('销售代表', '填写，只看自己的');
  await hand.publish('dealer');
  return entityOf(page);
}

async function buildOrders(page: Page): Promise<string> {
  const hand = new Hand(page);
  await hand.begin(ORDER);
  await hand.section(['订单', 'Order']);
  await hand.field({
    type: '自动编号',
    label: ['订单编号', 'Number'],
    set: ({ panel }) => hand.type(panel.getByLabel('格式'), 'SO-{yyyy}{MM}-{0000}'),
  });
  await hand.field({
    type: '关联记录',
    label: ['经销商', 'Dealer'],
    isRequired: true,
    set: () => hand.pick('关联到', DEALER[0]),
  });
  await hand.field({ type: '日期', label: ['下单日期', 'Ordered'], isRequired: true });
  await hand.field({ type: '日期', label: ['期望送达', 'Deliver'] });
  await hand.section(['明细', 'Items']);
  await hand.field({ type: '明细表', label: ['订货明细', 'Items'], isRequired: true });
  await hand.column({
    type: '单选',
    label: ['产品', 'Product'],
    set: () => hand.options(['经典 500ml', 'Classic'], ['纯生 500ml', 'Draft'], ['白啤 500ml', 'White']),
  });
  await hand.column({ type: '数字', label: ['数量（箱）', 'Quantity'] });
  await hand.column({ type: '金额', label: ['单价', 'Price'] });
  await hand.column({
    type: '公式',
    label: ['小计', 'Amount'],
    set: async ({ panel }) => {
      const column = panel.getByRole('list', { name: '列' }).getByRole('listitem').last();
      await hand.type(column.getByRole('combobox', { name: '公式' }), 'quantity * price');
      await hand.pick('结果是', '金额', column);
    },
  });
  await hand.section(['金额', 'Totals']);
  await hand.field({
    type: '汇总',
    label: ['合计', 'Total'],
    set: async () => {
      await hand.pick('汇总对象', '订货明细');
      await hand.pick('方式', '合计');
      await hand.pick('字段', '小计');
    },
  });
  await hand.field({ type: '百分比', label: ['折扣', 'Discount'] });
  await hand.field({
    type: '公式',
    label: ['应付金额', 'Payable'],
    set: async ({ panel }) => {
      await hand.type(panel.getByRole('combobox', { name: '公式' }), 'total * (1 - COALESCE(discount, 0))');
      await hand.pick('结果是', '金额');
    },
  });

  await hand.rule(['金牌九折', 'Gold pays 90 %'], ['经销商 · 等级', '等于', '金牌']);
  await hand.set('折扣', '0.1');
  await hand.rule(['送达不能早于下单', 'Not before the order'], ['期望送达', '早于', '«下单日期»']);
  await hand.message('期望送达', '错误', ['送达日期不能早于下单日期。', 'Delivery cannot be before the order.']);
  await hand.rule(['超出信用额度', 'Above the credit'], ['应付金额', '大于', '«经销商 · 信用额度»']);
  await hand.message('应付金额', '提醒', ['应付金额超出经销商的信用额度。', 'Above the credit of the dealer.']);
  await hand.rule(['经典有标准价', 'Price of Classic'], ['产品', '等于', '经典 500ml'], '订货明细');
  await hand.set('单价', '48', '仅在为空时');
  await hand.giveTo('销售代表', '填写，只看自己的');
  await hand.publish('order');
  return entityOf(page);
}

test('经销商信息、销售订单：拖出来，发布，业务员填写', async ({ browser }) => {
  test.setTimeout(240_000);
  const analyst = await pageOf(browser, 'analyst', 'zh-CN');
  const sales = await pageOf(browser, 'sales', 'zh-CN');

  const dealer = await test.step('经销商信息', () => buildDealers(analyst));
  await test.step('填写经销商信息', async () => {
    await sales.goto(`/e/${dealer}/new`);
    await sales.getByLabel('经销商名称').fill('鲁东商贸');
    await choose(sales, sales.getByRole('combobox', { name: '等级' }), '金牌');
    await sales.getByLabel('信用额度').fill('10000');
    await picture(sales, 'dealer');
    await sales.getByRole('button', { name: '保存' }).click();
    await expect(sales.getByRole('heading', { level: 1 })).toContainText('鲁东商贸', { timeout: 45_000 });
  });

  const order = await test.step('销售订单', () => buildOrders(analyst));
  await test.step('填写销售订单', async () => {
    await sales.goto(`/e/${order}/new`);
    await choose(sales, sales.getByRole('combobox', { name: '经销商' }), '鲁东商贸');
    await picture(sales, 'order');
    await sales.getByRole('button', { name: '保存' }).click();
    await expect(sales.getByRole('heading', { level: 1 })).toContainText('鲁东商贸', { timeout: 45_000 });
  });
  for (const page of [analyst, sales]) await page.context().close();
});
