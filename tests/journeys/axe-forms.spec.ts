import { expect, test, type Browser, type Page } from '@playwright/test';
import { axeFaults, operation, PHONE, pageOf, signIn } from '@/tests/support/browser';
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
/** How many of them are looked at: each theme, language and width once; all with AXE_SWEEP=8. */
const LOOKED_AT = Number(process.env.AXE_SWEEP ?? 2);

interface Looking {
  readonly page: Page;
  readonly locale: Locale;
  readonly isPhone: boolean;
  /** Looks at the page as it is now. */
  readonly look: (what: string) => Promise<void>;
}

/** What the journey presses, in both languages. */
const WORDS = {
  en: { save: 'Save', next: 'Next', review: 'Review' },
  'zh-CN': { save: '保存', next: '下一页', review: '检查' },
} as const;

async function filler({ page, locale, isPhone, look }: Looking, { name, values, wizard }: AllTypes): Promise<void> {
  const words = WORDS[locale];
  await operation(page.request, 'draft.discard', { entity: name, place: 'new' });
  await page.goto(`/e/${name}/new`);
  await look('filler, empty');
  await page.getByRole('button', { name: words.save, exact: true }).click();
  await look('filler, with errors');
  await operation(page.request, 'draft.save', { entity: name, place: 'new', id: crypto.randomUUID(), base: 0, values });
  await page.goto('/');
  await page.goto(`/e/${name}/new`);
  await look('filler, filled in');
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
    faults.push(...(await axeFaults(page)).map((fault) => `${what}, ${locale}, ${theme}, ${width}: ${fault}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) faults.push(`${what}, ${locale}, ${width}: ${wide} px too wide`);
  };
  await filler({ page, locale, isPhone, look }, made);
  await page.context().close();
  expect(faults).toEqual([]);
}

for (const at of COMBINATIONS.slice(0, LOOKED_AT)) {
  test(`axe finds nothing on forms with every field type: ${at.locale}, ${at.theme}, ${at.width}`, async ({ browser }) => {
    test.setTimeout(300_000);
    await inACombination(browser, at);
  });
}
