import { expect, test } from '@playwright/test';
import { isSaved, signIn } from '@/tests/support/browser';
import { FIELDS, fieldsOnCanvas, hasNoSeriousAxe, nameOf } from './builder-steps';
import { addField, focused, tabTo } from './keyboard-steps';

test('an analyst builds the same entity by keyboard alone', async ({ page }) => {
  test.setTimeout(180_000);
  const label = `Keyboard request ${Date.now() % 100_000}`;
  await signIn(page.request, 'analyst', 'en');
  await page.goto('/build');
  await tabTo(page, /^New$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /Entity and form/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Begin' })).toBeVisible();
  await tabTo(page, /^Name · English/);
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the form people will fill in')).toBeVisible();

  // Each field: the palette's search, Enter adds it, the focus stands in its label.
  await page.keyboard.press('F6');
  for (const field of FIELDS) {
    await addField(page, field.type, field.label);
    await page.keyboard.press('F6');
    await expect.poll(() => focused(page)).toMatch(/^Search$/);
  }
  expect(await fieldsOnCanvas(page)).toEqual(FIELDS.map((f) => nameOf(f.label)));
  const announcer = page.getByTestId('announcer');

  // On the canvas: walk, move, say where it went.
  await page.keyboard.press('F6');
  await expect.poll(() => focused(page)).toMatch(/^Reason/);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(announcer).toContainText('“Reason” moved to “Section 1”, 7 of 8.');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(announcer).toContainText('8 of 8');
  for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowUp');
  await expect.poll(() => focused(page)).toMatch(/^Condition/);

  // Its options, in the properties.
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Label · English/);
  await tabTo(page, /^Paste many$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type('New\nUsed');
  await tabTo(page, /^Add them$/);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Option 2 · English')).toHaveValue('Used');

  // Delete and take back.
  await expect.poll(() => focused(page)).toMatch(/^Paste many/);
  await page.keyboard.press('Shift+F6');
  await expect.poll(() => focused(page)).toMatch(/^Condition/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(announcer).toContainText('“Quantity” deleted.');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => fieldsOnCanvas(page)).toEqual(FIELDS.map((f) => nameOf(f.label)));

  // Who may use it: Escape selects nothing, the right side shows the entity.
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await tabTo(page, /^Settings$/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Rules' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Who may use it' })).toHaveAttribute('aria-selected', 'true');
  await isSaved(page);
  await hasNoSeriousAxe(page);

  await tabTo(page, /^Publish$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Publish' });
  await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open the list' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(label, { timeout: 30_000 });
});
