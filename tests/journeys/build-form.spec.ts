import { expect, test } from '@playwright/test';
import { drag, isSaved, signIn } from '@/tests/support/browser';
import { FIELDS, fieldsOnCanvas, hasNoSeriousAxe, nameOf } from './builder-steps';

test('an analyst builds an entity with eight fields by mouse, publishes it and opens the list', async ({ page }) => {
  test.setTimeout(180_000);
  const label = `Mouse request ${Date.now() % 100_000}`;
  await signIn(page.request, 'analyst', 'en');
  await page.goto('/build');
  await page.getByRole('button', { name: 'New', exact: true }).first().click();
  await page.getByRole('menuitem', { name: /Entity and form/ }).click();
  await page.getByLabel('Name · English').fill(label);
  await page.getByLabel('Name · Chinese').fill('设备申请');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('This is the form people will fill in')).toBeVisible();

  const palette = page.locator('[data-pane-part="left"]');
  const canvas = page.locator('[data-pane-part="canvas"]');
  const panel = page.locator('[data-pane-part="right"]');
  for (const [index, field] of FIELDS.entries()) {
    const entry = palette.getByRole('button', { name: field.type, exact: true });
    const last = canvas.locator('[data-field]').last();
    if (index === 0) await drag(page, entry, canvas.locator('section').last(), { x: 0.5, y: 0.6 });
    else await drag(page, entry, last, { x: 0.9, y: 0.9 });
    await expect(canvas.locator('[data-field]')).toHaveCount(index + 1);
    await panel.getByLabel('Label · English').fill(field.label);
  }
  expect(await fieldsOnCanvas(page)).toEqual(FIELDS.map((f) => nameOf(f.label)));

  // A choice needs options; the panel that asks for them is drawn from the type's own schema.
  await canvas.locator('[data-field="condition"]').click();
  await panel.getByRole('button', { name: 'Paste many' }).click();
  await page.getByRole('textbox', { name: 'Paste many' }).fill('New\nUsed');
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(panel.getByLabel('Option 2 · English')).toHaveValue('Used');
  await canvas.locator('[data-field="device"]').click();
  await panel.getByRole('switch', { name: 'Required' }).click();

  // Dragging within the form: the last field before the first.
  await drag(page, canvas.locator('[data-field="reason"]'), canvas.locator('[data-field="device"]'), {
    x: 0.1,
    y: 0.1,
  });
  await expect.poll(async () => (await fieldsOnCanvas(page))[0]).toBe('reason');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await fieldsOnCanvas(page))[0]).toBe('device');

  // Deleting asks nothing here, and can be taken back.
  await canvas.locator('[data-field="urgent"]').click();
  await page.keyboard.press('Delete');
  await expect(canvas.locator('[data-field="urgent"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(canvas.locator('[data-field="urgent"]')).toHaveCount(1);

  await page.getByRole('button', { name: 'Choose who may use it' }).click();
  await panel
    .getByRole('combobox', { name: 'Analyst' })
    .or(panel.getByRole('textbox', { name: 'Analyst' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Everything', exact: true }).click();
  await isSaved(page);
  await hasNoSeriousAxe(page);

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await expect(dialog.getByText(`Entity · ${label}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('link', { name: 'Open the list' }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(label, { timeout: 30_000 });
});
