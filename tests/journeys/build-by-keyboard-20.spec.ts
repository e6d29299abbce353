import { expect, test, type Page } from '@playwright/test';
import { isSaved, seriousAxe, signIn } from '@/tests/support/browser';
import { fieldsOnCanvas, nameOf } from './builder-steps';
import { addField, focused, pickByKeys, tabTo, watchPointers } from './keyboard-steps';

/** Twenty fields of twenty types: palette entry, label, and what has to be set before it can be published. */
const FIELDS: readonly (readonly [type: string, label: string, set?: (page: Page) => Promise<void>])[] = [
  ['Text', 'Subject', require],
  ['Long text', 'Remark'],
  ['E-mail', 'Mail'],
  ['Phone', 'Phone'],
  ['Link', 'Page'],
  ['Number', 'Crates'],
  ['Money', 'Price'],
  ['Percent', 'Share'],
  ['Duration', 'Time spent'],
  ['Rating', 'Stars'],
  ['Choice', 'Kind', (page) => options(page, 'Visit\nCall')],
  ['Many choices', 'Goods', (page) => options(page, 'Beer\nWater')],
  ['Yes or no', 'Urgent'],
  ['Tags', 'Tags'],
  ['Date', 'Due'],
  ['Date and time', 'Begun'],
  ['Time of day', 'Opens'],
  ['Person', 'Owner'],
  ['Formula', 'Total', formula],
  ['Line items', 'Items', columns],
];

