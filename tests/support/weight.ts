/** How much script a page names: what a browser loads before anything can be done there. */
import { gzipSync } from 'node:zlib';

/** The scripts that the HTML of a page names, in its tags and in the data Next sends along; addresses below the host. */
export const scriptsOf = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/static\/chunks\/[\w.~-]+\.js/g)].map(([name]) => `/_next/${name}`)),
];

/** Compressed as a web server does it at its best, in KB. */
export const zippedKb = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length / 1024;
