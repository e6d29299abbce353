import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { operation, PHONE, signIn } from '@/tests/support/browser';
import type { AnyDocument } from '@/engine/kernel/documents.generated';

// The service worker is what this journey is about; the others go without it.
test.use({ serviceWorkers: 'allow' });

const stamp = Date.now() % 100_000;
const NAME = `visit_${stamp}`;
const text = (words: string) => ({ 'zh-CN': words, en: words });
const field = (name: string, label: string, type: string, more: object = {}) => ({
  id: `fld_${NAME}_${name}`,
  name,
  type,
  label: text(label),
  ...more,
});
const PHOTO = { options: { accept: 'image', camera: 'also', watermark: false } };
const ENTITY = {
  kind: 'entity',
  id: `ent_${NAME}`,
  name: NAME,
  label: text(`Visit ${stamp}`),
  titleField: 'subject',
  fields: [
    field('subject', 'Subject', 'text', { required: true }),
    field('place', 'Store', 'relation', { options: { entity: 'store' } }),
    field('remark', 'Remark', 'long_text'),
    field('shelf', 'Shelf photo', 'file', PHOTO),
    field('door', 'Door photo', 'file', PHOTO),
    field('spot', 'Location', 'geo'),
  ],
} as unknown as AnyDocument;
const FORM = {
  kind: 'form',
  id: `frm_${NAME}`,
  name: NAME,
  label: text(`Visit ${stamp}`),
  entity: NAME,
  offline: true,
  sections: [
    {
      id: 'sec_visit',
      items: ['subject', 'place', 'remark', 'shelf', 'door', 'spot'].map((name) => ({ field: name })),
    },
  ],
} as unknown as AnyDocument;

const note = (page: Page) => page.getByRole('status').filter({ hasText: /Offline/ });
const add = (page: Page, label: string, file: string) =>
  page
    .locator('[data-field]', { hasText: label })
    .locator('input[type=file]')
    .setInputFiles(`tests/fixtures/photos/${file}.jpg`);

/** The phone is put away: nothing of the page lives on. */
async function reopen(context: BrowserContext, page: Page, path: string): Promise<Page> {
  await page.close({ runBeforeUnload: false });
  const next = await context.newPage();
  await next.goto(path);
  return next;
}

test('a visit filled in without a network, with two photos, survives closing the phone and arrives once', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const context = await browser.newContext(PHONE);
  await signIn(context.request, 'admin', 'en');
  const ask = context.request;
  for (const document of [ENTITY, FORM]) await operation(ask, 'document.save', { document, base: 0 });
  const refs = [
    { kind: 'entity' as const, name: NAME },
    { kind: 'form' as const, name: NAME },
  ];
  await operation(ask, 'document.publish', { refs });
  // Of the stores a device keeps those that were changed last.
  const newest = { entity: 'store', sort: [{ field: 'updated_at', direction: 'desc' as const }], page: { size: 1 } };
  const { rows: options } = await operation(ask, 'record.list', newest);
  const made = async () =>
    (await operation(ask, 'record.list', { entity: NAME, fields: ['shelf', 'door', 'place'] })).rows;
  let page = await context.newPage();

  await test.step('with a network: the form is kept ahead', async () => {
    await page.goto(`/e/${NAME}/new`);
    await expect(page.getByText('Available offline')).toBeVisible({ timeout: 60_000 });
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.getByLabel('Subject').fill(`Corner ${stamp}`);
  });

  await test.step('the network goes in the middle: a calm note, and everything goes on', async () => {
    await context.setOffline(true);
    await expect(note(page)).toBeVisible();
    await page.getByRole('combobox', { name: 'Store' }).click();
    await page.getByRole('combobox', { name: 'Store' }).fill(options[0]!.title.slice(0, 4));
    await page.getByRole('option', { name: options[0]!.title }).first().click();
    await add(page, 'Shelf photo', 'shelf');
    await add(page, 'Door photo', 'other');
    await expect(page.getByLabel('On this device, not sent yet')).toHaveCount(2);
    await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
    await page.screenshot({ path: 'tests/screens/offline-form.png', fullPage: true });
  });

  await test.step('closed and opened again, still without a network: the half-filled form goes on, photos and all', async () => {
    page = await reopen(context, page, `/e/${NAME}/new`);
    await expect(page.getByLabel('Subject')).toHaveValue(`Corner ${stamp}`, { timeout: 30_000 });
    await expect(page.getByRole('combobox', { name: 'Store' })).toHaveValue(options[0]!.title);
    await expect(page.getByLabel('On this device, not sent yet')).toHaveCount(2);
    await page.getByLabel('Remark').fill('Second shelf is empty');
    await page.getByRole('button', { name: 'Keep and send later' }).click();
    await expect(page.getByRole('heading', { name: 'Waiting and sent' })).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('[data-state=waiting]')).toHaveCount(1);
  });

  await test.step('pages that need a network say so, and what works instead', async () => {
    page = await reopen(context, page, '/d/sales_overview');
    await expect(page.getByRole('heading', { name: 'This page needs a network.' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(`Visit ${stamp}`)).toBeVisible();
    await expect(note(page)).toContainText('1 waiting');
    await page.screenshot({ path: 'tests/screens/offline-page.png' });
  });

  await test.step('killed in the middle of sending: the answer to a photo is lost with the page', async () => {
    let arrived = 0;
    await context.route('**/api/v1/files?**', async (route) => {
      await route.fetch();
      arrived += 1;
      await route.abort();
    });
    await context.setOffline(false);
    await page.goto('/outbox');
    await expect.poll(() => arrived, { timeout: 30_000 }).toBeGreaterThan(0);
    await page.close();
    await context.unroute('**/api/v1/files?**');
    expect(await made()).toEqual([]);
  });

  await test.step('opened again with a network: it is sent, once, with both photos', async () => {
    page = await context.newPage();
    await page.goto('/outbox');
    await expect(page.locator('[data-state=sent]')).toHaveCount(1, { timeout: 40_000 });
    await page.screenshot({ path: 'tests/screens/offline-sent.png' });
    const [record, ...more] = await made();
    expect(more).toEqual([]);
    expect(record).toMatchObject({ title: `Corner ${stamp}`, place: { id: options[0]!.id, title: options[0]!.title } });
    expect([record!.shelf, record!.door].map((files) => (files as unknown as unknown[]).length)).toEqual([1, 1]);
  });

  await test.step('nothing is sent again, and nothing waits', async () => {
    await page.reload();
    await expect(page.locator('[data-state=sent]')).toHaveCount(1, { timeout: 30_000 });
    await expect(page.locator('[data-state=waiting]')).toHaveCount(0);
    await page.getByRole('link', { name: `Corner ${stamp}` }).click();
    await expect(page.getByRole('article', { name: `Corner ${stamp}` })).toBeVisible({ timeout: 30_000 });
    expect(await made()).toHaveLength(1);
  });
  await context.close();
});
