import { expect, test, type Page } from '@playwright/test';
import { isSaved, seriousAxe, signIn } from '@/tests/support/browser';

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    return at?.getAttribute('aria-label') ?? at?.getAttribute('placeholder') ?? at?.textContent ?? '';
  });
/** Tabs until something of that name has the focus; no pointer anywhere. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let n = 0; n < 70; n += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${name}; it is at "${await focused(page)}".`);
}
const fields = (page: Page) => page.locator('[data-pane-part="canvas"] [data-field]');

/** From the palette's search: Enter adds the first that is found, and the focus stands in its label. */
async function addField(page: Page, type: string, label: string): Promise<void> {
  const before = await fields(page).count();
  await tabTo(page, /^Search$/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(type);
  await page.keyboard.press('ArrowDown');
  const entry = new RegExp(`^${type}$`);
  for (let n = 0; n < 4 && !entry.test(await focused(page)); n += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(fields(page)).toHaveCount(before + 1);
  await expect.poll(() => focused(page)).toMatch(/^Label · English/);
  await page.keyboard.type(label);
}

test('an analyst builds twenty fields, three rules and line items without a mouse', async ({ page }) => {
  test.setTimeout(180_000);
  const label = `Visit ${Date.now() % 1_000_000}`;
  await signIn(page.request, 'analyst', 'en');
  await page.goto('/build/entity/new');
  await tabTo(page, /^Name · English/);
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the form people will fill in')).toBeVisible({ timeout: 30_000 });

  // Five fields by the palette, of them line items; copied and pasted they are twenty.
  await page.keyboard.press('F6');
  for (const [type, name] of [
    ['Text', 'Subject'],
    ['Number', 'Amount'],
    ['Yes or no', 'Urgent'],
    ['Date', 'Due'],
    ['Line items', 'Items'],
  ] as const) {
    await addField(page, type, name);
    await page.keyboard.press('F6');
    await expect.poll(() => focused(page)).toMatch(/^Search$/);
  }
  await page.keyboard.press('F6');
  await expect.poll(() => focused(page)).toMatch(/^Items/);
  for (const count of [10, 20]) {
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByRole('heading', { name: `${count / 2} fields selected` })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+c');
    await page.keyboard.press('ControlOrMeta+v');
    await expect(fields(page)).toHaveCount(count);
    await expect(page.getByTestId('announcer')).toContainText(`${count / 2} fields added.`);
  }

  // Three rules by pointing: the condition is chosen, the effect stands as it begins.
  for (const n of [1, 2, 3]) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F6');
    if (n === 1) {
      await tabTo(page, /^Settings$/);
      await page.keyboard.press('ArrowRight');
    }
    await tabTo(page, /^All rules$|^Add a rule$/);
    if (/^All/.test(await focused(page))) await page.keyboard.press('Enter');
    await tabTo(page, /^Add a rule$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).not.toMatch(/^Add a rule$/);
    await tabTo(page, /^Name · English/);
    await page.keyboard.type(`Rule ${n}`);
    await tabTo(page, /^Add a condition$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/^Field$/);
    await tabTo(page, /^Value$/);
    await page.keyboard.type(`is ${n}`);
    await expect(page.locator('[data-pane-part="right"] code')).toHaveText(`subject == "is ${n}"`);
    await tabTo(page, /^All rules$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-rule]')).toHaveCount(n);
    await tabTo(page, /^Publish$/, 'Shift+Tab');
  }
  await isSaved(page);
  expect(await seriousAxe(page)).toEqual([]);

  // The form as it will be filled in; a field says why it is hidden, and leads to its rule.
  await tabTo(page, /^Preview$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('dialog', { name: /^Preview/ });
  await expect(preview.getByLabel('Amount').first()).toBeVisible();
  await tabTo(page, /^Show hidden fields$/);
  await page.keyboard.press('Space');
  await expect(preview.locator('[data-ghost]')).toHaveCount(1);
  expect(await seriousAxe(page)).toEqual([]);
  await tabTo(page, /^Why is “Subject” so/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Open the rule$/);
  await page.keyboard.press('Enter');
  await expect(preview).toBeHidden();
  await expect(page.locator('[data-pane-part="right"] [data-property="label"] input').first()).toHaveValue('Rule 1');
});
