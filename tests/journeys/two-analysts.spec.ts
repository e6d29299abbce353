import { expect, test, type Page } from '@playwright/test';
import { isSaved, operation, pageOf, signIn } from '@/tests/support/browser';
import type { EntityDocument, FormDocument } from '@/engine/kernel/documents.generated';
import { fieldsOnCanvas } from './builder-steps';

const text = (words: string) => ({ 'zh-CN': words, en: words });
const stamp = Date.now() % 100_000;
const NAME = `shared_${stamp}`;
const fieldOf = (name: string, label: string) => ({
  id: `fld_${NAME}_${name}`,
  name,
  type: 'text',
  label: text(label),
});
const ENTITY = {
  kind: 'entity',
  id: `ent_${NAME}`,
  name: NAME,
  label: text(`Shared ${stamp}`),
  titleField: 'name',
  fields: [fieldOf('name', 'Name'), fieldOf('place', 'Place'), fieldOf('remark', 'Remark')],
} as unknown as EntityDocument;
const FORM = {
  kind: 'form',
  id: `frm_${NAME}`,
  name: NAME,
  label: text(`Shared ${stamp}`),
  entity: NAME,
  sections: [{ id: 'sec_one', items: [{ field: 'name' }, { field: 'place' }, { field: 'remark' }] }],
} as unknown as FormDocument;

const canvas = (page: Page) => page.locator('[data-pane-part="canvas"]');
const label = (page: Page) => page.locator('[data-pane-part="right"]').getByLabel('Label · English');

test('two analysts build the same form at once: each sees the other, and nothing either of them did is lost', async ({
  browser,
  request,
}) => {
  test.setTimeout(150_000);
  await signIn(request, 'analyst');
  for (const document of [ENTITY, FORM]) await operation(request, 'document.save', { document, base: 0 });
  const ann = await pageOf(browser, 'analyst');
  const bob = await pageOf(browser, 'admin');
  for (const page of [ann, bob]) {
    await page.goto(`/build/form/${NAME}`);
    await expect(canvas(page).locator('[data-field]')).toHaveCount(3, { timeout: 60_000 });
  }

  await test.step('they see each other, and what the other works on', async () => {
    await expect(ann.getByTestId('presence').getByRole('img')).toHaveCount(1, { timeout: 30_000 });
    await expect(bob.getByTestId('presence').getByRole('img')).toHaveCount(1, { timeout: 30_000 });
    await canvas(ann).locator('[data-field="place"]').click();
    await expect(canvas(bob).getByTestId('others')).toBeVisible({ timeout: 20_000 });
  });

  await test.step('one renames a field, the other adds one: both have both, without doing anything', async () => {
    await label(ann).fill('Place of the visit');
    await bob.locator('[data-pane-part="left"]').getByRole('button', { name: 'Number', exact: true }).click();
    await label(bob).fill('Headcount');
    for (const page of [ann, bob]) {
      await expect.poll(() => fieldsOnCanvas(page), { timeout: 30_000 }).toHaveLength(4);
      await expect(canvas(page).getByText('Place of the visit')).toBeVisible({ timeout: 30_000 });
      await expect(canvas(page).getByText('Headcount')).toBeVisible();
      await isSaved(page);
    }
  });

  await test.step('undo takes back one’s own work only', async () => {
    await ann.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(canvas(ann).getByText('Place of the visit')).toHaveCount(0);
    await expect(canvas(ann).getByText('Headcount')).toBeVisible();
    await ann.getByRole('button', { name: 'Redo', exact: true }).click();
    await expect(canvas(bob).getByText('Place of the visit')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('only the very same place has to be chosen; undo brings the other back', async () => {
    for (const page of [ann, bob]) await canvas(page).locator('[data-field="remark"]').click();
    // Both type before either is saved.
    await Promise.all([label(ann).fill('Note of Ann'), label(bob).fill('Note of Bob')]);
    const dialogs = [ann, bob].map((page) => page.getByRole('dialog', { name: 'Somebody else changed this draft' }));
    const shown = async () => (await Promise.all(dialogs.map((dialog) => dialog.count()))).filter((n) => n > 0).length;
    await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(0);
    const [asked, other] = (await dialogs[0]!.isVisible()) ? [ann, bob] : [bob, ann];
    await expect(asked.getByRole('dialog').getByText('Note of Ann', { exact: true })).toBeVisible();
    await expect(asked.getByRole('dialog').getByText('Note of Bob', { exact: true })).toBeVisible();
    await asked.screenshot({ path: 'tests/screens/two-analysts.png' });
    await asked.getByRole('button', { name: 'Take theirs' }).click();
    await isSaved(asked);
    const theirs = asked === ann ? 'Note of Bob' : 'Note of Ann';
    await expect(canvas(asked).getByText(theirs)).toBeVisible();
    await asked.getByRole('button', { name: 'Undo', exact: true }).click();
    const mine = asked === ann ? 'Note of Ann' : 'Note of Bob';
    await expect(canvas(other).getByText(mine)).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => fieldsOnCanvas(other)).toHaveLength(4);
  });
});
