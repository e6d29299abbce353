import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { operation, pageOf, PHONE } from '@/tests/support/browser';

/** A site of somebody else that shows the form in a frame, by the code the builder gives. */
async function siteWith(snippet: string): Promise<{ origin: string; close(): void; show(html: string): void }> {
  let page = snippet;
  const server = http.createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Site</title><h1>A site</h1>${page}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    close: () => server.close(),
    show: (html) => (page = html),
  };
}

/** What the analyst does: a link with the rights of sales for two answers, whose senders get their own record. */
async function makeLink(analyst: Page, name: string, site: string): Promise<string> {
  await analyst.goto('/build/entity/store');
  await expect(analyst.getByRole('button', { name: 'Share', exact: true })).toBeVisible({ timeout: 45_000 });
  await analyst.getByRole('button', { name: 'Share', exact: true }).click();
  const panel = analyst.getByRole('dialog');
  await panel.getByRole('button', { name: 'Make a link' }).click();
  await panel.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await panel.getByRole('combobox', { name: 'With the rights of' }).click();
  await analyst.getByRole('option', { name: 'Sales rep' }).click();
  await analyst.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'When it ends' }).click();
  await panel.getByRole('textbox', { name: 'Answers at most' }).fill('1');
  await panel.getByRole('button', { name: 'After sending' }).click();
  await panel.getByText('To change it').click();
  await panel.getByRole('button', { name: 'Languages and sites' }).click();
  await panel
    .getByRole('combobox', { name: /Sites that may/ })
    .or(panel.getByRole('textbox', { name: /Sites that may/ }))
    .first()
    .fill(site);
  await analyst.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Make a link' }).click();
  const card = panel.getByRole('region', { name });
  await expect(card).toContainText('Open');
  return card.getByRole('textbox', { name: 'Address' }).inputValue();
}

test('a form is filled in by a link, once, on a phone of nobody in particular', async ({ browser }) => {
  const name = `Portal ${Date.now() % 100_000}`;
  const store = `Mole Bar ${Date.now() % 100_000}`;
  const site = await siteWith('');
  const analyst = await pageOf(browser, 'analyst', 'en');
  const address = await makeLink(analyst, name, site.origin);

  const stranger = await browser.newContext({ ...PHONE, locale: 'en' });
  const phone = await stranger.newPage();
  // A second one fills it in at the same time.
  const late = await stranger.newPage();
  await Promise.all([phone.goto(address), late.goto(address)]);
  await phone.getByRole('textbox', { name: 'Store name' }).fill(store);
  await phone.getByRole('textbox', { name: 'City' }).fill('Jiaozhou');
  await phone.getByRole('button', { name: 'Send' }).click();
  await expect(phone.getByText('Thank you. It was sent.')).toBeVisible({ timeout: 30_000 });
  await late.getByRole('textbox', { name: 'Store name' }).fill('Too late');
  await late.getByRole('button', { name: 'Send' }).click();
  await expect(late.getByText(/all the answers it asked for/)).toBeVisible({ timeout: 30_000 });
  await late.goto(address);
  await expect(late.getByText('This form has all the answers it asked for.')).toBeVisible();

  // The record, and where it came from.
  const request = analyst.context().request;
  const { rows } = await operation(request, 'record.list', {
    entity: 'store',
    search: store,
    fields: ['name', 'city'],
  });
  expect(rows).toMatchObject([{ name: store, city: 'Jiaozhou' }]);
  const { entries } = await operation(request, 'record.history', { entity: 'store', id: rows[0]!.id });
  expect(entries).toMatchObject([{ door: 'link', by: { title: name } }]);

  // The sender's own record, and no other.
  await phone.getByRole('link', { name: /\/f\// }).click();
  await expect(phone.getByRole('textbox', { name: 'Store name' })).toHaveValue(store, { timeout: 30_000 });
  await phone.getByRole('textbox', { name: 'City' }).fill('Qingdao');
  await phone.getByRole('button', { name: 'Send' }).click();
  await expect(phone.getByText('Saved. Thank you.')).toBeVisible({ timeout: 30_000 });
  expect((await operation(request, 'record.get', { entity: 'store', id: rows[0]!.id })).city).toBe('Qingdao');
  // A link is no sign-in.
  const asMember = await stranger.request.get(`/api/v1/records/store/${rows[0]!.id}`);
  expect(asMember.status()).toBe(401);

  // In a frame of the site that was named, and of no other.
  await operation(request, 'link.update', {
    id: (await operation(request, 'link.list', { entity: 'store' })).links.find((link) => link.name === name)!.id,
    maxAnswers: null,
  });
  site.show(`<iframe src="${address}?embed=1" title="form" width="600" height="500"></iframe>`);
  const visitor = await stranger.newPage();
  await visitor.goto(site.origin);
  await expect(visitor.frameLocator('iframe').getByRole('textbox', { name: 'Store name' })).toBeVisible();
  const refused: string[] = [];
  visitor.on('console', (message) => refused.push(message.text()));
  await visitor.goto(site.origin.replace('localhost', '127.0.0.1'));
  await expect.poll(() => refused.join()).toMatch(/frame-ancestors/);
  await expect(visitor.frameLocator('iframe').getByRole('textbox', { name: 'Store name' })).toBeHidden();
  site.close();
});