async function require(page: Page): Promise<void> {
  await tabTo(page, /^Required$/);
  await page.keyboard.press('Space');
}
async function options(page: Page, lines: string): Promise<void> {
  await tabTo(page, /^Paste many$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type(lines);
  await tabTo(page, /^Add them$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Paste many/);
}
async function formula(page: Page): Promise<void> {
  await tabTo(page, /^Formula$/);
  await page.keyboard.type('crates * price ');
}
async function columns(page: Page): Promise<void> {
  for (const [index, [label, type]] of [
    ['Product', 'Text'],
    ['Pieces', 'Number'],
    ['Day', 'Date'],
  ].entries()) {
    await tabTo(page, /^Add a column$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/· English$/);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(label!);
    await tabTo(page, /^Type$/);
    await pickByKeys(page, type!);
    await expect(page.getByRole('list', { name: 'Columns' }).getByRole('listitem').nth(index)).toContainText(type!);
  }
}

/** A new rule: its name, one condition; the focus is left behind it. */
async function beginRule(page: Page, name: string, field: string, operator: string, value?: string): Promise<void> {
  await tabTo(page, /^Add a rule$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Name · English/);
  await page.keyboard.type(name);
  await tabTo(page, /^Add a condition$/);
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatch(/^Field$/);
  await pickByKeys(page, field);
  await tabTo(page, /^Comparison$/);
  await pickByKeys(page, operator);
  if (value === undefined) return;
  await tabTo(page, /^Value$/);
  await page.keyboard.type(value);
}
async function effect(page: Page, what: string, field: string): Promise<void> {
  await tabTo(page, /^Effect$/);
  await pickByKeys(page, what);
  await page.keyboard.press('Tab');
  await tabTo(page, /^Field$/);
  await pickByKeys(page, field);
}
async function endRule(page: Page, count: number): Promise<void> {
  await tabTo(page, /^All rules$/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-rule]')).toHaveCount(count);
}

test('an analyst builds twenty fields, three rules and line items, publishes and fills in, without a mouse', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const pointers = await watchPointers(page);
  const label = `Visit ${Date.now() % 1_000_000}`;
  await signIn(page.request, 'analyst', 'en');
  await page.goto('/build/entity/new');
  await tabTo(page, /^Name · English/);
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the form people will fill in')).toBeVisible({ timeout: 30_000 });

  await test.step('twenty fields of twenty types from the palette', async () => {
    await page.keyboard.press('F6');
    for (const [type, name, set] of FIELDS) {
      await addField(page, type, name);
      await set?.(page);
      // From the properties the parts of the screen go round to the palette.
      await page.keyboard.press('F6');
      await expect.poll(() => focused(page)).toMatch(/^Search$/);
    }
    expect(await fieldsOnCanvas(page)).toEqual(FIELDS.map(([, name]) => nameOf(name)));
  });

  await test.step('three rules by pointing: require, show, warn', async () => {
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F6');
    await tabTo(page, /^Settings$/);
    await page.keyboard.press('ArrowRight');
    await beginRule(page, 'Urgent needs words', 'Urgent', 'is yes');
    await effect(page, 'Require', 'Remark');
    await endRule(page, 1);
    await beginRule(page, 'Only visits open', 'Kind', 'is');
    await tabTo(page, /^Value$/);
    await pickByKeys(page, 'Visit');
    await effect(page, 'Show', 'Opens');
    await endRule(page, 2);
    await beginRule(page, 'Many crates', 'Crates', 'more than', '100');
    await effect(page, 'Say something at', 'Crates');
    await tabTo(page, /^Level$/);
    await pickByKeys(page, 'Warning');
    await tabTo(page, /^What is said · English/);
    await page.keyboard.type('Ask the warehouse first.');
    await tabTo(page, /^All rules$/, 'Shift+Tab');
    await expect(page.locator('[data-pane-part="right"] code')).toHaveText('crates > 100');
    await isSaved(page);
    expect(await seriousAxe(page)).toEqual([]);
  });

  await test.step('a field says in the preview why it is hidden, and leads to its rule', async () => {
    await tabTo(page, /^Preview$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const preview = page.getByRole('dialog', { name: /^Preview/ });
    await expect(preview.getByRole('textbox', { name: 'Crates', exact: true })).toBeVisible();
    await tabTo(page, /^Show hidden fields$/);
    await page.keyboard.press('Space');
    await expect(preview.locator('[data-ghost]')).toHaveCount(1);
    await tabTo(page, /^Why is “Opens” so/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Open the rule$/);
    await page.keyboard.press('Enter');
    await expect(preview).toBeHidden();
    await expect(page.locator('[data-pane-part="right"] [data-property="label"] input').first()).toHaveValue(
      'Only visits open',
    );
  });

  await test.step('published', async () => {
    await tabTo(page, /^Publish$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Publish' });
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeFocused({ timeout: 30_000 });
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Open the list' })).toBeFocused({ timeout: 60_000 });
    await tabTo(page, /^Fill it in$/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/new$/, { timeout: 60_000 });
  });

  await test.step('filled in and sent', async () => {
    await expect(page.getByRole('textbox', { name: 'Subject', exact: true })).toBeVisible({ timeout: 60_000 });
    const type = async (name: string, text: string) => {
      await tabTo(page, new RegExp(`^${name}$`));
      await page.keyboard.type(text);
    };
    await type('Subject', 'Harbour');
    await type('Mail', 'mei@example.com');
    await type('Crates', '120');
    await type('Price', '2.5');
    await tabTo(page, /^Kind$/);
    await pickByKeys(page, 'Visit');
    await tabTo(page, /^Urgent$/);
    await page.keyboard.press('Space');
    await type('Due', '2026-03-02');
    await page.keyboard.press('Escape');
    await type('Opens', '0900');
    await tabTo(page, /^Items$/);
    for (const cell of ['Lager', '12', '2026-03-03']) {
      await page.keyboard.type(cell);
      await page.keyboard.press('Tab');
    }
    await expect(page.getByText('Ask the warehouse first.')).toBeVisible();
    await expect(page.locator('[data-field="total"]')).toContainText('300');
    await tabTo(page, /^Save$/);
    await page.keyboard.press('Enter');
    // Urgent needs words: the first error has the focus.
    await expect.poll(() => focused(page)).toMatch(/Remark/);
    await tabTo(page, /^Remark$/);
    await page.keyboard.type('Before the weekend.');
    await page.screenshot({ path: 'tests/screens/keyboard-20-filled.png', fullPage: true });
    await tabTo(page, /^Save$/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Harbour', { timeout: 60_000 });
    await expect(page.getByText('Lager')).toBeVisible();
  });
  expect(pointers).toEqual([]);
});
