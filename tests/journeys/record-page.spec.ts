import { expect, test, type Browser, type Page } from '@playwright/test';
import { drag, isSaved, operation, pageOf, publish, signIn, type Name } from '@/tests/support/browser';

const text = (en: string) => ({ 'zh-CN': en, en });

/** An entity of this run alone with one record, and a colleague who may read it. */
async function prepare(page: Page, browser: Browser) {
  const run = String(Date.now() % 1_000_000);
  const name = `outing_${run}`;
  const field = (id: string, label: string) => ({
    id: `fld_out${id}${run}`,
    name: id,
    type: 'text',
    label: text(label),
  });
  await signIn(page.request, 'analyst', 'en');
  const document = {
    kind: 'entity' as const,
    id: `ent_out${run}`,
    name,
    label: text(`Outing ${run}`),
    labelPlural: text(`Outings ${run}`),
    titleField: 'title',
    fields: [field('title', 'Title'), field('place', 'Place')],
  };
  await operation(page.request, 'document.save', { document, base: 0 });
  await operation(page.request, 'document.publish', { refs: [{ kind: 'entity', name }] });
  const record = await operation(page.request, 'record.create', {
    entity: name,
    values: { title: `Lake ${run}`, place: 'Taihu' },
  });
  const admin = await browser.newContext();
  await signIn(admin.request, 'admin');
  const email = `robin-${run}@trellis.example`;
  const person = `Robin ${run}`;
  await operation(admin.request, 'person.save', {
    name: person,
    email,
    password: 'trellis-demo',
    roles: ['analyst'],
    active: true,
    locale: 'en',
  });
  await admin.close();
  return { run, entity: name, label: document.label.en, record: record.id, email, person };
}

test('a page is built by dragging; two people on it see each other, talk, and see who changed what', async ({
  page,
  browser,
}) => {
  const { run, entity, label, record, email, person } = await prepare(page, browser);
  const other = await pageOf(browser, email as Name);

  await test.step('a note is dragged under the form, moved by keys, taken back and brought again', async () => {
    await page.goto(`/build/page/new?entity=${entity}`);
    await page.getByLabel('Name · English').fill(`Page ${run}`);
    await expect(page.getByRole('combobox', { name: 'Entity' }).or(page.getByLabel('Entity')).first()).toHaveValue(
      label,
    );
    await page.getByRole('button', { name: 'Begin' }).click();
    const canvas = page.getByTestId('page-canvas');
    // A colleague opens the same draft: both builders say so.
    await page.waitForURL(/\/build\/page\/(?!new)/);
    await other.goto(new URL(page.url()).pathname);
    await expect(page.getByTestId('presence').getByRole('img', { name: `${person} is here` })).toBeVisible();
    await expect(canvas.locator('[data-block="form"]')).toContainText('Taihu');
    const entry = page.locator('[data-pane-part="left"]').getByRole('button', { name: 'Text', exact: true });
    await drag(page, entry, canvas.locator('[data-block="form"]'), { x: 0.5, y: 0.9 });
    const note = canvas.locator('[data-column="0"] [data-block="text"]');
    await expect(note).toHaveCount(1);
    const panel = page.locator('[data-pane-part="right"]');
    await panel.getByLabel('Text · English').fill('Bring **boots**');
    await expect(note).toContainText('Bring boots');
    await note.focus();
    await page.keyboard.press('ArrowRight');
    await expect(canvas.locator('[data-column="1"] [data-block="text"]')).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(note).toHaveCount(1);
    await isSaved(page);
    await publish(page);
  });

  await test.step('both open the record and see each other, and what the other edits', async () => {
    await Promise.all([page.goto(`/e/${entity}/${record}`), other.goto(`/e/${entity}/${record}`)]);
    await expect(page.getByText('boots')).toBeVisible();
    await expect(page.getByTestId('presence').getByRole('img', { name: `${person} is here` })).toBeVisible();
    await page.getByLabel('Place', { exact: true }).focus();
    await expect(other.getByTestId('presence').getByRole('img', { name: /edits “Place”/ })).toBeVisible();
  });

  await test.step('a mention rings the other’s bell and leads to the comment', async () => {
    await page.getByRole('tab', { name: 'Comments' }).click();
    const box = page.getByRole('textbox', { name: /Write a comment/ });
    await box.fill('Who drives?');
    await page.reload();
    await page.getByRole('tab', { name: 'Comments' }).click();
    await expect(box).toHaveValue('Who drives?');
    await box.press('End');
    await box.pressSequentially(` @${person}`.slice(0, 5));
    await page.getByRole('option', { name: person }).click();
    await box.press('Control+Enter');
    await expect(page.getByRole('article', { name: /Comment by/ })).toContainText(`Who drives? @${person}`);
    await other.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await other.getByRole('button', { name: /mentioned you in Lake/ }).click();
    await expect(other).toHaveURL(/comment=/);
    await other.getByRole('button', { name: 'Answer' }).click();
    await other.getByRole('textbox', { name: 'Write an answer' }).fill('I do.');
    await other.getByRole('textbox', { name: 'Write an answer' }).press('Control+Enter');
    await expect(page.getByText('I do.')).toBeVisible();
  });

  await test.step('a change is saved as it is made; the field says who changed it, from what to what', async () => {
    await page.getByLabel('Place', { exact: true }).fill('Xihu');
    await page.getByLabel('Title', { exact: true }).focus();
    await expect(page.getByText('All changes saved')).toBeVisible();
    await expect(other.getByLabel('Place', { exact: true })).toHaveValue('Xihu');
    await other.locator('[data-field="place"]').hover();
    await other.getByRole('button', { name: 'History of “Place”' }).click();
    const history = other.getByRole('dialog', { name: 'History of “Place”' });
    await expect(history).toContainText(/Taihu.*→.*Xihu/s);
    await other.keyboard.press('Escape');
    await other.getByRole('tab', { name: 'Timeline' }).click();
    await expect(other.getByText('commented').first()).toBeVisible();
    await other.screenshot({ path: 'tests/screens/record-page.png' });
  });

  await test.step('who closes the window is gone', async () => {
    await other.context().close();
    await expect(page.getByTestId('presence')).toHaveCount(0, { timeout: 30_000 });
  });
});
