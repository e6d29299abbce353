import { expect, test } from '@playwright/test';
import { operation, pageOf } from '@/tests/support/browser';

test('a card goes to another column by keyboard, an appointment to another day, a record below another, and they stay there', async ({
  browser,
}) => {
  const page = await pageOf(browser, 'manager');
  const { request } = page.context();
  const run = String(Date.now()).slice(-8);
  const { options } = await operation(request, 'record.options', { entity: 'department', size: 1 });
  const customer = await operation(request, 'record.create', {
    entity: 'customer',
    values: { name: `Board ${run}`, customer_type: 'restaurant', region: options[0]!.id, level: 'gold' },
  });
  const dealer = (name: string) =>
    operation(request, 'record.create', {
      entity: 'dealer',
      values: { name, code: name, tier: 'first', region: options[0]!.id, contract_until: '2031-05-14' },
    });
  const above = await dealer(`Above ${run}`);
  const below = await dealer(`Below ${run}`);

  await page.goto(`/e/customer?view=customers_by_level&q=${run}`);
  const card = (column: string) =>
    page.getByRole('region', { name: column, exact: true }).getByRole('button', { name: customer.title, exact: true });
  await card('Gold').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(card('Silver')).toBeFocused();
  await expect(page.getByTestId('announcer')).toContainText('Silver');
  await page.getByRole('button', { name: `Move ${customer.title}` }).click();
  await page.getByRole('menuitem', { name: 'Diamond' }).click();
  await expect(card('Diamond')).toBeVisible();
  await expect
    .poll(async () => (await operation(request, 'record.get', { entity: 'customer', id: customer.id })).level)
    .toBe('diamond');
  await page.reload();
  await expect(card('Diamond')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Diamond' }).getByTestId('count')).toHaveText('1');

  await page.goto(`/e/dealer?view=dealer_contracts&q=${run}&at=2031-05-14`);
  const on = (day: number) => page.locator(`[data-day="2031-05-${day}"]`).getByRole('button', { name: above.title });
  await on(14).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(on(21)).toBeVisible();
  await expect
    .poll(async () => (await operation(request, 'record.get', { entity: 'dealer', id: above.id })).contract_until)
    .toBe('2031-05-21');
  await page.reload();
  await expect(on(21)).toBeVisible();

  const moved = await operation(request, 'record.get', { entity: 'dealer', id: below.id });
  await operation(request, 'record.update', {
    entity: 'dealer',
    id: below.id,
    rev: moved.rev,
    values: { parent_dealer: above.id },
  });
  await page.goto('/e/dealer?view=dealer_tree&sort=-created_at');
  const line = (title: string) => page.getByRole('row', { name: title });
  await line(above.title).focus();
  await page.keyboard.press('ArrowRight');
  await expect(line(below.title)).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowRight');
  await expect(line(below.title)).toBeFocused();
});
