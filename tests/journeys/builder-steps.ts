/** Steps that the builder journeys share. */
import { expect, type Page } from '@playwright/test';

export interface Wanted {
  /** Palette entry, as an English screen calls it. */
  readonly type: string;
  readonly label: string;
}
/** Eight fields of eight types. */
export const FIELDS: readonly Wanted[] = [
  { type: 'Text', label: 'Device' },
  { type: 'Choice', label: 'Condition' },
  { type: 'Number', label: 'Quantity' },
  { type: 'Money', label: 'Price' },
  { type: 'Date', label: 'Needed by' },
  { type: 'Yes or no', label: 'Urgent' },
  { type: 'Person', label: 'Owner' },
  { type: 'Long text', label: 'Reason' },
];
/** What an entity called by the test's own word is named. */
export const nameOf = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]+/g, '_');

export async function signInAsAnalyst(page: Page): Promise<void> {
  const answer = await page.request.post('/api/auth/sign-in/email', {
    data: { email: 'analyst@trellis.example', password: 'trellis-demo' },
  });
  expect(answer.ok()).toBe(true);
  const language = await page.request.post('/api/v1/operations/session.locale', { data: { locale: 'en' } });
  expect(language.ok()).toBe(true);
}

/** The draft is on the server. */
export const isSaved = (page: Page): Promise<void> =>
  expect(page.getByTestId('draft-state')).toHaveAttribute('data-state', /saved|clean/, { timeout: 15_000 });

/** Names on the canvas, in order. */
export const fieldsOnCanvas = (page: Page): Promise<string[]> =>
  page
    .locator('[data-pane-part="canvas"] [data-field]')
    .evaluateAll((list) => list.map((element) => (element as HTMLElement).dataset['field'] ?? ''));

export async function hasNoSeriousAxe(page: Page): Promise<void> {
  const { AxeBuilder } = await import('@axe-core/playwright');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
  expect(serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}
