import { expect, test } from '@playwright/test';
import { operation, pageOf } from '@/tests/support/browser';

test('a field that a role may not see is in no page that role is sent', async ({ browser }) => {
  const canary = `Canary ${Date.now()}`;
  const finance = await pageOf(browser, 'finance', 'zh-CN');
  const sales = await pageOf(browser, 'sales', 'zh-CN');
  // A customer both may read; the note is finance's alone.
  const mine = await operation(sales.request, 'record.list', { entity: 'customer', page: { size: 1 } });
  const { id } = mine.rows[0]!;
  const { rev } = await operation(finance.request, 'record.get', { entity: 'customer', id });
  await operation(finance.request, 'record.update', { entity: 'customer', id, rev, values: { finance_note: canary } });

  const record = `/e/customer/${id}`;
  const seen = await (await finance.request.get(record)).text();
  expect(seen, 'finance is sent the note, so the test looks at the right place').toContain(canary);

  for (const address of ['/', '/e/customer', '/e/customer/new', record, '/inbox', '/d/sales_overview']) {
    const source = await (await sales.request.get(address)).text();
    for (const word of [canary, 'finance_note', '财务备注', 'Finance note']) {
      expect(source.includes(word), `${address} says “${word}”`).toBe(false);
    }
  }

  await sales.goto(record);
  await expect(sales.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(sales.getByText('财务备注')).toHaveCount(0);
});
