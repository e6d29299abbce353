/** What the journeys share: signing people in, calling operations in their name, dragging, and waiting for what was saved. */
import {
  expect,
  test,
  type APIRequestContext,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test';
import type { Input, OperationName, Output } from '@/engine/kernel/api';
import type { Locale } from '@/engine/kernel/text';

/** The password of everybody in the demonstration. */
const PASSWORD = 'trellis-demo';
/** Of the demonstration: `sales` for sales@trellis.example. */
export type Name = 'analyst' | 'sales' | 'east' | 'north' | 'finance' | 'manager' | 'admin' | 'alex';
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const emailOf = (name: string): string => (name.includes('@') ? name : `${name}@trellis.example`);

/** The door refuses what comes from another site, and an API client sends no Origin by itself. */
const sameOrigin = (origin = test.info().project.use.baseURL ?? '') => ({ origin });

async function signInAs(request: APIRequestContext, email: string, origin?: string): Promise<void> {
  const answer = await request.post('/api/auth/sign-in/email', {
    data: { email, password: PASSWORD },
    headers: sameOrigin(origin),
  });
  expect(answer.ok(), `${email} signs in: ${answer.status()}`).toBe(true);
}

/** Whom journeys need in both languages at once: a language belongs to a person, so there is a twin who speaks Chinese. */
const BILINGUAL: readonly string[] = ['analyst', 'admin'] satisfies readonly Name[];

/** The address of the twin, who has the same roles; made when first asked for. */
async function twinOf(request: APIRequestContext, name: string, origin?: string): Promise<string> {
  const [of, email] = [emailOf(name), emailOf(`${name}zh`)];
  await signInAs(request, emailOf('admin'), origin);
  const { people } = await operation(request, 'person.list', {}, origin);
  const { roles, department } = people.find((person) => person.email === of)!;
  if (people.some((person) => person.email === email)) return email;
  const data = {
    name: `${name} 中`,
    email,
    password: PASSWORD,
    roles,
    department: department?.id ?? null,
    active: true,
  };
  // Another journey may make the same twin at this moment.
  await request.post('/api/v1/operations/person.save', { data, headers: sameOrigin(origin) });
  return email;
}

/**
 * Signs in by the API: the sign-in page has a test of its own.
 * @param origin of another server than the journeys' own
 */
export async function signIn(
  request: APIRequestContext,
  name: string,
  locale?: Locale,
  origin?: string,
): Promise<void> {
  const isTwin = locale === 'zh-CN' && BILINGUAL.includes(name);
  await signInAs(request, isTwin ? await twinOf(request, name, origin) : emailOf(name), origin);
  if (locale) await operation(request, 'session.locale', { locale }, origin);
}

/** Calls an operation; what it refuses fails the test with its words. */
export async function operation<N extends OperationName>(
  request: APIRequestContext,
  name: N,
  input: Input<N>,
  origin?: string,
): Promise<Output<N>> {
  const answer = await request.post(`/api/v1/operations/${name}`, { data: input, headers: sameOrigin(origin) });
  expect(answer.ok(), `${name}: ${answer.status()} ${answer.ok() ? '' : await answer.text()}`).toBe(true);
  return (await answer.json()) as Output<N>;
}

/** A page of one person in a browser of their own. */
export async function pageOf(
  browser: Browser,
  name: Name,
  locale: Locale = 'en',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options);
  await signIn(context.request, name, locale);
  return context.newPage();
}

/** Where something is once it has stopped moving: a canvas may still be bringing it into view. */
async function restingBox(target: Locator) {
  let before = '';
  let box: Awaited<ReturnType<Locator['boundingBox']>> = null;
  await expect
    .poll(
      async () => {
        box = await target.boundingBox();
        const now = JSON.stringify(box);
        const isResting = box !== null && now === before;
        before = now;
        return isResting;
      },
      { intervals: [80] },
    )
    .toBe(true);
  return box!;
}

/** A real drag: down, several moves, up. `at`: where in the target, as fractions. */
export async function drag(page: Page, from: Locator, to: Locator, at = { x: 0.5, y: 0.5 }): Promise<void> {
  const box = await restingBox(to);
  await dragTo(page, from, { x: box.x + box.width * at.x, y: box.y + box.height * at.y });
}

export async function dragTo(page: Page, from: Locator, end: { x: number; y: number }): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = await from.boundingBox();
  if (!box) throw new Error('There is nothing to drag.');
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 12, start.y + 6, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 12 });
  // A hand rests before it lets go; the drag follows the pointer once a frame.
  await page.waitForTimeout(60);
  await page.mouse.up();
}

/** The draft is on the server. */
export const isSaved = (page: Page): Promise<void> =>
  expect(page.getByTestId('draft-state')).toHaveAttribute('data-state', /saved|clean/, { timeout: 15_000 });

const PUBLISH: { readonly [L in Locale]: { readonly ask: string; readonly done: string } } = {
  en: { ask: 'Publish', done: 'Published' },
  'zh-CN': { ask: '发布', done: '已发布' },
};

/** Publishes what is open in a builder through its dialog, which stays open and says what may be done next. */
export async function publish(page: Page, locale: Locale = 'en'): Promise<Locator> {
  const { ask, done } = PUBLISH[locale];
  await page.getByRole('button', { name: ask, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: ask, exact: true });
  await dialog.getByRole('button', { name: ask, exact: true }).click();
  await expect(page.getByRole('dialog', { name: done })).toBeVisible({ timeout: 30_000 });
  return page.getByRole('dialog', { name: done });
}

/** Picks an option of a Mantine select. */
export async function choose(page: Page, select: Locator, option: string | RegExp): Promise<void> {
  await select.click();
  const found = page.getByRole('option', { name: option, exact: typeof option === 'string' });
  await found.first().click();
}

/**
 * Violations of WCAG 2.2 AA that axe calls serious or critical, each with what it is about.
 * @param rules only these: of a page in another theme only the colours are new
 */
export async function seriousAxe(page: Page, rules?: string[]): Promise<string[]> {
  const { AxeBuilder } = await import('@axe-core/playwright');
  const axe = new AxeBuilder({ page });
  const asked = rules ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await asked.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Everything axe says against WCAG 2.2 AA, however slight; in the other theme of what is only the colours can be new. */
export async function axeFaults(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  const { AxeBuilder } = await import('@axe-core/playwright');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  await page.emulateMedia({ colorScheme: theme === 'light' ? 'dark' : 'light' });
  const colours = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: theme });
  return [...violations, ...colours.violations].map(
    ({ id, impact, nodes }) =>
      `${id} (${impact}): ${nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`).join(' | ')}`,
  );
}
