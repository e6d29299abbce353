import { expect, test, type Browser, type Page, type Request } from '@playwright/test';
import { operation, seriousAxe, signIn } from '@/tests/support/browser';
import type { Locale } from '@/engine/kernel/text';

test.describe.configure({ mode: 'parallel' });

const THEMES = ['light', 'dark'] as const;
const WIDTHS = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
/** Areas of the messages: a text like `shell.inbox` on a screen is one that nobody wrote. */
const AREAS = 'admin|audit|auth|builder|flow|form|import|page|record|report|shell';
const UNTRANSLATED = new RegExp(`MISSING_MESSAGE|\\b(?:${AREAS})\\.[a-z]\\w*(?:\\.\\w+)*`);
const RAW_ID =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b(?:ent|fld|frm|flw|rep|dsh|pag|blk|rol|pkg)_[a-z0-9]{12,}/;

interface Subject {
  readonly email: string;
  readonly record: string;
  readonly task: string;
}

/** Somebody who may see everything, with a decision waiting: a new customer that the region has approved already. */
async function prepare(browser: Browser, locale: Locale): Promise<Subject> {
  const run = `${locale}-${Date.now()}-${test.info().parallelIndex}`;
  const email = `pages-${run}@trellis.example`.toLowerCase();
  const as = async (name: string) => {
    const context = await browser.newContext();
    await signIn(context.request, name);
    return context;
  };
  const [admin, sales, east] = [await as('admin'), await as('sales'), await as('east')];
  const roles = ['administrator', 'analyst', 'manager', 'finance'];
  await operation(admin.request, 'person.save', {
    name: locale === 'en' ? 'Robin Page' : '白页',
    email,
    password: 'trellis-demo',
    roles,
    active: true,
    locale,
  });
  const { options } = await operation(sales.request, 'record.options', { entity: 'department', search: '华东' });
  const name = `江南春酒楼 ${run.slice(-8)}`;
  const made = await operation(sales.request, 'record.create', {
    entity: 'customer',
    values: { name, customer_type: 'restaurant', region: options[0]!.id, expected_monthly: '88000.00' },
  });
  const mine = async (context: typeof admin) => {
    const { tasks } = await operation(context.request, 'task.list', { state: 'open', size: 100 });
    return tasks.find((task) => task.record.id === made.id)!;
  };
  const asked = await mine(east);
  await operation(east.request, 'task.decide', { task: asked.id, decision: 'approve', rev: made.rev, comment: '同意' });
  await Promise.all([admin.close(), sales.close(), east.close()]);
  const finance = await as(email);
  const task = await mine(finance);
  await finance.close();
  return { email, record: made.id, task: task.id };
}

const pagesOf = ({ record, task }: Subject): { readonly [name: string]: string } => ({
  home: '/',
  list: '/e/customer',
  'list-stores': '/e/store',
  record: `/e/customer/${record}`,
  'record-tab': `/e/customer/${record}?tab=tab_idmdgzyg35th20m8`,
  new: '/e/customer/new',
  inbox: '/inbox',
  task: `/inbox/${task}`,
  dashboard: '/d/sales_overview',
  report: '/r/customers_by_region',
  build: '/build',
  'build-new-entity': '/build/entity/new',
  'build-new-flow': '/build/flow/new',
  'build-entity': '/build/entity/customer',
  'build-flow': '/build/flow/new_customer',
  'build-report': '/build/report/customers_by_region',
  'build-dashboard': '/build/dashboard/sales_overview',
  'build-page': '/build/page/customer',
  'build-role': '/build/role/sales',
  'build-package': '/build/package/crm',
  'admin-people': '/admin/people',
  'admin-departments': '/admin/departments',
  'admin-keys': '/admin/keys',
  'admin-packages': '/admin/packages',
  'admin-audit': '/admin/audit',
  trash: '/trash',
  'not-found': '/e/nothing_like_this',
});

/** Counts what a page is still reading; the stream of events never ends and does not count. */
function watchReading(page: Page): () => number {
  const open = new Set<Request>();
  const isReading = (request: Request) => request.url().includes('/api/v1/operations/');
  page.on('request', (request) => isReading(request) && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

/** Everything has been read and drawn. */
async function settled(page: Page, reading: () => number): Promise<void> {
  await expect(page.locator('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
  await page.waitForTimeout(150);
  await expect.poll(reading).toBe(0);
  await page.waitForTimeout(100);
}

interface Look {
  readonly page: Page;
  readonly reading: () => number;
  readonly locale: Locale;
  readonly width: keyof typeof WIDTHS;
  readonly faults: string[];
}

/** Pictures of one page in both themes; what is wrong with it is added to the faults. */
async function look(name: string, { page, reading, locale, width, faults }: Look): Promise<void> {
  const at = `${name} ${locale} ${width}`;
  await settled(page, reading);
  const text = await page.locator('body').innerText();
  for (const [what, pattern] of [
    ['a text that nobody wrote', UNTRANSLATED],
    ['a raw id', RAW_ID],
  ] as const) {
    const found = pattern.exec(text);
    if (found) faults.push(`${at}: ${what}: ${found[0]}`);
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (overflow > 0) faults.push(`${at}: ${overflow} px too wide`);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    // Colours change gradually.
    await page.waitForTimeout(250);
    await page.screenshot({ path: `tests/screens/${locale}-${theme}-${width}/${name}.png` });
    if (locale === 'zh-CN' && width === 'wide') {
      const found = await seriousAxe(page, theme === 'light' ? undefined : ['color-contrast']);
      faults.push(...found.map((violation) => `${at} ${theme}: ${violation}`));
    }
  }
}

/** Where axe looks too, the pages are shared out among two workers. */
const TOURS = [
  { locale: 'zh-CN', width: 'wide', part: 1, of: 2 },
  { locale: 'zh-CN', width: 'wide', part: 2, of: 2 },
  { locale: 'zh-CN', width: 'phone', part: 1, of: 1 },
  { locale: 'en', width: 'wide', part: 1, of: 1 },
  { locale: 'en', width: 'phone', part: 1, of: 1 },
] as const;

for (const { locale, width, part, of } of TOURS) {
  test(`every page in ${locale}, ${width}, light and dark${of > 1 ? ` (${part} of ${of})` : ''}`, async ({
    browser,
  }) => {
    test.setTimeout(420_000);
    const faults: string[] = [];
    const subject = await prepare(browser, locale);
    const context = await browser.newContext({ viewport: WIDTHS[width], locale, hasTouch: width === 'phone' });
    const page = await context.newPage();
    let current = 'signin';
    page.on('pageerror', (error) => faults.push(`${current} ${locale} ${width}: ${error.message}`));
    page.on('console', (message) => {
      // A page that is not there says so by its status, which the browser reports by itself.
      const isExpected = current === 'not-found' && message.text().includes('404');
      if (message.type() === 'error' && !isExpected) {
        faults.push(`${current} ${locale} ${width}: console: ${message.text().slice(0, 300)}`);
      }
    });
    const looking = { page, reading: watchReading(page), locale, width, faults };
    await page.goto('/signin');
    await look('signin', looking);
    await signIn(context.request, subject.email);
    const pages = Object.entries(pagesOf(subject)).filter((_, index) => index % of === part - 1);
    for (const [name, path] of pages) {
      current = name;
      await page.goto(path);
      await look(name, looking);
    }
    expect(faults).toEqual([]);
    await context.close();
  });
}
