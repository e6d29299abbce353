import { expect, test, type Page } from '@playwright/test';
import { choose } from '@/tests/support/browser';
import { builtAndFilled, Hand, type Named } from './seed-steps';

// The recording: a film of the page and what is done, to be watched by `npx playwright show-trace`.
test.use({ trace: { mode: 'on', snapshots: false } });

// The order stands on the dealer.
test.describe.configure({ mode: 'serial' });

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
  return hand.publish('dealer');
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
    type: '公式',
    label: ['合计', 'Total'],
    set: async ({ panel }) => {
      await hand.type(panel.getByRole('combobox', { name: '公式' }), 'SUM(items.amount)');
      await hand.pick('结果是', '金额');
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
  return hand.publish('order');
}

/** One line of the order: the product is picked, the rest is typed as in a spreadsheet. */
async function line(sales: Page, row: number, product: string, quantity: string, price?: string): Promise<void> {
  const grid = sales.getByRole('grid', { name: '订货明细' });
  await grid.locator(`[data-cell="${row}-0"]`).dblclick();
  await sales.getByRole('option', { name: product, exact: true }).click();
  await sales.keyboard.press('ArrowRight');
  await sales.keyboard.type(quantity);
  await sales.keyboard.press('Tab');
  if (price === undefined) return;
  await sales.keyboard.type(price);
  await sales.keyboard.press('Enter');
}

test('经销商信息', async ({ browser }) => {
  await builtAndFilled(browser, buildDealers, async (sales) => {
    await sales.getByLabel('经销商名称').fill('鲁东商贸');
    await choose(sales, sales.getByRole('combobox', { name: '等级' }), '金牌');
    await sales.getByLabel('信用额度').fill('10000');
    return '鲁东商贸';
  });
});

test('销售订单', async ({ browser }) => {
  await builtAndFilled(browser, buildOrders, async (sales) => {
    await choose(sales, sales.getByRole('combobox', { name: '经销商' }), '鲁东商贸');
    await sales.getByLabel('下单日期').fill('2026-03-02');
    await sales.getByLabel('期望送达').fill('2026-03-01');
    await expect(sales.getByText('送达日期不能早于下单日期。')).toBeVisible();
    await sales.getByLabel('期望送达').fill('2026-03-05');
    await line(sales, 0, '经典 500ml', '300');
    await line(sales, 1, '纯生 500ml', '10', '60');
    // 300 × 48 (the usual price of Classic) and 10 × 60, of which Gold pays 90 %.
    await expect(sales.locator('[data-field="total"]')).toContainText('15,000');
    await expect(sales.locator('[data-field="payable"]')).toContainText('13,500');
    await expect(sales.getByText('应付金额超出经销商的信用额度。')).toBeVisible();
    return 'SO-';
  });
});
