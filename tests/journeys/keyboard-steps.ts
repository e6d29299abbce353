/** Steps of journeys without a mouse: they press keys and look where the focus is. */
import { expect, type Page } from '@playwright/test';

/** The name of what has the focus: of an input its label, else what stands on it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLLabelElement> | null }) | null;
    const label = at?.labels?.[0]?.textContent?.replace(/\s*\*$/, '');
    const words =
      at?.getAttribute('aria-label') ?? (label || (at?.getAttribute('placeholder') ?? at?.textContent ?? ''));
    return words.slice(0, 120);
  });

/** Tabs until something of that name has the focus. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let n = 0; n < 90; n += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${name}; it is at "${await focused(page)}".`);
}

/** From the palette's search: the arrow keys walk to the type, Enter adds it, and the focus stands in its label. */
export async function addField(page: Page, type: string, label: string): Promise<void> {
  const fields = page.locator('[data-pane-part="canvas"] [data-field]');
  const before = await fields.count();
  await tabTo(page, /^Search$/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(type);
  await page.keyboard.press('ArrowDown');
  const entry = new RegExp(`^${type}$`);
  for (let n = 0; n < 6 && !entry.test(await focused(page)); n += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(fields).toHaveCount(before + 1);
  await expect.poll(() => focused(page)).toMatch(/^Label · English/);
  await page.keyboard.type(label);
}

/** In a select that has the focus: walks to an option with the arrow keys and takes it. */
export async function pickByKeys(page: Page, option: string): Promise<void> {
  const walked = page.locator('[role="option"][data-combobox-selected]').filter({ visible: true });
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('ArrowDown');
    if ((await walked.count()) > 0 && (await walked.first().innerText()) === option) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`The arrow keys do not reach the option "${option}".`);
}

/** From now on, on all pages: what comes from a mouse, a finger or a pen. Keys that press buttons make no such events. */
export async function watchPointers(page: Page): Promise<readonly string[]> {
  const seen: string[] = [];
  await page.exposeFunction('pointerSeen', (what: string) => void seen.push(what));
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'wheel', 'touchstart']) {
      const tell = () => (window as unknown as { pointerSeen: (what: string) => void }).pointerSeen(kind);
      window.addEventListener(kind, tell, { capture: true });
    }
  });
  return seen;
}
