/** Path of a Chromium that is there: TRELLIS_CHROMIUM, else Playwright's own, else the system's; undefined without one. */
export function findChromium(): Promise<string | undefined>;
