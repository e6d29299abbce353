import { expect, test, type Page } from '@playwright/test';
import { isSaved, operation, signIn } from '@/tests/support/browser';

const text = (en: string) => ({ 'zh-CN': en, en });
const STATES = ['Open', 'Open', 'Open', 'Closed', 'Closed', 'opne', 'n/a'];

/** An entity of this run alone, with a text field that seven records fill in: twice in a way nobody meant. */
async function prepare(page: Page) {
  const run = String(Date.now() % 1_000_000);
  const name = `ticket_${run}`;
  const field = (id: string, label: string) => ({
    id: `fld_tic${id}${run}`,
    name: id,
    type: 'text',
    label: text(label),
  });
  await signIn(page.request, 'analyst', 'en');
  const document = {
    kind: 'entity' as const,
    id: `ent_tic${run}`,
    name,
    label: text(`Ticket ${run}`),
    titleField: 'title',
    fields: [field('title', 'Title'), field('state', 'State'), field('note', 'Note')],
  };
  const form = {
    kind: 'form' as const,
    id: `frm_tic${run}`,
    name,
    label: document.label,
    entity: name,
    sections: [
      { id: `sec_tic${run}`, columns: 2 as const, items: document.fields.map((one) => ({ field: one.name })) },
    ],
  };
  const refs = [
    { kind: 'entity' as const, name },
    { kind: 'form' as const, name },
  ];
  await operation(page.request, 'document.save', { document, base: 0 });
  await operation(page.request, 'document.save', { document: form, base: 0 });
  await operation(page.request, 'document.publish', { refs });
  const ids: string[] = [];
  for (const [index, state] of STATES.entries()) {
    const values = { title: `Ticket ${index + 1}`, state, note: `Note ${index + 1}` };
    ids.push((await operation(page.request, 'record.create', { entity: name, values })).id);
  }
  return { name, ids };
}

test('an analyst makes a text field a choice and loses no value; a deleted field comes back', async ({ page }) => {
  const { name, ids } = await prepare(page);
  await page.goto(`/build/entity/${name}`);
  const canvas = page.locator('[data-pane-part="canvas"]');
  const panel = page.locator('[data-pane-part="right"]');
  const publishing = page.getByRole('dialog', { name: 'Publish' });
  const publish = page.getByRole('button', { name: 'Publish', exact: true });

  await test.step('the type is changed, and the values that are meant become choices', async () => {
    await canvas.locator('[data-field="state"]').click();
    await panel.getByRole('button', { name: 'Change type' }).click();
    await page.getByRole('menuitem', { name: 'Choice', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /Make “State”/ });
    await dialog.getByRole('checkbox', { name: 'Open × 3' }).check();
    await dialog.getByRole('checkbox', { name: 'Closed × 2' }).check();
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    await isSaved(page);
  });

  await test.step('two values do not convert: one is replaced, the other set aside', async () => {
    await publish.first().click();
    await expect(publishing.getByText('2 values do not convert (2 different)')).toBeVisible();
    const values = publishing.getByRole('list', { name: 'Values that do not convert' });
    await expect(values.getByRole('listitem')).toHaveCount(2);
    await expect(publishing.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
    const wrong = values.getByRole('listitem').filter({ hasText: 'opne' });
    await wrong.getByRole('button', { name: 'Use another value' }).click();
    await wrong.getByRole('combobox').or(wrong.getByRole('textbox')).first().click();
    await page.getByRole('option', { name: 'Open', exact: true }).click();
    await wrong.getByRole('button', { name: 'Use it' }).click();
    await expect(values.getByRole('listitem')).toHaveCount(1);
    await publishing.getByRole('switch', { name: /remaining value aside/ }).click();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('People can use it now')).toBeVisible();
    const [, , , , , opne, none] = ids;
    const record = (id: string) => operation(page.request, 'record.get', { entity: name, id });
    expect((await record(opne!)).state).toBe('Open');
    expect((await record(none!)).state).toBe(null);
  });

  await test.step('the record shows what was set aside', async () => {
    await page.goto(`/e/${name}/${ids.at(-1)}`);
    const notice = page.getByRole('list', { name: 'Values set aside' });
    await expect(notice.getByText('n/a', { exact: true })).toBeVisible();
  });

  await test.step('a field is deleted, and comes back with its values', async () => {
    await page.goto(`/build/entity/${name}`);
    await canvas.locator('[data-field="note"]').click();
    await page.keyboard.press('Delete');
    await isSaved(page);
    await publish.first().click();
    await expect(publishing.getByText('Hides, restorable')).toBeVisible();
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('People can use it now')).toBeVisible();
    await page.goto('/build');
    await page.getByRole('tab', { name: 'Trash' }).click();
    const line = page.getByRole('row').filter({ hasText: `${name}.note` });
    await expect(line.getByText('7 values')).toBeVisible();
    await line.getByRole('button', { name: 'Restore' }).click();
    await expect(page.getByText('Note is back with its values.')).toBeVisible();
    const record = await operation(page.request, 'record.get', { entity: name, id: ids[0]! });
    expect(record.note).toBe('Note 1');
  });
});
