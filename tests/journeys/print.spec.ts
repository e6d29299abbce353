import fs from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { isSaved, operation, pageOf, signIn } from '@/tests/support/browser';
import { readPdf } from '@/tests/support/pdf';

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/** An order of this run alone with 60 lines, which only its analyst may see. */
async function prepare(page: Page) {
  const run = String(Date.now() % 1_000_000);
  const name = `paper_${run}`;
  const field = (id: string, type: string, zh: string, en: string, options?: { readonly [name: string]: unknown }) => ({
    id: `fld_${id}${run}`,
    name: id,
    type,
    label: text(zh, en),
    ...(options && { options }),
  });
  await signIn(page.request, 'analyst', 'en');
  const lines = {
    fields: [
      field('product', 'text', '商品', 'Product'),
      field('cost', 'money', '成本', 'Cost', { currency: 'CNY' }),
      field('quantity', 'number', '数量', 'Quantity'),
    ],
  };
  const entity = {
    kind: 'entity' as const,
    id: `ent_paper${run}`,
    name,
    label: text(`纸质订单 ${run}`, `Paper order ${run}`),
    titleField: 'code',
    fields: [field('code', 'text', '单号', 'Code'), field('lines', 'lines', '明细', 'Lines', lines)],
  };
  const form = {
    kind: 'form' as const,
    id: `frm_paper${run}`,
    name,
    label: text(`纸质订单 ${run}`, `Paper order ${run}`),
    entity: name,
    sections: [{ id: `sec_paper${run}`, items: [{ field: 'code' }, { field: 'lines' }] }],
  };
  for (const document of [entity, form]) await operation(page.request, 'document.save', { document, base: 0 });
  const refs = [
    { kind: 'entity' as const, name },
    { kind: 'form' as const, name },
  ];
  await operation(page.request, 'document.publish', { refs });
  const rows = Array.from({ length: 60 }, (_, at) => ({ product: `青岛啤酒 ${at + 1}`, cost: '48.00', quantity: '2' }));
  const values = { code: `XS-${run}`, lines: rows };
  const record = await operation(page.request, 'record.create', { entity: name, values });
  return { run, name, refs, record: record.id };
}

test('paper is laid out beside a real record, and the server makes the PDF: pages, header rows, Chinese, rights', async ({
  page,
  browser,
}) => {
  const { run, name, refs, record } = await prepare(page);

  await test.step('the analyst lays out the paper beside the record', async () => {
    await page.goto(`/build/form/${name}`);
    await page.getByRole('button', { name: 'Print layout …' }).click({ timeout: 60_000 });
    const designer = page.getByRole('dialog');
    const sheet = designer.getByRole('article', { name: `XS-${run}` });
    await expect(sheet.getByRole('columnheader', { name: 'Cost' })).toBeVisible();
    await designer.getByRole('checkbox', { name: 'Cost' }).uncheck();
    await expect(sheet.getByRole('columnheader', { name: 'Cost' })).toHaveCount(0);
    await designer.getByRole('button', { name: 'Add a line' }).click();
    await expect(sheet.getByText('Handled by')).toBeVisible();
    await designer.getByRole('radiogroup', { name: 'Orientation' }).getByText('Landscape').click();
    await designer.getByRole('button', { name: 'Close' }).click();
    await isSaved(page);
    await operation(page.request, 'document.publish', { refs: [refs[1]!] });
  });

  await test.step('the PDF has every line on its pages, their header on each, and text to copy', async () => {
    await page.goto(`/e/${name}/${record}/print`);
    const download = page.waitForEvent('download', { timeout: 70_000 });
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^XS-${run} \\d{4}-\\d\\d-\\d\\d\\.pdf$`));
    const pdf = readPdf(fs.readFileSync(await file.path()));
    expect(pdf.pages).toBeGreaterThan(2);
    expect(pdf.size[0]).toBeGreaterThan(pdf.size[1]);
    const withLines = pdf.text.split('\n').filter((one) => one.includes('青岛啤酒'));
    expect(withLines.length).toBeGreaterThan(2);
    for (const one of withLines) expect(one).toContain('Product');
    expect(pdf.text.split('Total')).toHaveLength(2);
    expect(pdf.text).toContain('青岛啤酒 60');
    expect(pdf.text).toContain('Handled by');
    expect(pdf.text).toContain(`Page 1 of ${pdf.pages}`);
    expect(pdf.text).not.toContain('48.00');
    for (const font of pdf.fonts) expect(font.isEmbedded, font.type).toBe(true);
  });

  await test.step('who may not see the record finds no paper of it', async () => {
    const other = await pageOf(browser, 'north');
    const answer = await other.request.get(`/api/v1/records/${name}/${record}.pdf`);
    expect(answer.status()).toBe(404);
    expect((await other.goto(`/e/${name}/${record}/print`))?.status()).toBe(404);
    await other.context().close();
  });
});
