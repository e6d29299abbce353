/** Steps that the builder journeys share. */
import { expect, type Page } from '@playwright/test';
import { seriousAxe } from '@/tests/support/browser';

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

/** Names on the canvas, in order. */
export const fieldsOnCanvas = (page: Page): Promise<string[]> =>
  page
    .locator('[data-pane-part="canvas"] [data-field]')
    .evaluateAll((list) => list.map((element) => (element as HTMLElement).dataset['field'] ?? ''));

export const hasNoSeriousAxe = async (page: Page): Promise<void> => expect(await seriousAxe(page)).toEqual([]);
