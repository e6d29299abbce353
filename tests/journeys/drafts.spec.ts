import { expect, test } from '@playwright/test';
import { operation, pageOf, PHONE } from '@/tests/support/browser';

test('what is typed on the laptop goes on on the phone, joined field by field, and makes one record', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const laptop = await pageOf(browser, 'east');
  const phone = await pageOf(browser, 'east', 'en', PHONE);
  await operation(laptop.request, 'draft.discard', { entity: 'store', place: 'new' });
  const name = `Draft store ${Date.now() % 100_000}`;

  await test.step('begun on the laptop', async () => {
    await laptop.goto('/e/store/new');
    const saved = laptop.waitForResponse((answer) => answer.url().endsWith('/draft.save') && answer.ok());
    await laptop.getByLabel('Store name').fill(name);
    await saved;
  });

  await test.step('found on the phone, from the home page', async () => {
    await phone.goto('/');
    await phone.getByRole('link', { name: new RegExp(name) }).click();
    await expect(phone.getByText('Continues what you typed')).toBeVisible({ timeout: 60_000 });
    await expect(phone.getByLabel('Store name')).toHaveValue(name);
    const saved = phone.waitForResponse((answer) => answer.url().endsWith('/draft.save') && answer.ok());
    await phone.getByLabel('Remark', { exact: true }).fill('Wang');
    await saved;
  });

  await test.step('the laptop, still open, has it too', async () => {
    await expect(laptop.getByLabel('Remark', { exact: true })).toHaveValue('Wang', { timeout: 20_000 });
  });

  await test.step('the same field on both without a network in between: the person chooses', async () => {
    await phone.context().setOffline(true);
    await phone.getByLabel('Remark', { exact: true }).fill('Wang of the phone');
    const saved = laptop.waitForResponse((answer) => answer.url().endsWith('/draft.save') && answer.ok());
    await laptop.getByLabel('Remark', { exact: true }).fill('Wang of the laptop');
    await saved;
    await phone.context().setOffline(false);
    await expect(phone.getByText(/was also changed on another of your devices/)).toBeVisible({ timeout: 30_000 });
    await expect(phone.getByLabel('Remark', { exact: true })).toHaveValue('Wang of the phone');
    await phone.screenshot({ path: 'tests/screens/draft-clash-phone.png' });
    await phone.getByRole('button', { name: 'Take the other' }).click();
    await expect(phone.getByLabel('Remark', { exact: true })).toHaveValue('Wang of the laptop');
  });

  await test.step('starting afresh can be taken back', async () => {
    await phone.getByRole('button', { name: 'Start afresh' }).click();
    await expect(phone.getByLabel('Store name')).toHaveValue('');
    await phone.getByRole('button', { name: 'Undo' }).click();
    await expect(phone.getByLabel('Store name')).toHaveValue(name);
  });
  await laptop.context().close();
  await phone.context().close();
});
