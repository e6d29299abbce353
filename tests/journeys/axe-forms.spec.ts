import { expect, test, type Browser, type Page } from '@playwright/test';
import { axeFaults, operation, pageOf, PHONE } from '@/tests/support/browser';
import type { Locale } from '@/engine/kernel/text';
import { publishAllTypes, type AllTypes } from './all-types';

test.describe.configure({ mode: 'parallel' });

const WIDE = { viewport: { width: 1440, height: 900 } };
const COMBINATIONS = [
  { locale: 'zh-CN', theme: 'light', width: 'wide' },
  { locale: 'en', theme: 'dark', width: 'phone' },
  { locale: 'en', theme: 'dark', width: 'wide' },
  { locale: 'zh-CN', theme: 'light', width: 'phone' },
  { locale: 'en', theme: 'light', width: 'wide' },
  { locale: 'zh-CN', theme: 'dark', width: 'wide' },
  { locale: 'en', theme: 'light', width: 'phone' },
  { locale: 'zh-CN', theme: 'dark', width: 'phone' },
] as const;
/** How many of them are looked at; all with AXE_SWEEP=8, which takes its time. */
const LOOKED_AT = Number(process.env.AXE_SWEEP ?? 1);

interface Looking {
  readonly page: Page;
  readonly locale: Locale;
  readonly isPhone: boolean;
  /** Looks at the page as it is now. */
  readonly look: (what: string) => Promise<void>;
}

/** What the journey presses, in both languages. */
const WORDS = {
  en: {
    save: 'Save',
    next: 'Next',
    review: 'Review',
    row: 'Line items',
    open: /^Open/,
    settings: 'Settings',
    rules: 'Rules',
    addRule: 'Add a rule',
    addCondition: 'Add a condition',
    rights: 'Who may use it',
    preview: 'Preview',
    translation: 'Translation',
    panes: ['Canvas', 'Properties'],
    whole: 'Whole form',
  },
  'zh-CN': {
    save: '保存',
    next: '下一步',
    review: '核对',
    row: '明细表',
    open: /^打开/,
    settings: '设置',
    rules: '规则',
    addRule: '添加规则',
    addCondition: '添加条件',
    rights: '谁可以使用',
    preview: '预览',
    translation: '翻译',
    panes: ['画布', '属性'],
    whole: '整张表单',
  },
} as const;

/** The form of every type: empty, with all its errors, filled in, and a row of its line items in a window of its own. */
async function filler({ page, locale, isPhone, look }: Looking, { name, values }: AllTypes): Promise<void> {
  const words = WORDS[locale];
  await page.goto(`/e/${name}/new`);
  const save = page.getByRole('button', { name: words.save, exact: true });
  await expect(save).toBeVisible({ timeout: 60_000 });
  await look('filler, empty');
  await save.click();
  await look('filler, with errors');
  await operation(page.request, 'draft.discard', { entity: name, place: 'new' });
  await operation(page.request, 'draft.save', { entity: name, place: 'new', id: crypto.randomUUID(), base: 0, values });
  await page.goto('/build');
  await page.evaluate(() => localStorage.clear());
  await page.goto(`/e/${name}/new`);
  await expect(page.locator('#field-t_text_0')).toHaveValue('Qingdao', { timeout: 60_000 });
  await look('filler, filled in');
  const rows = page.locator('[data-field="t_lines_0"]');
  if (isPhone) await rows.getByRole('button').first().click();
  else {
    await rows.getByRole('grid').focus();
    await page.keyboard.press('Alt+Enter');
  }
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('row dialog');
}

/** Pages of a wizard, and the review. */
async function wizard({ page, locale, look }: Looking, made: AllTypes): Promise<void> {
  const words = WORDS[locale];
  await operation(page.request, 'draft.save', {
    entity: made.wizard,
    place: 'new',
    id: crypto.randomUUID(),
    base: 0,
    values: Object.fromEntries(
      Object.entries(made.values).filter(([name]) => /^t_(text|choice|date|lines)_0$/.test(name)),
    ),
  });
  await page.goto(`/e/${made.wizard}/new`);
  await look('wizard');
  await page.getByRole('button', { name: words.next, exact: true }).click();
  await page.getByRole('button', { name: new RegExp(`^(${words.next}|${words.review})$`) }).click();
  await look('review');
}

/** The builder with each of its panels. */
async function builder({ page, locale, isPhone, look }: Looking, { name }: AllTypes): Promise<void> {
  const words = WORDS[locale];
  const panel = page.locator('[data-pane-part="right"]');
  await page.goto(`/build/entity/${name}`);
  await expect(page.locator('[data-pane-part="canvas"] [data-field]').first()).toBeVisible({ timeout: 60_000 });
  await look('builder');
  const turn = async (to: string) => isPhone && page.getByRole('radio', { name: to }).check({ force: true });
  for (const tab of [words.settings, words.rules, words.rights]) {
    await turn(words.panes[1]);
    await panel.getByRole('tab', { name: tab }).click();
    await look(`builder, ${tab === words.settings ? 'settings' : tab === words.rules ? 'rules' : 'rights'}`);
    if (tab !== words.rules) continue;
    await panel.getByRole('button', { name: words.addRule }).click();
    await panel.getByRole('button', { name: words.addCondition }).click();
    await look('builder, rule');
  }
  for (const type of ['choice', 'lines', 'formula']) {
    await turn(words.panes[0]);
    await page.locator(`[data-field="t_${type}_0"]`).click();
    await turn(words.panes[1]);
    await look(`builder, ${type}`);
  }
  for (const tab of [words.translation, 'JSON']) {
    await page.getByRole('button', { name: tab, exact: true }).click();
    await look(`builder, ${tab === 'JSON' ? 'JSON' : 'translation'}`);
  }
  await page.getByRole('button', { name: words.preview, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('builder, preview');
}

async function inACombination(browser: Browser, at: (typeof COMBINATIONS)[number]): Promise<void> {
  const { locale, theme, width } = at;
  const isPhone = width === 'phone';
  const faults: string[] = [];
  const page = await pageOf(browser, 'analyst', locale, { ...(isPhone ? PHONE : WIDE), colorScheme: theme });
  const made = await publishAllTypes(page.request, `${Date.now() % 1_000_000}${test.info().parallelIndex}`);
  const look = async (what: string) => {
    await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
    const file = `${what.replaceAll(/\W+/g, '-')}-${locale}-${theme}-${width}`;
    await page.screenshot({ path: `tests/screens/axe/${file}.png`, fullPage: true });
    const found = (await axeFaults(page, theme)).map((fault) => `${what}, ${locale}, ${theme}, ${width}: ${fault}`);
    faults.push(...found);
    if (process.env.AXE_SWEEP) console.log(`${what}: ${found.length}`, ...found);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) faults.push(`${what}, ${locale}, ${width}: ${wide} px too wide`);
  };
  const looking = { page, locale, isPhone, look };
  await filler(looking, made);
  await wizard(looking, made);
  await builder(looking, made);
  await page.context().close();
  expect(faults).toEqual([]);
}

for (const at of COMBINATIONS.slice(0, LOOKED_AT)) {
  test(`axe finds nothing on forms with every field type: ${at.locale}, ${at.theme}, ${at.width}`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    await inACombination(browser, at);
  });
}
